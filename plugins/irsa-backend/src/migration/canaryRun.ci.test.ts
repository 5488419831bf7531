import { V1CronJob, V1Job } from '@kubernetes/client-node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Migration } from 'backstage-plugin-irsa-common';
import { parseAllDocuments } from 'yaml';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { CANARY_LABEL, canaryName } from '../plan/patch/canaryPod';
import { templateDigest, WorkloadObject } from '../plan/patch/workloadPatch';
import { BY, ENDS, inStatus, startPlan } from './__testUtils__/starting';
import {
  until,
  WalkthroughWorld,
  WORKLOAD,
} from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { SUSPENDED_BY } from './kubernetes/suspension';

const NAME = 'nightly';
const PLACE = `/apis/batch/v1/namespaces/${WORKLOAD.namespace}`;
const STEP = 'prove-canary';
const RBAC = resolve(__dirname, '../../../../docs/manifests/portal-rbac.yaml');

interface Role {
  kind: string;
  metadata: { name: string };
  rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

onOneDatabase('a migration of a CronJob with a run that is tried', open => {
  let world: WalkthroughWorld;
  let before: WorkloadObject;

  beforeEach(async () => {
    world = await WalkthroughWorld.start(await open());
    await mayDoWithJobs(['create', 'delete']);
    await world.makePlan({
      canary: true,
      workload: { ...WORKLOAD, kind: 'CronJob', name: NAME },
      apiVersion: 'batch/v1',
    });
  });
  afterEach(() => world.close());

  const cronJob = () =>
    world.cluster.request<WorkloadObject & V1CronJob>({
      path: `${PLACE}/cronjobs/${NAME}`,
    });

  /** @param rounds - of its work, each of some hundredths of a second */
  async function cronJobOf(rounds: number, spec: object = {}) {
    await world.sandbox.cluster(WORKLOAD.cluster).apply([
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: NAME, namespace: WORKLOAD.namespace },
        spec: {
          schedule: '0 0 1 1 *',
          concurrencyPolicy: 'Forbid',
          jobTemplate: {
            spec: {
              backoffLimit: 0,
              template: {
                metadata: {
                  annotations: {
                    'sandbox.irsa/program': 'batch',
                    'sandbox.irsa/sdk': 'boto3',
                  },
                },
                spec: {
                  restartPolicy: 'Never',
                  serviceAccountName: 'test',
                  containers: [
                    {
                      name: 'test',
                      image: 'registry.example/nightly',
                      env: [
                        { name: 'S3_BUCKET', value: 'profile-images' },
                        { name: 'ROUNDS', value: String(rounds) },
                      ],
                      envFrom: [{ secretRef: { name: 'aws-secrets' } }],
                    },
                  ],
                },
              },
            },
          },
          ...spec,
        },
      },
    ]);
    before = await cronJob();
  }

  async function mayDoWithJobs(verbs: string[]) {
    const roles = (
      parseAllDocuments(readFileSync(RBAC, 'utf8')) as { toJS(): unknown }[]
    )
      .map(document => document.toJS() as Role)
      .filter(
        ({ kind, metadata }) =>
          kind === 'ClusterRole' && metadata.name.endsWith('-migrator'),
      );
    await world.sandbox.cluster(WORKLOAD.cluster).apply(
      roles.map(role => ({
        ...role,
        rules: [
          ...role.rules,
          { apiGroups: ['batch'], resources: ['jobs'], verbs },
        ],
      })),
    );
  }

  async function jobs(): Promise<V1Job[]> {
    const { items } = await world.cluster.request<{ items: V1Job[] }>({
      path: `${PLACE}/jobs`,
    });
    return items;
  }

  const canaries = async () =>
    (await jobs()).filter(
      ({ metadata }) => metadata?.labels?.[CANARY_LABEL] !== undefined,
    );

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
    inStatus(service, id, ...ENDS);

  const stepOf = ({ steps }: Migration) => steps.find(({ id }) => id === STEP)!;

  const created = async () =>
    (
      await world.database('migration_journal').where({
        entry: 'intent',
        step: STEP,
      })
    ).filter(({ intent }) => /create, as a canary/.test(intent));

  /** The run that is tried, while the CronJob has its old template. */
  async function seen(): Promise<V1Job> {
    const [job] = await until('a run', async () => {
      const found = await canaries();
      return found.length > 0 ? found : undefined;
    });
    expect(templateDigest(await cronJob())).toBe(templateDigest(before));
    return job;
  }

  async function expectAsBefore() {
    const { metadata, spec } = await cronJob();
    expect(spec).toEqual(before.spec);
    expect(metadata?.annotations).toEqual(before.metadata?.annotations);
    expect(await canaries()).toEqual([]);
  }

