import { useMemo } from 'react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { WorkloadRef, workloadId } from 'backstage-plugin-irsa-common';
import { rootRouteRef } from '../routes';

/** The segment for the namespace of what belongs to none; the REST API has the same. */
const CLUSTER_SCOPE = '-';

/** Paths of the plugin's pages, wherever the portal mounts them. */
export function useIrsaPaths() {
  const root = useRouteRef(rootRouteRef)?.() ?? '/irsa';
  return useMemo(() => {
    const segment = encodeURIComponent;
    return {
      services: `${root}/services`,
      workload: (ref: WorkloadRef) =>
        `${root}/services/${[
          ref.cluster,
          ref.namespace || CLUSTER_SCOPE,
          ref.kind,
          ref.name,
        ]
          .map(segment)
          .join('/')}`,
      plan: (id: string) => `${root}/migrations/plans/${segment(id)}`,
      migrations: `${root}/migrations`,
      migration: (id: string) => `${root}/migrations/${segment(id)}`,
      preview: (ref?: WorkloadRef) =>
        ref
          ? `${root}/preview?workload=${segment(workloadId(ref))}`
          : `${root}/preview`,
      trust: `${root}/trust`,
      role: (accountId: string, name: string) =>
        `${root}/trust/${segment(accountId)}/${segment(name)}`,
    };
  }, [root]);
}
