import {
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { until } from '../../until';
import { CronJob, Job, JsonObject, Pod, Workload } from '../types';

const APPS = '/apis/apps/v1/namespaces/default';
const BATCH = '/apis/batch/v1/namespaces/default';
const MERGE = { 'content-type': 'application/merge-patch+json' };
const STRATEGIC = { 'content-type': 'application/strategic-merge-patch+json' };

function workload(kind: string, name: string, spec: JsonObject = {}) {
  const { replicas: _replicas, ...rest } = deploymentManifest(name)
    .spec as JsonObject;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: { ...rest, ...spec },
  };
}

const jobTemplate = (image: string) => ({
  template: {
    spec: {
      restartPolicy: 'Never',
      containers: [{ name: 'work', image }],
    },
  },
});

describe('controllers', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await clusterForTests();
  });
  afterAll(() => cluster.close());

  const read = async <T>(path: string) =>
    (await cluster.call('GET', path)).body as unknown as T;
  const objectAt = <T>(path: string, test: (object: T) => unknown) =>
    until(path, async () => {
      const object = await read<T>(path);
      return test(object) ? object : undefined;
    });
  const setImage = (path: string, image: string) =>
    cluster.call(
      'PATCH',
      path,
      {
        spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
      },
      STRATEGIC,
    );
  const rolledOut = ({ metadata, spec, status }: Workload) =>
    status?.observedGeneration === metadata.generation &&
    status?.updatedReplicas === spec.replicas &&
    status?.replicas === spec.replicas &&
    status?.availableReplicas === spec.replicas;
  const podsOf = async (app: string) =>
    (
      await read<{ items: Pod[] }>(
        `/api/v1/namespaces/default/pods?labelSelector=app%3D${app}`,
      )
    ).items;
  const condition = (object: Workload, type: string) =>
    object.status?.conditions?.find(one => one.type === type);

  it('rolls a Deployment within its bounds, keeps history, and goes back', async () => {
    const path = `${APPS}/deployments/web`;
    await cluster.apply([
      deploymentManifest(
        'web',
        {},
        {
          replicas: 4,
          strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
        },
      ),
    ]);
    const first = await objectAt<Workload>(path, rolledOut);
    expect(condition(first, 'Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
    });
    let most = 0;
    const unsubscribe = cluster.store.subscribe(event => {
      const pods = event.resource === '/pods' && event.type !== 'DELETED';
      if (!pods) {
        return;
      }
      const active = cluster.store
        .list({ group: '', plural: 'pods' } as never, 'default')
        .filter(
          pod =>
            pod.metadata.labels?.app === 'web' &&
            !pod.metadata.deletionTimestamp,
        );
      most = Math.max(most, active.length);
    });
    await setImage(path, 'registry.example/app:2');
    const second = await objectAt<Workload>(path, rolledOut);
    unsubscribe();
    expect(most).toBeLessThanOrEqual(5);
    expect(
      second.metadata.annotations?.['deployment.kubernetes.io/revision'],
    ).toBe('2');
    await setImage(path, 'registry.example/app:1');
    const third = await objectAt<Workload>(path, rolledOut);
    expect(
      third.metadata.annotations?.['deployment.kubernetes.io/revision'],
    ).toBe('3');
    const sets = await read<{ items: Workload[] }>(
      `${APPS}/replicasets?labelSelector=app%3Dweb`,
    );
    expect(sets.items).toHaveLength(2);
    const hashes = sets.items.map(
      set => set.metadata.labels?.['pod-template-hash'],
    );
    expect(new Set(hashes).size).toBe(2);
  });

  it('keeps the old Pods when the new ones never get ready, and says so', async () => {
    const path = `${APPS}/deployments/stuck`;
    await cluster.apply([
      deploymentManifest('stuck', {}, { progressDeadlineSeconds: 60 }),
    ]);
    await objectAt<Workload>(path, rolledOut);
    await setImage(path, 'never-ready:1');
    await objectAt<Workload>(path, one => one.status?.updatedReplicas === 1);
    cluster.clock.advance(61_000);
    const stuck = await objectAt<Workload>(
      path,
      one => condition(one, 'Progressing')?.status === 'False',
    );
    expect(condition(stuck, 'Progressing')?.reason).toBe(
      'ProgressDeadlineExceeded',
    );
    expect(condition(stuck, 'Available')?.status).toBe('True');
    expect(await podsOf('stuck')).toHaveLength(2);
  });

  it('does nothing while paused, and recreates when told so', async () => {
    const path = `${APPS}/deployments/paused`;
    await cluster.apply([
      deploymentManifest('paused', {}, { strategy: { type: 'Recreate' } }),
    ]);
    await objectAt<Workload>(path, rolledOut);
    await cluster.call('PATCH', path, { spec: { paused: true } }, MERGE);
    await setImage(path, 'registry.example/app:2');
    const paused = await objectAt<Workload>(
      path,
      one =>
        one.status?.observedGeneration === one.metadata.generation &&
        condition(one, 'Progressing')?.reason === 'DeploymentPaused',
    );
    expect(paused.status?.updatedReplicas ?? 0).toBe(0);
    await cluster.call('PATCH', path, { spec: { paused: false } }, MERGE);
    await objectAt<Workload>(path, rolledOut);
    const [pod] = await podsOf('paused');
    expect(pod.spec.containers[0].image).toBe('registry.example/app:2');
  });

  it('reports a ServiceAccount that is missing', async () => {
    const path = `${APPS}/deployments/orphaned`;
    await cluster.apply([
      deploymentManifest('orphaned', { serviceAccountName: 'nobody' }),
    ]);
    const failing = await objectAt<Workload>(path, one =>
      condition(one, 'ReplicaFailure'),
    );
    expect(condition(failing, 'ReplicaFailure')?.message).toContain(
      'error looking up service account default/nobody',
    );
  });

  it('leaves the status of what fails alone while the reason is the same', async () => {
    const version = async () => {
      const { items } = await read<{ items: Workload[] }>(
        `${APPS}/replicasets`,
      );
      return items.find(({ metadata }) => /^orphaned-/.test(metadata.name))
        ?.metadata.resourceVersion;
    };
    const before = await version();
    expect(before).toBeDefined();
    // The controllers do all this meanwhile.
    await cluster.apply([deploymentManifest('meanwhile')]);
    await objectAt<Workload>(`${APPS}/deployments/meanwhile`, rolledOut);
    expect(await version()).toBe(before);
  });

  it('scales by the subresource', async () => {
    const path = `${APPS}/deployments/web`;
    const { body } = await cluster.call(
      'PATCH',
      `${path}/scale`,
      { spec: { replicas: 2 } },
      MERGE,
    );
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 2 } });
    await objectAt<Workload>(path, rolledOut);
    await until(async () => (await podsOf('web')).length === 2);
  });

  it('takes ReplicaSets and Pods along when a Deployment goes', async () => {
    await cluster.call('DELETE', `${APPS}/deployments/web`);
    await until('no Pods', async () => !(await podsOf('web')).length);
  });

  it('starts a StatefulSet in order and rolls it from the top, down to the partition', async () => {
    const path = `${APPS}/statefulsets/db`;
    const spec = {
      replicas: 3,
      serviceName: 'db',
      updateStrategy: { rollingUpdate: { partition: 1 } },
    };
    await cluster.apply([workload('StatefulSet', 'db', spec)]);
    await objectAt<Workload>(
      path,
      ({ status }) =>
        status?.readyReplicas === 3 &&
        status.currentRevision === status.updateRevision,
    );
    const order = cluster.started
      .map(({ pod }) => pod.name)
      .filter(name => name.startsWith('db-'));
    expect(order).toEqual(['db-0', 'db-1', 'db-2']);
    await setImage(path, 'registry.example/app:2');
    await objectAt<Workload>(
      path,
      ({ status }) =>
        status?.updatedReplicas === 2 && status.readyReplicas === 3,
    );
    const images = (await podsOf('db')).map(
      pod => pod.spec.containers[0].image,
    );
    expect(images).toEqual([
      'registry.example/app:1',
      'registry.example/app:2',
      'registry.example/app:2',
    ]);
  });

  it('leaves an OnDelete StatefulSet alone', async () => {
    const path = `${APPS}/statefulsets/manual`;
    await cluster.apply([
      workload('StatefulSet', 'manual', {
        replicas: 1,
        updateStrategy: { type: 'OnDelete' },
      }),
    ]);
    await objectAt<Workload>(path, ({ status }) => status?.readyReplicas === 1);
    await setImage(path, 'registry.example/app:2');
    await objectAt<Workload>(
      path,
      ({ status }) => status?.currentRevision !== status?.updateRevision,
    );
    const [before] = await podsOf('manual');
    expect(before.spec.containers[0].image).toBe('registry.example/app:1');
    await cluster.call('DELETE', '/api/v1/namespaces/default/pods/manual-0');
    await until('the new revision', async () => {
      const [pod] = await podsOf('manual');
      return pod?.spec.containers[0].image === 'registry.example/app:2';
    });
  });

  it('runs a DaemonSet on every node and rolls it', async () => {
    const path = `${APPS}/daemonsets/agent`;
    await cluster.apply([workload('DaemonSet', 'agent')]);
    await objectAt<Workload>(path, ({ status }) => status?.numberReady === 3);
    const nodes = (await podsOf('agent')).map(pod => pod.spec.nodeName);
    expect(new Set(nodes).size).toBe(3);
    await setImage(path, 'registry.example/app:2');
    await objectAt<Workload>(
      path,
      ({ metadata, status }) =>
        status?.observedGeneration === metadata.generation &&
        status?.updatedNumberScheduled === 3 &&
        status.numberAvailable === 3,
    );
  });

  it('runs Jobs to their end', async () => {
    await cluster.apply([
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'good', namespace: 'default' },
        spec: { completions: 2, ...jobTemplate('job:1') },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'bad', namespace: 'default' },
        spec: { backoffLimit: 1, ...jobTemplate('crash:1') },
      },
    ]);
    const ends = (type: string) => (job: Job) =>
      job.status?.conditions?.some(one => one.type === type);
    const good = await objectAt<Job>(`${BATCH}/jobs/good`, ends('Complete'));
    expect(good.status?.succeeded).toBe(2);
    const bad = await objectAt<Job>(`${BATCH}/jobs/bad`, ends('Failed'));
    expect(bad.status).toMatchObject({ failed: 2 });
    const refused = await cluster.call(
      'PATCH',
      `${BATCH}/jobs/good`,
      { spec: { template: { metadata: { labels: { a: 'b' } } } } },
      MERGE,
    );
    expect(refused.body).toMatchObject({ code: 422, reason: 'Invalid' });
  });

  it('starts Jobs by the clock, unless suspended', async () => {
    const cronJob = (name: string, suspend: boolean) => ({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name, namespace: 'default' },
      spec: {
        schedule: '*/5 * * * *',
        suspend,
        jobTemplate: { spec: jobTemplate('job:1') },
      },
    });
    await cluster.apply([cronJob('often', false), cronJob('never', true)]);
    cluster.clock.advance(5 * 60_000);
    const often = await objectAt<CronJob>(
      `${BATCH}/cronjobs/often`,
      one => one.status?.lastSuccessfulTime,
    );
    expect(often.status?.lastScheduleTime).toMatch(/:\d[05]:00Z$/);
    const never = await read<CronJob>(`${BATCH}/cronjobs/never`);
    expect(never.status?.lastScheduleTime).toBeUndefined();
  });
});
