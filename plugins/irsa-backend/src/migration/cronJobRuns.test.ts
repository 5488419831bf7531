import { V1Job } from '@kubernetes/client-node';
import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { ClusterContext } from './model/Step';
import { runsFooting } from './footing/runs';

const UID = 'cron-uid';
const EXECUTION = walkthroughExecution(
  'https://oidc.example.com/a',
  undefined,
  0,
);
const SWITCHED = '2026-01-01T10:00:00.000Z';
const [container] = EXECUTION.detach.removed;

/** A run of the CronJob that has ended. */
function run(
  name: string,
  at: string,
  end: 'Complete' | 'Failed',
  parts: { isOld?: boolean; owner?: string } = {},
): V1Job {
  return {
    metadata: {
      name,
      ownerReferences: [{ uid: parts.owner ?? UID }],
    },
    spec: {
      template: {
        spec: {
          serviceAccountName: EXECUTION.serviceAccount.name,
          containers: [
            {
              name: container.container,
              ...(parts.isOld && {
                env: [{ name: 'AWS_ACCESS_KEY_ID', value: 'made-up' }],
              }),
            },
          ],
        },
      },
    },
    status: {
      conditions: [
        {
          type: end,
          status: 'True',
          lastTransitionTime: at,
          ...(end === 'Failed' && { reason: 'BackoffLimitExceeded' }),
        },
      ],
    },
  } as unknown as V1Job;
}

const factOf = async (
  jobs: V1Job[],
  status: object = {},
  kind: string = 'CronJob',
) =>
  runsFooting(
    {
      execution: {
        ...EXECUTION,
        workload: { ...EXECUTION.workload, kind },
      },
      cluster: {
        request: async ({ path }: { path: string }) =>
          path.includes('/jobs')
            ? { items: jobs, metadata: {} }
            : { metadata: { uid: UID, name: 'test' }, status },
      },
      read: (act: () => Promise<unknown>) => act(),
    } as unknown as ClusterContext,
    SWITCHED,
  );

describe('whether a CronJob works on its role', () => {
  it.each<[string, V1Job[], object, string, RegExp]>([
    ['no run yet', [], {}, 'notKnown', /None on the role has ended yet/],
    [
      'one that succeeded',
      [run('a', '2026-01-01T11:00:00Z', 'Complete')],
      {},
      'holds',
      /a, succeeded at 2026-01-01T11:00:00/,
    ],
    [
      'one that failed after it',
      [
        run('b', '2026-01-01T12:00:00Z', 'Failed'),
        run('a', '2026-01-01T11:00:00Z', 'Complete'),
      ],
      {},
      'broken',
      /b, failed at .*: BackoffLimitExceeded/,
    ],
    [
      'one that succeeded after a failure',
      [
        run('b', '2026-01-01T12:00:00Z', 'Failed'),
        run('c', '2026-01-01T13:00:00Z', 'Complete'),
      ],
      {},
      'holds',
      /c, succeeded/,
    ],
    [
      'runs with the key, and of others',
      [
        run('old', '2026-01-01T11:00:00Z', 'Complete', { isOld: true }),
        run('other', '2026-01-01T11:00:00Z', 'Complete', { owner: 'x' }),
      ],
      {},
      'notKnown',
      /None on the role/,
    ],
    [
      'one whose Job is gone',
      [],
      {
        lastScheduleTime: '2026-01-01T11:00:00Z',
        lastSuccessfulTime: '2026-01-01T11:05:00Z',
      },
      'holds',
      /Its Job is not kept/,
    ],
    [
      'one of before the switch that succeeded while the next is under way',
      [],
      {
        lastScheduleTime: '2026-01-01T11:00:00Z',
        lastSuccessfulTime: '2026-01-01T11:05:00Z',
        active: [{ name: 'test-2' }],
      },
      'notKnown',
      /None on the role/,
    ],
    [
      'one with the key that succeeded after the next had begun',
      [run('old', '2026-01-01T11:05:00Z', 'Complete', { isOld: true })],
      {
        lastScheduleTime: '2026-01-01T11:00:00Z',
        lastSuccessfulTime: '2026-01-01T11:05:00Z',
      },
      'notKnown',
      /None on the role/,
    ],
    [
      'one of before the switch that succeeded after it',
      [],
      {
        lastScheduleTime: '2026-01-01T09:00:00Z',
        lastSuccessfulTime: '2026-01-01T11:05:00Z',
      },
      'notKnown',
      /None on the role/,
    ],
  ])('is told by its latest run: %s', async (_, jobs, status, state, words) => {
    expect(await factOf(jobs, status)).toEqual([
      expect.objectContaining({
        state,
        message: expect.stringMatching(words),
      }),
    ]);
  });

  it('is no question for a workload whose Pods run all the time', async () => {
    expect(await factOf([], {}, 'Deployment')).toEqual([]);
  });
});
