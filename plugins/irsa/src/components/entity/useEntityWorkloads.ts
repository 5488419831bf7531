import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { irsaApiRef, unwrap } from '../../api';
import { useLiveQuery } from '../../hooks';
import { worstFirst } from './worstFirst';

/** The workloads linked to the entity of this page, worst first; a hundred of them, and how many there are. */
export function useEntityWorkloads() {
  const api = useApi(irsaApiRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return useLiveQuery(
    async signal => {
      const page = await unwrap(
        api.GET('/workloads', {
          params: { query: { entityRef, sort: '-severity', limit: 100 } },
          signal,
        }),
      );
      return { ...page, items: [...page.items].sort(worstFirst) };
    },
    [api, entityRef],
  );
}
