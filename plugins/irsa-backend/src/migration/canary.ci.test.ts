import { V1Pod } from '@kubernetes/client-node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Migration } from 'backstage-plugin-irsa-common';
import { createObject } from 'backstage-plugin-irsa-node';
import { parseAllDocuments } from 'yaml';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { CANARY_LABEL, canaryName, canaryPod } from '../plan/patch/canaryPod';
import { templateDigest, WorkloadObject } from '../plan/patch/workloadPatch';
import { BY, ENDS, startPlan } from './__testUtils__/starting';
import {
  until,
  WalkthroughWorld,
  WORKLOAD,
} from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const PODS = `/api/v1/namespaces/${WORKLOAD.namespace}/pods`;
const STEP = 'prove-canary';
const RBAC = resolve(__dirname, '../../../../docs/manifests/portal-rbac.yaml');

interface Role {
  kind: string;
  metadata: { name: string };
  rules: { resources: string[]; verbs: string[] }[];
}

onOneDatabase('a migration with a canary', open => {
  let world: WalkthroughWorld;
  let before: WorkloadObject;

  beforeEach(async () => {
    world = await WalkthroughWorld.start(await open());
    await world.makePlan({ canary: true });
    before = await world.healthy();
  });
  afterEach(() => world.close());

  async function canaries(): Promise<V1Pod[]> {
    const { items } = await world.cluster.request<{ items: V1Pod[] }>({
      path: PODS,
    });
    return items.filter(
      ({ metadata }) => metadata?.labels?.[CANARY_LABEL] !== undefined,
    );
  }

  async function start(): Promise<{
    service: DefaultMigrationService;
    id: string;
  }> {
    const service = await world.service();
    service.startWorker();
    const { id } = await startPlan(service);
    return { service, id };
  }

  const ended = (service: DefaultMigrationService, id: string) =>
    until('the end', async () => {
      const migration = await service.get(id);
      return ENDS.includes(migration.status) ? migration : undefined;
    });

  const stepOf = ({ steps }: Migration) => steps.find(({ id }) => id === STEP)!;

  const intents = async (intent: RegExp) =>
    (
      await world.database('migration_journal').where({
        entry: 'intent',
        step: STEP,
      })
    ).filter(row => intent.test(row.intent));

  /** The canary as it runs, while the workload is as it was. */
  async function seen(): Promise<V1Pod> {
    const [pod] = await until('a canary', async () => {
      const found = await canaries();
      return found.length > 0 ? found : undefined;
    });
    expect(templateDigest(await world.deployment())).toBe(
      templateDigest(before),
    );
    return pod;
  }

  /** Changes what the migrator's role lets the portal do with Pods. */
  async function mayDoWithPods(change: (verbs: string[]) => string[]) {
    const roles = (
      parseAllDocuments(readFileSync(RBAC, 'utf8')) as { toJS(): unknown }[]
    )
      .map(document => document.toJS() as Role)
      .filter(
        ({ kind, metadata }) =>
          kind === 'ClusterRole' && metadata.name.endsWith('-migrator'),
      )
      .map(role => ({
        ...role,
        rules: role.rules.map(rule => ({
          ...rule,
          verbs: rule.resources.includes('pods')
            ? change(rule.verbs)
            : rule.verbs,
        })),
      }));
    await world.sandbox.cluster(WORKLOAD.cluster).apply(roles);
  }

  it('proves one Pod that gets no traffic, deletes it, and changes the workload only then', async () => {
    world.config.migration.watchMs = 1_000;
    const { service, id } = await start();
    const { metadata, spec } = await seen();
    expect(metadata?.name).toBe(canaryName(WORKLOAD.name, id));
    expect(metadata?.labels).toEqual({
      'app.kubernetes.io/managed-by': 'backstage-irsa',
      [CANARY_LABEL]: id,
    });
    expect(metadata?.ownerReferences).toMatchObject([
      { kind: 'Deployment', name: WORKLOAD.name },
    ]);
    expect(spec?.activeDeadlineSeconds).toBeGreaterThan(0);
    const soaking = await ended(service, id);
    expect([soaking.status, soaking.statusReason]).toEqual([
      'soaking',
      undefined,
    ]);
    expect(stepOf(soaking)).toMatchObject({
      state: 'done',
      outcome: 'proven',
      detail: expect.stringMatching(
        /was ready on the role.*did not restart for 1 s.*is gone again/,
      ),
    });
    expect(soaking.proofs.find(({ level }) => level === 'L4')?.detail).toBe(
      '2 Pods were ready for 1 s, without a restart, after the roll out.',
    );
    expect(await canaries()).toEqual([]);
    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await until('the way back', async () => {
      const migration = await service.get(id);
      return migration.status === 'rolledBack' ? migration : undefined;
    });
    expect(back.afterRollback?.objects).toContainEqual(
      expect.objectContaining({
        object: expect.stringMatching(/-canary$/),
        state: 'asBefore',
      }),
    );
  });

  it('leaves the workload as it was when the Pod does not work', async () => {
    const statement = {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::elsewhere/*',
    };
    await world.makePlan({
      canary: true,
      policy: {
        ...world.execution.policy,
        document: JSON.stringify({
          Version: '2012-10-17',
          Statement: [statement],
        }),
      },
    });
    const { service, id } = await start();
    const failed = await ended(service, id);
    expect(failed.status).toBe('failed');
    expect(failed.statusReason).toMatch(
      /A Pod of Deployment production\/test with the role does not work.*AccessDenied.*Nothing was changed in the workload/s,
    );
    expect(stepOf(failed).state).toBe('undone');
    const { metadata, spec } = await world.deployment();
    expect(metadata?.generation).toBe(before.metadata?.generation);
    expect(spec).toEqual(before.spec);
    expect(await canaries()).toEqual([]);
  });

  it('goes on with the Pod that a process made before it was ended', async () => {
    world.config.migration.watchMs = 2_000;
    const { service, id } = await start();
    const pod = await seen();
    world.abandon(service);
    const next = await world.service();
    next.startWorker();
    const soaking = await ended(next, id);
    expect(soaking.status).toBe('soaking');
    expect(await canaries()).toEqual([]);
    expect(await intents(/create, as a canary/)).toHaveLength(1);
    expect(pod.metadata?.name).toBe(canaryName(WORKLOAD.name, id));
  });

  it('takes the Pod away when somebody rolls back meanwhile (in CI)', async () => {
    world.config.migration.watchMs = 600_000;
    const { service, id } = await start();
    await seen();
    await service.rollback(id, { reason: 'not today' }, BY);
    const back = await ended(service, id);
    expect(back.status).toBe('rolledBack');
    expect(await canaries()).toEqual([]);
    expect((await world.deployment()).spec).toEqual(before.spec);
  });

  it('does not say that the Pod is gone when somebody took its label off', async () => {
    world.config.migration.watchMs = 600_000;
    const { service, id } = await start();
    const { metadata } = await seen();
    await mayDoWithPods(verbs => [...verbs, 'patch']);
    await world.cluster.request({
      method: 'PATCH',
      path: `${PODS}/${metadata?.name}`,
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: { metadata: { labels: { [CANARY_LABEL]: null } } },
    });
    await service.rollback(id, { reason: 'not today' }, BY);
    const back = await until('the way back', async () => {
      const migration = await service.get(id);
      return migration.status === 'rolledBack' ? migration : undefined;
    });
    expect(back.afterRollback?.objects).toContainEqual(
      expect.objectContaining({
        object: `Pod production/${metadata?.name}`,
        state: 'differs',
        message: expect.stringMatching(/without the label of this migration/),
      }),
    );
  });

  it('says that it proves nothing without the right to delete the Pod again, and goes on', async () => {
    await mayDoWithPods(verbs => verbs.filter(verb => verb !== 'delete'));
    const { service, id } = await start();
    const soaking = await ended(service, id);
    expect(soaking.status).toBe('soaking');
    expect(stepOf(soaking)).toMatchObject({
      outcome: 'unchanged',
      detail:
        'Not proven by a canary: the portal may not delete Pods in production.',
    });
    expect(await intents(/create/)).toEqual([]);
  });

  it('finds in the daily round what was left behind, and deletes it (in CI)', async () => {
    const { service, id } = await start();
    expect((await ended(service, id)).status).toBe('soaking');
    await service.rollback(id, { reason: 'a try' }, BY);
    await until('the way back', async () => {
      const { status } = await service.get(id);
      return status === 'rolledBack';
    });
    // As after an outage in which nothing could be deleted.
    await world
      .database('migration_steps')
      .where({ migration_id: id, step: STEP })
      .update({ memory: JSON.stringify({ creating: true }) });
    await createObject(
      world.cluster,
      PODS,
      canaryPod(await world.deployment(), id, 3600),
    );
    const said = async () =>
      (await service.events(id)).map(({ message }) => message);
    await mayDoWithPods(verbs => verbs.filter(verb => verb !== 'delete'));
    await service.reconcile();
    await service.reconcile();
    expect((await said()).filter(line => /-canary stays/.test(line))).toEqual([
      expect.stringMatching(/the portal may not delete it/),
    ]);
    expect((await said()).filter(line => /^Trying again/.test(line))).toEqual(
      [],
    );

    await mayDoWithPods(verbs => [...verbs, 'delete']);
    await service.reconcile();
    expect(await canaries()).toEqual([]);
    expect((await said()).at(-1)).toMatch(/-canary is gone again/);
  });
});
