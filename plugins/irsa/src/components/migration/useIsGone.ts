import { useApi } from '@backstage/core-plugin-api';
import { WorkloadRef } from 'backstage-plugin-irsa-common';
import { IrsaError, irsaApiRef, unwrap } from '../../api';
import { useLiveQuery } from '../../hooks';

/** Whether the inventory has no such workload any more; while it cannot be asked, nothing is said. */
export function useIsGone(workload: WorkloadRef): boolean {
  const api = useApi(irsaApiRef);
  const { cluster, namespace, kind, name } = workload;
  const query = useLiveQuery(
    async signal => {
      try {
        await unwrap(
          api.GET('/workloads/{cluster}/{namespace}/{kind}/{name}', {
            params: { path: { cluster, namespace, kind, name } },
            signal,
          }),
        );
        return false;
      } catch (cause) {
        if (IrsaError.from(cause).status === 404) {
          return true;
        }
        throw cause;
      }
    },
    [api, cluster, namespace, kind, name],
  );
  return query.data ?? false;
}
