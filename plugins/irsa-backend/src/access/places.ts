import { Role, Workload } from 'backstage-plugin-irsa-common';
import { Place } from './types';

/** The AWS accounts of a workload's keys and of its role, sorted. */
export function accountsOf({
  keys,
  serviceAccount,
}: Pick<Workload, 'keys' | 'serviceAccount'>): string[] {
  const ofRole = serviceAccount.roleArn?.split(':')[4];
  const all = [...keys.map(({ accountId }) => accountId), ofRole];
  return [...new Set(all.flatMap(each => each || []))].sort();
}

export function placeOfWorkload(workload: Workload): Place {
  const { cluster, namespace, ownerRef } = workload;
  return {
    clusters: [cluster],
    namespaces: [namespace],
    accounts: accountsOf(workload),
    owners: ownerRef ? [ownerRef] : [],
  };
}

/** @param owners - of the services that use the role */
export function placeOfRole(
  { accountId, clusters = [], subjects }: Role,
  owners: readonly string[],
): Place {
  return {
    clusters,
    namespaces: [
      ...new Set(
        subjects.flatMap(subject => serviceAccountIn(subject)?.namespace ?? []),
      ),
    ],
    accounts: [accountId],
    owners,
  };
}

/** The ServiceAccount that a subject of a trust policy names in full. */
export function serviceAccountIn(
  subject: string,
): { namespace: string; name: string } | undefined {
  const [, namespace, name] =
    /^system:serviceaccount:([^:*?]+):([^:*?]+)$/.exec(subject) ?? [];
  return name ? { namespace, name } : undefined;
}
