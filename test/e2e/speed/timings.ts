import { Page } from '@playwright/test';

/** Times in ms since the page was asked for. */
export interface Load {
  /** Largest contentful paint until the rows are there. */
  lcp: number;
  /** When the answer with the rows had come. */
  answer: number;
  /** When the first row was painted. */
  rows: number;
  /** For how long the main thread was busy until then. */
  busy: number;
  /** Script that was loaded, as it is sent, in bytes. */
  script: number;
}

/** Notes paints, the first row and the length of interactions in every page from now on. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { lcp: 0, rows: 0, interactions: [] as number[] };
    Object.assign(window, { speed: seen });
    new PerformanceObserver(list =>
      list.getEntries().forEach(entry => {
        seen.lcp = entry.startTime;
      }),
    ).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver(list =>
      list.getEntries().forEach(entry => {
        // Those of one interaction have the same id; others, such as moves of the mouse, have none.
        if ((entry as unknown as { interactionId: number }).interactionId) {
          seen.interactions.push(entry.duration);
        }
      }),
    ).observe({
      type: 'event',
      buffered: true,
      durationThreshold: 16,
    } as PerformanceObserverInit);
    const rows = new MutationObserver(() => {
      if (document.querySelector('th[scope="row"] a[href*="/services/"]')) {
        rows.disconnect();
        // Painted: after the frame that has it.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            seen.rows = performance.now();
          }),
        );
      }
    });
    rows.observe(document, { childList: true, subtree: true });
  });
}

/** Opens a page with the list, and waits until its rows are painted. */
export async function load(page: Page, path: string): Promise<Load> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(
    () => (window as unknown as { speed?: { rows: number } }).speed?.rows,
  );
  const { metrics } = await client.send('Performance.getMetrics');
  await client.detach();
  const found = await page.evaluate(() => {
    const all = performance.getEntriesByType(
      'resource',
    ) as PerformanceResourceTiming[];
    const { lcp, rows } = (
      window as unknown as { speed: { lcp: number; rows: number } }
    ).speed;
    return {
      lcp,
      rows,
      answer:
        all.find(({ name }) => /\/workloads\?/.test(name))?.responseEnd ?? 0,
      script: all
        .filter(({ name }) => /\.js(\?|$)/.test(name))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  });
  const busy = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  return { ...found, busy: busy * 1000 };
}

/** The longest of the interactions since this was asked last, or the page was loaded, in ms. */
export async function longestInteraction(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // Interactions are told of after the frame that shows their effect.
    await new Promise(resolve => {
      requestAnimationFrame(() => requestAnimationFrame(resolve));
    });
    const { speed } = window as unknown as {
      speed: { interactions: number[] };
    };
    return Math.max(0, ...speed.interactions.splice(0));
  });
}

/** Processor time that the main thread of the page takes for something, in ms. */
export async function spentOn(
  page: Page,
  act: () => Promise<void>,
): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await spent();
  await act();
  const after = await spent();
  await client.detach();
  return (after - before) * 1000;
}

/** Waits until the rows are those of the last question. */
export async function untilAnswered(page: Page): Promise<void> {
  await page.waitForFunction(
    () => !document.querySelector('table[aria-busy="true"]'),
  );
}
