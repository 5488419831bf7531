import { Migration } from 'backstage-plugin-irsa-common';
import { IS_WHOLE } from '../__testUtils__/testSize';
import { templateDigest } from '../plan/patch/workloadPatch';
import { byPodIdentity } from './__testUtils__/podIdentityPlan';
import { BY, inStatus, startPlan } from './__testUtils__/starting';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { JournaledCall } from './store/Journal';

interface Fault {
  name: string;
  /** Before the call, so that it has no effect; or after it, so that its answer is lost. */
  phase: 'before' | 'after';
  error: () => Error;
}

const failure = (fields: object) =>
  Object.assign(new Error('made by the test'), fields);

/** Faults that pass: each outside call meets each of them once, and then succeeds. */
const PASSING: Fault[] = [
  {
    name: 'throttled',
    phase: 'before',
    error: () => failure({ name: 'Throttling', $metadata: {} }),
  },
  {
    name: 'failed in the service',
    phase: 'before',
    error: () =>
      failure({
        name: 'ServiceFailure',
        $metadata: { httpStatusCode: 500 },
      }),
  },
  {
    name: 'refused, as something else is changing',
    phase: 'before',
    error: () => failure({ name: 'ConcurrentModificationException' }),
  },
  {
    name: 'not connected',
    phase: 'before',
    error: () => failure({ code: 'ECONNREFUSED' }),
  },
  {
    name: 'without an answer, though it has had its effect',
    phase: 'after',
    error: () => failure({ code: 'ECONNRESET' }),
  },
  {
    name: 'answered with an error, though it has had its effect',
    phase: 'after',
    error: () =>
      failure({
        name: 'InternalFailure',
        $metadata: { httpStatusCode: 500 },
      }),
  },
];

/** Calls that can be refused for good, by step; the start of what each wants to do. */
const REFUSABLE = [
  ['ensure-provider', 'create provider'],
  ['ensure-policy', 'create policy'],
  ['ensure-role', 'create role'],
  ['ensure-role', 'attach'],
  ['prove-role', 'assume by a token'],
  ['ensure-service-account', 'set annotations'],
  ['cut-over', 'take the static references out'],
] as const;

/** The next try meets the effect of the one before. */
const SAMPLE = PASSING.filter(({ phase }) => phase === 'after').slice(0, 1);

/** The calls of EKS Pod Identity are left to the whole test. It makes no provider, which stays behind otherwise. */
const ROWS = [
  ...(IS_WHOLE ? PASSING : SAMPLE).map(fault => ({
    ...fault,
    by: 'a token of the cluster',
    calls: 7,
    left: ['OpenID'],
  })),
  ...(IS_WHOLE ? PASSING : []).map(fault => ({
    ...fault,
    by: 'EKS Pod Identity',
    calls: 3,
    left: [] as string[],
  })),
];

jest.setTimeout(300_000);

describe('faults of the calls to AWS and to the cluster', () => {
  let world: WalkthroughWorld;
  let before: string;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    await world.healthy();
    before = templateDigest(await world.deployment());
  });
  afterEach(() => world.close());

  async function run(
    observeCalls: (phase: string, call: JournaledCall) => Promise<void>,
  ) {
    const service = await world.service({ observeCalls });
    service.startWorker();
    const { id } = await startPlan(service);
    const ended = (...statuses: string[]): Promise<Migration> =>
      inStatus(service, id, ...statuses);
    return { service, id, ended };
  }

  it.each(ROWS)(
    'come to the same end there and back, with a role by $by, when each call is once $name',
    async ({ phase, error, by, calls, left }) => {
      if (by === 'EKS Pod Identity') {
        Object.assign(world.execution, byPodIdentity(world.execution));
      }
      const met = new Set<string>();
      const { service, id, ended } = await run(async (at, { step, intent }) => {
        const point = `${step} ${intent}`;
        if (at === phase && !met.has(point)) {
          met.add(point);
          throw error();
        }
      });
      const there = await ended(
        'soaking',
        'failed',
        'rolledBack',
        'needsHuman',
      );
      expect([there.status, there.statusReason]).toEqual([
        'soaking',
        undefined,
      ]);
      const forward = met.size;
      expect(forward).toBeGreaterThan(calls);
      await service.rollback(id, { reason: 'a try' }, BY);
      const back = await ended('rolledBack', 'needsHuman');
      expect(back.status).toBe('rolledBack');
      expect(met.size).toBeGreaterThan(forward + 3);
      expect(templateDigest(await world.deployment())).toBe(before);
      // The documented rights do not allow the portal to delete a provider.
      expect(
        back.afterRollback?.objects
          .filter(({ state }) => state !== 'asBefore')
          .map(({ object }) => object.split(' ')[0]),
      ).toEqual(left);
    },
  );

  it.each(IS_WHOLE ? REFUSABLE : REFUSABLE.slice(5, 6))(
    'end on the key, with nothing half-done, when %s may not %s',
    async (step, intent) => {
      const { ended } = await run(async (at, call) => {
        if (
          at === 'before' &&
          call.step === step &&
          call.intent.startsWith(intent)
        ) {
          throw failure({
            name: 'AccessDenied',
            message: `made by the test: ${intent} is not allowed`,
            $metadata: { httpStatusCode: 403 },
          });
        }
      });
      const end = await ended('soaking', 'failed', 'rolledBack', 'needsHuman');
      expect(['failed', 'rolledBack']).toContain(end.status);
      expect(end.statusReason).toMatch(/is not allowed|could not be assumed/);
      expect(templateDigest(await world.deployment())).toBe(before);
      const left = end.afterRollback!.objects.filter(
        ({ state }) => state !== 'asBefore',
      );
      expect(left.filter(({ object }) => !object.startsWith('OpenID'))).toEqual(
        [],
      );
    },
  );
});
