import { useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../api';
import { useQuery } from '../../hooks';

const LOOK_MS = 5_000;

/**
 * An access key with all that have it; read again while one of them is on its way.
 *
 * @param fingerprint - of the key; nothing is read without
 * @param round - a new value reads again
 */
export function useSharedKey(fingerprint: string | undefined, round?: unknown) {
  const api = useApi(irsaApiRef);
  const query = useQuery(
    async signal =>
      fingerprint
        ? unwrap(
            api.GET('/keys/{fingerprint}', {
              params: { path: { fingerprint } },
              signal,
            }),
          )
        : undefined,
    [api, fingerprint, round],
  );
  const { data, refresh } = query;
  const isMoving = data?.holders.some(({ state }) => state === 'underWay');
  useEffect(() => {
    if (!isMoving) {
      return undefined;
    }
    const timer = setInterval(refresh, LOOK_MS);
    return () => clearInterval(timer);
  }, [isMoving, refresh]);
  return query;
}
