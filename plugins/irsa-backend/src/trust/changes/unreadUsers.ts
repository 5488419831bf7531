import { TrustEffect, TrustReviewContext } from 'backstage-plugin-irsa-common';

/**
 * What was not read and could hold somebody who loses the role, in words; undefined when nobody loses anything, or everything was read. A
 * ServiceAccount of a cluster that was not read may name the role.
 */
export function unreadUsers(
  { removed }: TrustEffect,
  policy: unknown,
  { clusters = [], hasAllClusters = true }: TrustReviewContext,
): string | undefined {
  if (removed.length === 0) {
    return undefined;
  }
  const text = JSON.stringify(policy);
  const silent = clusters
    .filter(
      ({ issuer, serviceAccounts }) =>
        !serviceAccounts && text.includes(issuer.replace(/^https:\/\//, '')),
    )
    .map(({ name }) => name);
  if (silent.length > 0) {
    return `the ServiceAccounts of ${silent.join(', ')}`;
  }
  return hasAllClusters ? undefined : 'the issuer of every cluster';
}
