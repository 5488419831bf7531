import { WorkloadRef } from 'backstage-plugin-irsa-common';
import { ClusterHandle } from '../../clusters/types';
import { resourceOf } from './kubernetesReads';
import { Right } from './World';

/** Asks the cluster whether the portal may do what a migration needs; `undefined` when it cannot be asked. */
export async function readRights(
  cluster: ClusterHandle,
  workload: WorkloadRef,
): Promise<Right[] | undefined> {
  const { group = '', plural = '' } = resourceOf(workload.kind) ?? {};
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
          path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
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
