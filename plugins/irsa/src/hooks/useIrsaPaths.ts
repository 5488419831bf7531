import { createContext, useContext, useMemo } from 'react';
import { WorkloadRef, workloadId } from 'backstage-plugin-irsa-common';
import { rootRouteRef } from '../routes';
import { useMountedRoute } from './useMountedRoute';

/** The path segment that stands for no namespace; the REST API uses the same. */
const CLUSTER_SCOPE = '-';

export type IrsaPaths = ReturnType<typeof useOwnIrsaPaths>;

/** The paths of what stands above; see `AskedOnce`. */
export const PathsContext = createContext<IrsaPaths | undefined>(undefined);

/** Paths of the plugin's pages, wherever the portal mounts them. */
export function useIrsaPaths(): IrsaPaths {
  const shared = useContext(PathsContext);
  // What is drawn stays below the same provider, or below none, so that the same hooks run each time.
  // eslint-disable-next-line react-hooks/rules-of-hooks
  return shared ?? useOwnIrsaPaths();
}

/** Paths of the plugin's pages; the caller is drawn again whenever the address changes. */
export function useOwnIrsaPaths() {
  const root = useMountedRoute(rootRouteRef)?.() ?? '/irsa';
  return useMemo(() => {
    const segment = encodeURIComponent;
    return {
      services: `${root}/services`,
      setUp: `${root}/services/set-up`,
      firstSteps: `${root}/services/first-steps`,
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
      /** Those of one workload. */
      migrationsOf: (ref: WorkloadRef) =>
        `${root}/migrations?workload=${segment(workloadId(ref))}`,
      migration: (id: string) => `${root}/migrations/${segment(id)}`,
      /** @param planId - the plan whose role is simulated while there is none */
      preview: (ref: WorkloadRef, planId?: string) =>
        [
          `${root}/preview?workload=${segment(workloadId(ref))}`,
          ...(planId ? [`plan=${segment(planId)}`] : []),
        ].join('&'),
      trust: `${root}/trust`,
      reach: `${root}/trust/reach`,
      role: (accountId: string, name: string) =>
        `${root}/trust/${segment(accountId)}/${segment(name)}`,
    };
  }, [root]);
}
