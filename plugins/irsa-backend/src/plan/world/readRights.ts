import { WorkloadRef } from 'backstage-plugin-irsa-common';
import {
  apiVersionOf,
  kindChangedInPlace,
  KINDS,
  listPath,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { Right } from './World';

/** Asks the cluster whether the portal has the rights for a migration; `undefined` when the question fails. */
export async function readRights(
  cluster: ClusterHandle,
  workload: WorkloadRef,
): Promise<Right[] | undefined> {
  const { group = '', plural = '' } = kindChangedInPlace(workload.kind) ?? {};
  const needed: Omit<Right, 'allowed'>[] = [
    { verb: 'get', group, resource: plural },
    { verb: 'patch', group, resource: plural },
    { verb: 'get', group: '', resource: 'serviceaccounts' },
    { verb: 'create', group: '', resource: 'serviceaccounts' },
    { verb: 'patch', group: '', resource: 'serviceaccounts' },
    {
      verb: 'create',
      group: '',
      resource: 'serviceaccounts',
      subresource: 'token',
    },
    { verb: 'list', group: '', resource: 'pods' },
    { verb: 'create', group: '', resource: 'pods' },
  ];
  try {
    return await Promise.all(
      needed.map(async right => {
        const review = await cluster.request<{
          status?: { allowed?: boolean };
        }>({
          method: 'POST',
          path: listPath(KINDS.SelfSubjectAccessReview),
          body: {
            apiVersion: apiVersionOf(KINDS.SelfSubjectAccessReview),
            kind: KINDS.SelfSubjectAccessReview.kind,
            spec: {
              resourceAttributes: { namespace: workload.namespace, ...right },
            },
          },
        });
        return { ...right, allowed: review.status?.allowed === true };
      }),
    );
  } catch {
    return undefined;
  }
}
