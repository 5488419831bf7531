import { setTimeout as pause } from 'node:timers/promises';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { TrustChange } from 'backstage-plugin-irsa-common';
import { isAwsError } from '../../accounts/iam';
import { decodePolicyDocument } from '../../accounts/policyDocument';
import { policyHash } from '../policyHash';
import { TrustChangeRow } from './TrustChangeStore';

/** A write that IAM has taken is seen by its readers within this time; most are after one second. */
const ARRIVES_WITHIN_MS = 60_000;
const WATCHED_MS = 10_000;
const PAUSE_MS = 500;

type Settled = Exclude<TrustChange['state'], 'writing'>;

/**
 * What the role says of a change now. Undefined while that is not known: the role cannot be read, or a write may still arrive.
 */
export async function whatBecame(
  iam: IAMClient,
  row: Pick<TrustChangeRow, 'role_name' | 'before' | 'after' | 'made_at'>,
  mayStillArrive = Date.now() - Date.parse(row.made_at) < ARRIVES_WITHIN_MS,
): Promise<Settled | undefined> {
  let now: string;
  try {
    const { Role } = await iam.send(
      new GetRoleCommand({ RoleName: row.role_name }),
    );
    now = policyHash(decodePolicyDocument(Role?.AssumeRolePolicyDocument));
  } catch (error) {
    return isAwsError(error, 'NoSuchEntity') ? 'otherwise' : undefined;
  }
  if (now === policyHash(JSON.parse(row.after))) {
    return 'written';
  }
  if (now === policyHash(JSON.parse(row.before))) {
    return mayStillArrive ? undefined : 'notWritten';
  }
  return 'otherwise';
}

/** Reads until the change is seen. @param isRefused - IAM has refused it, so nothing can arrive any more */
export async function readUntilSettled(
  iam: IAMClient,
  row: TrustChangeRow,
  isRefused: boolean,
): Promise<Settled | undefined> {
  const until = Date.now() + WATCHED_MS;
  for (;;) {
    const state = await whatBecame(iam, row, !isRefused);
    if (state || Date.now() > until) {
      return state;
    }
    await pause(PAUSE_MS);
  }
}
