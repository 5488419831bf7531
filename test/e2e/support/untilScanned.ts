import { poll } from './poll';
import { Portal } from './Portal';

/** Waits until the portal has tried every cluster once, so that no test meets a half-read world. */
export async function untilScanned(portal: Portal): Promise<void> {
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
    { deadline: 60_000, what: 'the first scan' },
  );
}
