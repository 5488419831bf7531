import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../api';
import { useLiveQuery } from '../../hooks';
import { withStaticKey } from '../services/list/withStaticKey';

/** As many as a card has room for. */
const SHOWN = 3;

/** The services of the reader and of the reader's groups that are given a static key, worst first, and how many there are in all. */
export function useOwnServices() {
  const api = useApi(irsaApiRef);
  const identity = useApi(identityApiRef);
  return useLiveQuery(
    async signal => {
      const { ownershipEntityRefs: owner } =
        await identity.getBackstageIdentity();
      const [summary, own] = await Promise.all([
        unwrap(api.GET('/summary', { signal })),
        // Without an owner the list would be that of everybody.
        owner.length > 0
          ? unwrap(
              api.GET('/workloads', {
                params: {
                  query: {
                    owner,
                    status: withStaticKey as 'static'[],
                    sort: '-severity',
                    limit: SHOWN,
                  },
                },
                signal,
              }),
            )
          : undefined,
      ]);
      return {
        own: own && { items: own.items, totalCount: own.totalCount },
        withStaticKey: summary.withStaticKey,
        coverage: summary.coverage,
      };
    },
    [api, identity],
  );
}
