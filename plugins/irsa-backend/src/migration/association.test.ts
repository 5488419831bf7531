import { ObjectAfterRollback } from 'backstage-plugin-irsa-common';
import { MIGRATION_TAG } from '../accounts/iam';
import { association } from './afterRollback/association';
import { GONE, USED } from './afterRollback/ReadAgain';
import { byPodIdentity } from './__testUtils__/podIdentityPlan';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { MigrationRecord, StepMemory } from './model/records';
import { StepContext } from './model/Step';
import { associationLeft } from './reconcile/associationLeft';
import { ensureAssociation } from './steps/ensureAssociation';

describe('the step that makes an association', () => {
  let world: WalkthroughWorld;
  let made = 0;

  beforeAll(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    Object.assign(world.execution, byPodIdentity(world.execution));
  });
  afterAll(() => world.close());

  /** A migration with a ServiceAccount of its own. */
  function newContext(changes: Partial<StepContext> = {}): StepContext {
    made += 1;
    const memory: StepMemory = {};
    const { execution } = world;
    return {
      migrationId: `migration-${made}`,
      execution: {
        ...execution,
        serviceAccount: {
          ...execution.serviceAccount,
          action: 'create',
          name: `own-${made}`,
        },
      },
      cluster: world.cluster,
      config: world.config,
      memory,
      memoryOf: async () => memory,
      others: async () => [],
      deadline: () => () => true,
      sleep: async () => undefined,
      say: async () => undefined,
      setProof: async () => undefined,
      remember: async (some: StepMemory) => void Object.assign(memory, some),
      read: <T>(act: () => Promise<T>) => act(),
      call: <T>(_: unknown, act: () => Promise<T>) => act(),
      ...changes,
    } as unknown as StepContext;
  }

  const eks = () => world.cluster.eks!()!;
  const find = ({ execution }: StepContext) =>
    eks().find('production', execution.serviceAccount.name);
  const ofOthers = ({ execution }: StepContext, roleArn = execution.role.arn) =>
    eks().create({
      namespace: 'production',
      serviceAccount: execution.serviceAccount.name,
      roleArn,
      tags: { owner: 'others' },
      token: `of-others-${execution.serviceAccount.name}`,
    });

  it('makes one once, also when its answer was lost, and takes it back with the ServiceAccount', async () => {
    let isLost = true;
    const context = newContext({
      call: async <T>(call: { intent: string }, act: () => Promise<T>) => {
        const answer = await act();
        if (isLost && call.intent === 'create association') {
          isLost = false;
          throw new Error('The answer was lost.');
        }
        return answer;
      },
    });
    await expect(ensureAssociation.ensure(context)).rejects.toThrow('lost');
    const first = await find(context);
    await expect(ensureAssociation.ensure(context)).resolves.toMatchObject({
      outcome: 'created',
    });
    expect(await find(context)).toEqual(first);
    expect(first?.tags[MIGRATION_TAG]).toBe(context.migrationId);

    expect(await ensureAssociation.undo!(context)).toBe(
      'The association was removed. The ServiceAccount was removed.',
    );
    expect(await find(context)).toBeUndefined();
    expect(await ensureAssociation.undo!(context)).toBe(
      'The association is gone. The ServiceAccount is gone.',
    );
  });

  it('takes over that of an earlier migration of the workload, which then leaves it', async () => {
    const earlier = newContext();
    await ensureAssociation.ensure(earlier);
    const memory: StepMemory = {};
    const later = {
      ...earlier,
      migrationId: 'a-later-one',
      memory,
      memoryOf: async () => memory,
      remember: async (some: StepMemory) => void Object.assign(memory, some),
    } as StepContext;
    await expect(ensureAssociation.ensure(later)).resolves.toMatchObject({
      outcome: 'adopted',
    });
    expect(await ensureAssociation.undo!(earlier)).toMatch(
      /stays: migration a-later-one has taken it over/,
    );
    expect(await ensureAssociation.undo!(later)).toMatch(
      /No association was made/,
    );
    expect(await find(earlier)).toMatchObject({
      tags: { [MIGRATION_TAG]: 'a-later-one' },
    });

    // It carries the id of a migration that was undone, and that is no write that arrived late.
    const left = async (objects: ObjectAfterRollback[]) => {
      const state = { afterRollback: { readAt: '', objects } };
      const record = { id: 'a-later-one', status: 'rolledBack', state };
      const [fact] = await associationLeft(record as MigrationRecord, later);
      return fact.state;
    };
    const seen = await association.read(later);
    expect(seen).toMatchObject([{ state: 'asBefore', message: USED }]);
    expect(await left(seen)).toBe('holds');
    const { object } = seen[0];
    for (const state of ['asBefore', 'notKnown'] as const) {
      expect(await left([{ object, state, message: GONE }])).toBe('broken');
    }
  });

  it('asks a person about one of others, and leaves it', async () => {
    const context = newContext();
    await ofOthers(context);
    await expect(ensureAssociation.ensure(context)).rejects.toMatchObject({
      name: 'NeedsHumanError',
      message: expect.stringMatching(/was not made for this workload/),
    });
    await ensureAssociation.undo!(context);
    expect(await find(context)).toMatchObject({ tags: { owner: 'others' } });
  });

  it('leaves its own one once others have made it give another role', async () => {
    const context = newContext();
    await ensureAssociation.ensure(context);
    const { id } = (await find(context))!;
    await eks().delete(id);
    await ofOthers(context, 'arn:aws:iam::111122223333:role/irsa/other');
    await eks().tag((await find(context))!.id, {
      [MIGRATION_TAG]: context.migrationId,
    });
    expect(await ensureAssociation.undo!(context)).toMatch(
      /stays: someone else changed it since, it gives .*other now/,
    );
    expect(await find(context)).toBeDefined();
  });

  it('makes it anew when it is gone, though EKS remembers the first call', async () => {
    const context = newContext();
    await ensureAssociation.ensure(context);
    const { id } = (await find(context))!;
    await eks().delete(id);
    await ensureAssociation.ensure(context);
    expect((await find(context))?.id).not.toBe(id);
  });
});