  it('starts one run with the schedule suspended, and changes the CronJob when it has succeeded', async () => {
    await cronJobOf(60);
    const { service, id } = await start();
    const { metadata, spec } = await seen();
    expect(metadata?.name).toBe(canaryName(NAME, id));
    expect(metadata?.ownerReferences).toMatchObject([
      { kind: 'CronJob', name: NAME },
    ]);
    expect(spec?.template.spec?.containers[0].envFrom).toBeUndefined();
    const meanwhile = await cronJob();
    expect(meanwhile.spec?.suspend).toBe(true);
    expect(meanwhile.metadata?.annotations?.[SUSPENDED_BY]).toBe(id);
    const soaking = await ended(service, id);
    expect([soaking.status, soaking.statusReason]).toEqual([
      'soaking',
      undefined,
    ]);
    expect(stepOf(soaking)).toMatchObject({
      outcome: 'proven',
      detail: expect.stringMatching(
        /^Job production\/nightly-.*-canary succeeded at .*with the role, its token and no static key.*is gone again\. The schedule of CronJob production\/nightly goes on\.$/,
      ),
    });
    const after = await cronJob();
    expect(after.spec?.suspend).toBe(false);
    expect(after.metadata?.annotations).toEqual(before.metadata?.annotations);
    expect(await canaries()).toEqual([]);
    expect(await created()).toHaveLength(1);
  });

  it('leaves the schedule alone where two runs at once are allowed', async () => {
    await cronJobOf(60, { concurrencyPolicy: 'Allow' });
    const { service, id } = await start();
    await seen();
    expect((await cronJob()).spec?.suspend).toBe(false);
    expect(stepOf(await ended(service, id)).outcome).toBe('proven');
  });

  it('leaves the CronJob as it was when the run fails, and says why', async () => {
    const statement = {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::elsewhere/*',
    };
    await world.makePlan({
      ...world.execution,
      policy: {
        ...world.execution.policy,
        document: JSON.stringify({
          Version: '2012-10-17',
          Statement: [statement],
        }),
      },
    });
    await cronJobOf(3);
    const { service, id } = await start();
    const failed = await ended(service, id);
    expect(failed.status).toBe('failed');
    expect(failed.statusReason).toMatch(
      /A run of CronJob production\/nightly with the role does not work.*AccessDenied.*Nothing was changed in the workload/s,
    );
    await expectAsBefore();
    expect(failed.afterRollback?.objects).toContainEqual(
      expect.objectContaining({
        object: 'Schedule of CronJob production/nightly',
        state: 'asBefore',
      }),
    );
  });

  it('waits for a run that is under way, with the schedule as it is', async () => {
    await cronJobOf(3);
    await world.sandbox.cluster(WORKLOAD.cluster).apply([
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: {
          name: 'long',
          namespace: WORKLOAD.namespace,
          ownerReferences: [
            {
              apiVersion: 'batch/v1',
              kind: 'CronJob',
              name: NAME,
              uid: String(before.metadata?.uid),
              controller: true,
            },
          ],
        },
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [{ name: 'a', image: 'idle' }],
            },
          },
        },
      },
    ]);
    const { service, id } = await start();
    await until('words', async () =>
      (
        await service.events(id)
      ).some(({ message }) => /^Run long is under way/.test(message)),
    );
    expect(await canaries()).toEqual([]);
    expect((await cronJob()).spec?.suspend).toBe(false);
    await world.cluster.request({
      method: 'DELETE',
      path: `${PLACE}/jobs/long`,
      body: { propagationPolicy: 'Background' },
    });
    expect(stepOf(await ended(service, id)).outcome).toBe('proven');
  });

  it('goes on with the run that a process started before it was ended', async () => {
    await cronJobOf(100);
    const { service, id } = await start();
    await seen();
    world.abandon(service);
    const next = await world.service();
    next.startWorker();
    const soaking = await ended(next, id);
    expect(soaking.status).toBe('soaking');
    expect(stepOf(soaking).outcome).toBe('proven');
    expect(await created()).toHaveLength(1);
    expect((await cronJob()).spec?.suspend).toBe(false);
  });

  it('starts no second run when somebody deletes it, says so, and goes on', async () => {
    await cronJobOf(100_000);
    const { service, id } = await start();
    const { metadata } = await seen();
    await world.cluster.request({
      method: 'DELETE',
      path: `${PLACE}/jobs/${metadata?.name}`,
      body: { propagationPolicy: 'Background' },
    });
    const soaking = await ended(service, id);
    expect(soaking.status).toBe('soaking');
    expect(stepOf(soaking)).toMatchObject({
      outcome: 'unchanged',
      detail: expect.stringMatching(/Not proven by a canary: .*delete.*\.$/),
    });
    expect(await created()).toHaveLength(1);
    expect((await cronJob()).spec?.suspend).toBe(false);
  });

  it('ends the run when somebody stops or rolls back, and lets the schedule go on', async () => {
    await cronJobOf(100_000);
    const { service, id } = await start();
    await seen();
    await service.stop(id, BY);
    const stopped = await inStatus(service, id, 'stopped');
    expect(stepOf(stopped).state).toBe('running');
    await expectAsBefore();
    await service.rollback(id, { reason: 'not today' }, BY);
    await inStatus(service, id, 'rolledBack');
    await expectAsBefore();
  });

  it('says that it proves nothing without the right to create Jobs, and goes on', async () => {
    await mayDoWithJobs(['delete']);
    await cronJobOf(3);
    const { service, id } = await start();
    const soaking = await ended(service, id);
    expect(soaking.status).toBe('soaking');
    expect(stepOf(soaking)).toMatchObject({
      outcome: 'unchanged',
      detail:
        'Not proven by a canary: the portal may not create Jobs in production.',
    });
    expect((await cronJob()).spec?.suspend).toBe(false);
  });
});
