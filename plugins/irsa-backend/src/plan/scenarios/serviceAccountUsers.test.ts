import { customDefinition } from '../../__testUtils__/customDefinition';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import {
  deployment,
  keyedDeployment,
  PlanBench,
} from '../__testUtils__/PlanBench';

onOneDatabase('Users of a ServiceAccount', open => {
  let bench: PlanBench;
  let key: { id: string; secret: string };

  beforeAll(async () => {
    bench = await PlanBench.start(await open());
    key = await bench.user('shared');
  });

  afterAll(async () => {
    await bench?.close();
  });

  const controlled = async (group: string, kind: string, name: string) => {
    const apiVersion = `${group}/v1`;
    const [, { metadata }] = await bench.apply(customDefinition(group, kind), {
      apiVersion,
      kind,
      metadata: { name, namespace: 'crowd' },
      spec: {},
    });
    return [{ apiVersion, kind, name, uid: metadata.uid, controller: true }];
  };
  const podSpec = {
    serviceAccountName: 'crowd',
    restartPolicy: 'Never',
    containers: [{ name: 'main', image: 'registry.example.com/idle:1' }],
  };

  it('are all that run as it and all that would start as it', async () => {
    const at = (name: string, owner?: object[]) => ({
      name,
      namespace: 'crowd',
      ...(owner ? { ownerReferences: owner } : {}),
    });
    await bench.apply(...keyedDeployment({ namespace: 'crowd' }, key));
    const spark = await controlled(
      'sparkoperator.k8s.io',
      'SparkApplication',
      'pi',
    );
    const strimzi = await controlled(
      'core.strimzi.io',
      'StrimziPodSet',
      'broker',
    );
    const argo = await controlled('argoproj.io', 'Workflow', 'nightly');
    await bench.apply(
      customDefinition('argoproj.io', 'CronWorkflow'),
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: at('driver', spark),
        spec: podSpec,
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: at('broker-0', strimzi),
        spec: podSpec,
      },
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: at('nightly-1', argo),
        spec: { template: { spec: podSpec } },
      },
      {
        apiVersion: 'argoproj.io/v1',
        kind: 'CronWorkflow',
        metadata: at('weekly'),
        spec: { workflowSpec: { serviceAccountName: 'crowd' } },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: at('monthly'),
        spec: {
          schedule: '0 0 1 * *',
          suspend: true,
          jobTemplate: { spec: { template: { spec: podSpec } } },
        },
      },
      deployment({
        namespace: 'crowd',
        name: 'asleep',
        podSpec: { serviceAccountName: 'crowd' },
        spec: { replicas: 0 },
      }),
    );
    const plan = await bench.plan('crowd');
    const check = plan.checks.find(({ id }) => id === 'shared-service-account');
    expect([...(check?.params.users as string[])].sort()).toEqual([
      'CronJob/monthly',
      'CronWorkflow/weekly',
      'Deployment/asleep',
      'SparkApplication/pi',
      'StrimziPodSet/broker',
      'Workflow/nightly',
    ]);
    expect(plan.target.serviceAccountName).not.toBe('crowd');
  });

  it('are not known where they may not be listed', async () => {
    await bench.apply(
      customDefinition(
        'sparkoperator.k8s.io',
        'ScheduledSparkApplication',
        'Namespaced',
        'elsewhere',
      ),
      ...keyedDeployment({ namespace: 'half' }, key),
    );
    expect(await bench.check('shared-service-account', 'half')).toMatchObject({
      state: 'notChecked',
      params: {
        notRead: ['ScheduledSparkApplication of sparkoperator.k8s.io'],
      },
    });
  });
});
