import { StepContext } from '../model/Step';
import { waitForRollout } from './waitForRollout';

const REF = { cluster: 'c', namespace: 'n', kind: 'Deployment', name: 'd' };

/** The states of the Deployment that the API server returns, one for each read. */
function deployment(
  failedAt: string | undefined,
  { generation = 2, observed = 2, complete = false } = {},
) {
  return {
    kind: 'Deployment',
    metadata: { generation },
    spec: { replicas: 1, progressDeadlineSeconds: 1 },
    status: {
      observedGeneration: observed,
      replicas: 1,
      updatedReplicas: 1,
      availableReplicas: complete ? 1 : 0,
      conditions: failedAt && [
        {
          type: 'Progressing',
          reason: 'ProgressDeadlineExceeded',
          lastUpdateTime: failedAt,
        },
      ],
    },
  };
}

function wait(readings: object[], takesBack: boolean) {
  let now = 0;
  let next = 0;
  const context = {
    execution: { workload: REF },
    config: { migration: { rolloutTimeoutMs: 4000 } },
    now: () => now,
    blindMs: 0,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    setState: async () => undefined,
    say: async () => undefined,
    read: (act: () => Promise<unknown>) => act(),
    cluster: {
      request: async () => {
        const reading = readings[Math.min(next, readings.length - 1)];
        next += 1;
        return reading;
      },
    },
  } as unknown as StepContext;
  return waitForRollout(context, {
    isNew: () => true,
    failOnTrouble: false,
    takesBack,
  });
}

const OLD = '2026-11-01T10:00:00Z';
const NEW = '2026-11-01T10:00:30Z';

describe('waitForRollout, past a progress deadline', () => {
  it('fails at once on the way forward', async () => {
    await expect(wait([deployment(OLD)], false)).rejects.toThrow(
      /ProgressDeadlineExceeded/,
    );
  });

  it.each([
    ['the controller has seen the change', deployment(OLD)],
    ['it has not yet', deployment(OLD, { observed: 1 })],
  ])(
    'does not take the verdict on the rollout that it takes back for one on itself: %s',
    async (_, first) => {
      // It ends with the time limit of the rollout, not with the controller's verdict.
      await expect(wait([first, deployment(OLD)], true)).rejects.toThrow(
        /did not finish within 5 s/,
      );
    },
  );

  it('fails on the way back when that makes no progress either', async () => {
    const readings = [deployment(OLD), deployment(undefined), deployment(NEW)];
    await expect(wait(readings, true)).rejects.toThrow(
      /ProgressDeadlineExceeded/,
    );
  });
});
