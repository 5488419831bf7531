import { poll } from './poll';
import { Portal } from './Portal';

async function read<T>(portal: Portal, path: string): Promise<T | undefined> {
  const response = await portal.request(path);
  return response.ok ? ((await response.json()) as T) : undefined;
}

/**
 * Waits until the portal has tried every cluster once and knows the owner of a workload, so that no test meets a
 * half-read world. @param workloads - how many are expected
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
    { deadline: 60_000 + 2 * workloads, what: 'the first scan' },
  );
  await poll(
    async () => {
      const linked = await read<{ facets: { owners: string[] } }>(
        portal,
        '/workloads?limit=1',
      );
      if (linked?.facets.owners.length) return true;
      // The clusters were read before the catalog was.
      await portal.request('/scans', { method: 'POST', body: '{}' });
      return undefined;
    },
    { deadline: 60_000 + 2 * workloads, what: 'owners from the catalog' },
  );
}
