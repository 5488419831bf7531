import { poll } from './poll';
import { Portal } from './Portal';

async function read<T>(portal: Portal, path: string): Promise<T | undefined> {
  const response = await portal.request(path);
  return response.ok ? ((await response.json()) as T) : undefined;
}

/** The service of the walk-through. */
const ENTITY = 'component:default/profile-api';

/**
 * Waits until the portal has tried every cluster once and linked the catalog to them, so that no test sees an
 * incomplete world. @param workloads - the expected number
 */
export async function untilScanned(
  portal: Portal,
  workloads = 0,
): Promise<void> {
  await poll(
    async () => {
      const coverage = await read<{ clusters: Array<{ state: string }> }>(
        portal,
        '/coverage',
      );
      return coverage?.clusters.every(({ state }) => state !== 'pending')
        ? true
        : undefined;
    },
    { deadline: 180_000 + 2 * workloads, what: 'the first scan' },
  );
  await poll(
    async () => {
      const linked = await read<{ totalCount: number }>(
        portal,
        `/workloads?limit=1&entityRef=${encodeURIComponent(ENTITY)}`,
      );
      if (linked?.totalCount) {
        return true;
      }
      // The clusters were read before the catalog was.
      await portal.request('/scans', { method: 'POST', body: '{}' });
      return undefined;
    },
    { deadline: 180_000 + 2 * workloads, what: `the workload of ${ENTITY}` },
  );
}
