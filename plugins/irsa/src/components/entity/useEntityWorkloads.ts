import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Workload } from '@internal/plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useQuery } from '../../hooks';

const worstFirst: Workload['status'][] = [
  'failed',
  'static',
  'shadowed',
  'blocked',
  'unknown',
  'rolledBack',
  'running',
  'soaking',
  'keyOff',
  'notAws',
  'keyless',
];

/** The workloads linked to the entity of this page, worst first. */
export function useEntityWorkloads() {
  const api = useApi(irsaApiRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return useQuery(
    async signal => {
      const page = await unwrap(
        api.GET('/workloads', {
          params: { query: { entityRef, limit: 100 } },
          signal,
        }),
      );
      const items = [...page.items].sort(
        (a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status),
      );
      return { ...page, items };
    },
    [api, entityRef],
  );
}
