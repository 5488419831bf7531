import { Check } from 'backstage-plugin-irsa-common';
import { answer, CheckContext } from './PlanCheck';

/** A question that only an account can answer: id of the check, failure mode, and its words without "is not known". */
export type UnreadQuestion = readonly [
  id: string,
  failureMode: string,
  what: string,
];

/**
 * What a check says when the account of the key was not read: what it found to stand in the way, or to be minded, in the cluster alone;
 * else that it is not known.
 */
export function unread(
  said: Check | undefined,
  [id, failureMode, what]: UnreadQuestion,
): Check {
  return said && isOfCluster(said)
    ? said
    : answer(id, failureMode, {
        state: 'notChecked',
        message: `${what} is not known.`,
        evidence: 'Nothing was read in the account of the key.',
      });
}

/** Without a user, roles and providers, trouble can come from the cluster only. */
function isOfCluster({ state }: Check): boolean {
  return state === 'blocked' || state === 'warning';
}

/** The key is of an account that the portal does not know, or nothing tells of which. Undefined when the account was read. */
export function accountNotConnected({
  world,
  target,
}: CheckContext): Check | undefined {
  const { id, notConnected } = world.account;
  if (!notConnected) {
    return undefined;
  }
  const { keyLast4, setting } = notConnected;
  const blocked = (message: string, evidence: string, fix: string) =>
    answer('access-key', 'F30', {
      state: 'blocked',
      params: {
        ...(id ? { accountId: id } : {}),
        ...(keyLast4 ? { keyLast4 } : {}),
      },
      message,
      evidence,
      fix,
    });
  const ofOthers = `If it is the key of a partner, ask the partner for a role that the service may assume, or to trust the issuer of this cluster (${world.cluster.issuer}) for ${target.subject} in a role of theirs. If it is no key of AWS but of another store, set the address of that store where the service gets the key, such as AWS_ENDPOINT_URL; the portal then leaves it alone.`;
  const rights = 'with the rights of docs/permissions.md';
  if (!id) {
    return keyLast4
      ? blocked(
          `It is not known which AWS account the key ending in ${keyLast4} belongs to: its id names none. So the portal can neither read nor change that account.`,
          `The id of the key; ${setting} is not set.`,
          `If the account is yours, add it under aws.accounts ${rights}, and make a new plan. ${ofOthers}`,
        )
      : blocked(
          'Which access key the workload gets is not known, and neither is its AWS account. So the portal can neither read nor change that account.',
          `Read level ${world.workload.readLevel}; ${setting} is not set.`,
          `Allow the portal to read the named Secret (irsa.readLevel: 2), or set ${setting} and add the account under aws.accounts ${rights}; then make a new plan.`,
        );
  }
  return blocked(
    `${
      keyLast4
        ? `The key ending in ${keyLast4} belongs to AWS account ${id}`
        : `The cluster is in AWS account ${id}`
    }, which the portal does not know: it can neither read nor change that account. Whose key it is, and what it may do, is not known.`,
    keyLast4
      ? 'The number of the account is in the id of the key. It is not among the accounts of aws.accounts.'
      : `Setting ${setting}. It is not among the accounts of aws.accounts.`,
    `If account ${id} is yours, add it under aws.accounts ${rights}, and make a new plan. ${ofOthers}`,
  );
}
