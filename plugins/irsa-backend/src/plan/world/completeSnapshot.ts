import { ServiceUnavailableError } from '@backstage/errors';
import { POLICY_READS } from '../../accounts/policyReads';
import { IamSnapshot } from '../../accounts/types';

/** The lists of an account that a plan is made from, and what finds the policies of the user whose rights the role is to have. */
const NEEDED = [
  'iam:ListUsers',
  'iam:ListRoles',
  'iam:ListOpenIDConnectProviders',
  'iam:GetOpenIDConnectProvider',
  ...POLICY_READS.user,
];

/** The same account. Throws ServiceUnavailableError when something that a plan needs could not be read. Pure. */
export function completeSnapshot(snapshot: IamSnapshot): IamSnapshot {
  const { accountId, missing } = snapshot;
  if (NEEDED.some(call => missing.includes(call))) {
    throw new ServiceUnavailableError(
      `Account ${accountId} could not be read in full (${missing.join(
        ', ',
      )}). Give the portal the auditor policy and try again.`,
    );
  }
  return snapshot;
}

/** Of an account that nobody could ask: its lists are empty because they were not read, as `missing` says. Pure. */
export function unreadSnapshot(accountId: string, asOf: string): IamSnapshot {
  return {
    accountId,
    asOf,
    keysAsOf: asOf,
    users: [],
    roles: [],
    providers: [],
    // No length is known to be too long there.
    trustPolicyQuota: Infinity,
    missing: [...NEEDED],
  };
}
