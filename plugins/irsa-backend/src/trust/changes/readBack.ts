import { setTimeout as pause } from 'node:timers/promises';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { TrustChange } from 'backstage-plugin-irsa-common';
import { isAwsError } from '../../accounts/iam';
import { decodePolicyDocument } from '../../accounts/policyDocument';
import { policyHash } from '../policyHash';
import { TrustChangeRow } from './TrustChangeStore';

/** A write that IAM was asked for is seen by its readers within this time, or never; most are after one second. */
const ARRIVES_WITHIN_MS = 60_000;
/** So long the asking itself may take. */
export const SENT_WITHIN_MS = 30_000;
/** A change that was not sent in this time is given up: its process may be gone. If not, it notices before it sends. */
const GIVEN_UP_AFTER_MS = 60_000;
const WATCHED_MS = 10_000;
const PAUSE_MS = 500;

type Settled = Exclude<TrustChange['state'], 'writing'>;

/** What became of a change that this process does not make itself. Undefined while that is not known. */
export async function whatBecame(
  iam: IAMClient,
  row: TrustChangeRow,
): Promise<Settled | undefined> {
  const age = (since: string) => Date.now() - Date.parse(since);
  if (row.sent_at === null) {
    return age(row.made_at) < GIVEN_UP_AFTER_MS ? undefined : 'notWritten';
  }
  return whatRoleSays(iam, row, age(row.sent_at) < ARRIVES_WITHIN_MS);
}

/**
 * What the role says of a change now. Undefined while that is not known: the role cannot be read, or a write may still arrive.
 */
async function whatRoleSays(
  iam: IAMClient,
  row: Pick<TrustChangeRow, 'role_name' | 'before' | 'after'>,
  mayStillArrive: boolean,
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
    const state = await whatRoleSays(iam, row, !isRefused);
    if (state || Date.now() > until) {
      return state;
    }
    await pause(PAUSE_MS);
  }
}
