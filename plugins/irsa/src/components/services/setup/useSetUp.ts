import { useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../../api';
import { useLiveQuery } from '../../../hooks';

/** What the backend says of its own settings; it answers even while nothing else works. */
export function useSetUp() {
  const api = useApi(irsaApiRef);
  return useLiveQuery(signal => unwrap(api.GET('/set-up', { signal })), [api]);
}
