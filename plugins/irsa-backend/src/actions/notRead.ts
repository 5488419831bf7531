import { Coverage } from 'backstage-plugin-irsa-common';

/** What an answer does not know of. Pure. */
export function notRead({
  clusters,
  accounts,
}: Coverage): { what: string; why: string }[] {
  return [
    ...clusters
      .filter(({ state }) => state !== 'ok')
      .map(({ name, state, message }) => ({
        what: `cluster ${name}`,
        why: message ?? state,
      })),
    ...accounts
      .filter(({ state }) => state !== 'ok')
      .map(({ accountId, state, message }) => ({
        what: `account ${accountId}`,
        why: message ?? state,
      })),
  ];
}
