import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { StepContext } from './model/Step';
import { watchPods } from './steps/watchPods';

const POD_PATH = '/api/v1/namespaces/production/pods';
const WATCH_MS = 10_000;

interface Look {
  name?: string;
  isReady?: boolean;
  restarts?: number;
  reason?: string;
}

/** The only Pod of a workload, as it is from a moment on, by milliseconds. */
function watching(looks: Record<number, Look>) {
  let now = 0;
  const said: string[] = [];
  const present = () => {
    const from = Math.max(
      ...Object.keys(looks)
        .map(Number)
        .filter(at => at <= now),
    );
    return looks[from];
  };
  const podNow = () => {
    const { name = 'test-1', isReady = true, restarts = 0, reason } = present();
    return {
      metadata: { name, uid: name },
      spec: { containers: [{ name: 'test' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
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
    deadline: (milliseconds: number) => {
      const end = now + milliseconds;
      return () => now >= end;
    },
    sleep: async (milliseconds: number) => void (now += milliseconds),
    say: async (text: string) => void said.push(text),
    read: (act: () => Promise<unknown>) => act(),
  } as unknown as StepContext;
  return { run: () => watchPods(context), said, now: () => now };
}

describe('new Pods are watched before they count as healthy', () => {
  it('for the configured time', async () => {
    const { run, said, now } = watching({ 0: {} });
    expect(await run()).toBe('1 Pods were ready for 10 s, without a restart');
    expect(now()).toBe(WATCH_MS);
    expect(said).toEqual([]);
  });

  it('anew after a restart, which is said', async () => {
    const { run, said, now } = watching({ 0: {}, 6_000: { restarts: 1 } });
    await run();
    expect(now()).toBe(6_000 + WATCH_MS);
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
    expect(now()).toBe(7_000 + WATCH_MS);
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
    expect(now()).toBe(8_000);
  });
});
