import { poll } from './poll';
import { Portal } from './Portal';

/** Waits until the portal has tried every cluster once, so that no test meets a half-read world. @param workloads - how many are expected */
export async function untilScanned(
  portal: Portal,
  workloads = 0,
): Promise<void> {
  await poll(
    async () => {
      const response = await portal.request('/coverage');
      if (!response.ok) return undefined;
      const { clusters } = (await response.json()) as {
        clusters: Array<{ state: string }>;
      };
      return clusters.every(({ state }) => state !== 'pending')
        ? true
        : undefined;
    },
    { deadline: 60_000 + 2 * workloads, what: 'the first scan' },
  );
}
