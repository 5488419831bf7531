import { LooksAgainError } from './model/errors';
import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { StepContext } from './model/Step';
import { watchPods } from './steps/watchPods';

const POD_PATH = '/api/v1/namespaces/production/pods';
const WATCH_MS = 10_000;

interface Look {
  name?: string;
  isReady?: boolean;
  readySince?: string;
  restarts?: number;
  reason?: string;
}

/**
 * The only Pod of a workload, as it is from a moment on, by milliseconds.
 *
 * @param away - for how long no process of the portal runs, by the moment from which
 */
function watching(
  looks: Record<number, Look>,
  away: Record<number, number> = {},
) {
  let now = 0;
  let kept = '{}';
  const said: string[] = [];
  const leaves: number[] = [];
  const present = () => {
    const from = Math.max(
      ...Object.keys(looks)
        .map(Number)
        .filter(at => at <= now),
    );
    return looks[from];
  };
  const podNow = () => {
    const {
      name = 'test-1',
      isReady = true,
      readySince,
      restarts = 0,
      reason,
    } = present();
    return {
      metadata: { name, uid: name },
      spec: { containers: [{ name: 'test' }] },
      status: {
        phase: 'Running',
        conditions: [
          {
            type: 'Ready',
            status: isReady ? 'True' : 'False',
            lastTransitionTime: readySince,
          },
        ],
        containerStatuses: [
          {
            name: 'test',
            restartCount: restarts,
            state: reason ? { waiting: { reason } } : { running: {} },
          },
        ],
      },
    };
  };
  const context = {
    execution: walkthroughExecution('https://oidc.example.com/a', undefined, 0),
    config: { migration: { watchMs: WATCH_MS, rolloutTimeoutMs: 5_000 } },
    cluster: {
      request: async ({ path }: { path: string }) =>
        path === POD_PATH
          ? { items: [podNow()], metadata: {} }
          : {
              kind: 'Deployment',
              metadata: { name: 'test' },
              spec: { selector: { matchLabels: { app: 'test' } } },
            },
      client: async () => ({
        readNamespacedPodLog: async () => 'AccessDenied on the first call',
      }),
    },
    now: () => now,
    blindMs: 0,
    sleep: async (milliseconds: number) => void (now += milliseconds),
    say: async (text: string) => void said.push(text),
    read: (act: () => Promise<unknown>) => act(),
  } as unknown as StepContext;
  const remembering = () => {
    const memory = JSON.parse(kept);
    const remember: StepContext['remember'] = async changes => {
      Object.assign(memory, changes);
      kept = JSON.stringify(memory);
    };
    return { ...context, memory, remember };
  };
  /** Each look is that of another worker, who knows what was kept. */
  const run = async (): Promise<string> => {
    for (;;) {
      try {
        return await watchPods(remembering());
      } catch (error) {
        if (!(error instanceof LooksAgainError)) {
          throw error;
        }
        leaves.push(now);
        now += error.forMs + (away[now] ?? 0);
      }
    }
  };
  return { run, said, now: () => now, leaves };
}

describe('new Pods are watched before they count as healthy', () => {
  it('for the configured time', async () => {
    const { run, said, now, leaves } = watching({ 0: {} });
    expect(await run()).toBe('1 Pod was ready for 10 s, without a restart');
    expect(now()).toBe(WATCH_MS);
    expect(said).toEqual([]);
    expect(leaves).toEqual([0, 5_000]);
  });

  it('anew after a restart, which is said', async () => {
    const { run, said, now } = watching({ 0: {}, 6_000: { restarts: 1 } });
    await run();
    expect(now()).toBe(10_000 + WATCH_MS);
    expect(said).toEqual([
      'Pod test-1 has restarted (1 times by now); it is watched anew.',
    ]);
  });

  it('anew after a Pod came in the place of another, and after one that was not ready', async () => {
    const { run, now } = watching({
      0: {},
      2_000: { name: 'test-2' },
      4_000: { name: 'test-2', isReady: false },
      7_000: { name: 'test-2' },
    });
    await run();
    expect(now()).toBe(10_000 + WATCH_MS);
  });

  it('anew after one that was not ready between two looks', async () => {
    const { run, now } = watching({
      0: { readySince: '2026-01-01T00:00:00Z' },
      6_000: { readySince: '2026-01-01T00:00:07Z' },
    });
    await run();
    expect(now()).toBe(10_000 + WATCH_MS);
  });

  it('without the time in which no process of the portal looked', async () => {
    const { run, now } = watching(
      {
        0: {},
        3_000: { isReady: false },
        3_600_000: { isReady: true },
      },
      { 5_000: 3_000_000 },
    );
    await expect(run()).rejects.toThrow(/have not been for 5 s/);
    expect(now()).toBe(3_010_000 + 5_000);
  });

  it('and a trouble does not last while no process of the portal looked', async () => {
    const trouble = { isReady: false, reason: 'ImagePullBackOff' };
    const { run } = watching(
      { 0: {}, 4_000: trouble, 3_006_000: {} },
      { 5_000: 2_995_000 },
    );
    expect(await run()).toMatch(/was ready for 10 s/);
  });

  it('not for ever where Pods come and go', async () => {
    const { run, now } = watching(
      Object.fromEntries(
        Array.from({ length: 9 }, (_, at) => [
          at * 3_000,
          { name: `test-${at}` },
        ]),
      ),
    );
    expect(await run()).toMatch(/Pods are ready; they come and go/);
    expect(now()).toBe(25_000);
  });

  it('and one that restarts again and again is a failure', async () => {
    const { run } = watching(
      Object.fromEntries(
        Array.from({ length: 9 }, (_, at) => [at * 6_000, { restarts: at }]),
      ),
    );
    await expect(run()).rejects.toThrow(
      /restart again and again: 4 times within 25 s/,
    );
  });

  it('and a crash loop is a failure, with its last lines', async () => {
    const { run } = watching({
      0: {},
      3_000: { isReady: false, restarts: 2, reason: 'CrashLoopBackOff' },
    });
    await expect(run()).rejects.toThrow(
      /was ready and works no more: CrashLoopBackOff.*AccessDenied on the first call/s,
    );
  });

  it('and one that does not become ready again is a failure', async () => {
    const { run, now } = watching({ 0: {}, 3_000: { isReady: false } });
    await expect(run()).rejects.toThrow(
      /1 of 1 new Pods of Deployment production\/test were ready and have not been for 5 s: test-1/,
    );
    expect(now()).toBe(10_000);
  });
});
