import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { TrustChange } from 'backstage-plugin-irsa-common';
import { isAwsError } from '../../accounts/iam';
import { holdsKey } from '../../shared/holdsKey';
import { policyHash } from '../policyHash';
import { TrustChangeRow } from './TrustChangeStore';

const SHORTEST_TEXT = 10;

/** Throws InputError for words that are too few, or hold a key. */
export function readReason(reason: string): string {
  const said = reason.trim();
  if (said.length < SHORTEST_TEXT) {
    throw new InputError(
      `Say in at least ${SHORTEST_TEXT} characters why the policy is changed; the next person reads it.`,
    );
  }
  // Not quoted, because it may be a key.
  if (holdsKey(said)) {
    throw new InputError(
      'The text seems to hold a key. Write it without the key, and treat that key as leaked.',
    );
  }
  return said;
}

/** IAM has answered and done nothing. After a lost answer, the write may have been done. */
export function isRefusal(error: Error | undefined): boolean {
  const { $metadata } = (error ?? {}) as {
    $metadata?: { httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}

/** Why IAM has written nothing. */
export function refusalInWords(error: Error, row: TrustChangeRow): Error {
  if (isAwsError(error, 'AccessDenied')) {
    return new NotAllowedError(
      `IAM does not let the portal change the trust policy of ${row.role_arn}. It needs iam:UpdateAssumeRolePolicy on that role. Nothing was written.`,
    );
  }
  return new ConflictError(
    `IAM refused the policy (${error.name}). The role was read again and is as before.`,
  );
}

/**
 * Only the newest change can be taken back, when it was seen written; what was not written leaves nothing to take back. Throws
 * ConflictError for another one.
 *
 * @param changes - of the role, newest first
 */
export function refuseTakingBack(id: string, changes: TrustChange[]): void {
  const [newest] = changes.filter(({ state }) => state !== 'notWritten');
  if (newest?.id !== id) {
    throw new ConflictError(
      'The change is not the newest one that was written to the role. Nothing was written. Load the page again.',
    );
  }
  if (newest.takesBack || newest.state !== 'written') {
    throw new ConflictError(
      newest.takesBack
        ? 'The change takes another one back, and is not taken back itself. Nothing was written. Apply a proposal instead.'
        : 'It was not seen that the change is what the role has now. Nothing was written. Load the page again.',
    );
  }
}

/** Throws InputError. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(
      'The proposed policy is no JSON. Load the page again.',
    );
  }
}

export function hashOf(text: string): string {
  return policyHash(JSON.parse(text));
}

export function toChange(row: TrustChangeRow): TrustChange {
  return {
    id: row.id,
    state: row.state,
    ...(row.takes_back && { takesBack: row.takes_back }),
    before: row.before,
    after: row.after,
    effect: JSON.parse(row.effect),
    rules: JSON.parse(row.rules),
    reason: row.reason,
    madeBy: row.made_by,
    madeAt: row.made_at,
    ...(row.read_at && { readAt: row.read_at }),
  };
}
