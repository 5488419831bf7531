import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  Watch,
} from '@kubernetes/client-node';
import {
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { until } from '../../until';

const PATH = '/api/v1/namespaces/default/configmaps';

interface Seen {
  type: string;
  object: {
    metadata: { name: string; resourceVersion: string };
    code?: number;
  };
}

describe('through @kubernetes/client-node', () => {
  let cluster: TestCluster;
  let config: KubeConfig;

  beforeAll(async () => {
    cluster = await clusterForTests();
    config = new KubeConfig();
    config.loadFromString(cluster.kubeconfig());
  });
  afterAll(() => cluster.close());

  async function watching(query: Record<string, string>) {
    const seen: Seen[] = [];
    const done = jest.fn();
    const controller = await new Watch(config).watch(
      PATH,
      { allowWatchBookmarks: true, ...query },
      (type, object) => seen.push({ type, object }),
      done,
    );
    const names = () =>
      seen.map(({ type, object }) => `${type} ${object.metadata.name}`);
    return { seen, names, done, stop: () => controller.abort() };
  }

  const make = (name: string, labels?: Record<string, string>) =>
    cluster.call('POST', PATH, { metadata: { name, labels } });
  const label = (name: string, labels: Record<string, string | null>) =>
    cluster.call(
      'PATCH',
      `${PATH}/${name}`,
      { metadata: { labels } },
      { 'content-type': 'application/merge-patch+json' },
    );

  it('is one context named like the cluster', () => {
    expect(config.getCurrentContext()).toBe('test');
    expect(config.getContexts()).toHaveLength(1);
  });

  it('sees what changes after a list, in order', async () => {
    const { body } = await cluster.call('GET', PATH);
    const { resourceVersion = '' } = body.metadata;
    await make('before');
    const watch = await watching({ resourceVersion });
    await make('after');
    await label('after', { a: 'b' });
    await cluster.call('DELETE', `${PATH}/after`);
    await until('four events', () => watch.seen.length >= 4);
    watch.stop();
    expect(watch.names()).toEqual([
      'ADDED before',
      'ADDED after',
      'MODIFIED after',
      'DELETED after',
    ]);
  });

  it('begins with what there is when no version is given', async () => {
    const watch = await watching({ fieldSelector: 'metadata.name=before' });
    await until(() => watch.seen.length === 1);
    watch.stop();
    expect(watch.names()).toEqual(['ADDED before']);
  });

  it('turns coming into and leaving a selector into ADDED and DELETED', async () => {
    const { body } = await make('moving', { state: 'out' });
    const watch = await watching({
      labelSelector: 'state=in',
      resourceVersion: body.metadata.resourceVersion as string,
    });
    await label('moving', { state: 'in' });
    await label('moving', { state: 'out' });
    await until(() => watch.seen.length === 2);
    watch.stop();
    expect(watch.names()).toEqual(['ADDED moving', 'DELETED moving']);
  });

  it('says Gone for a version that was compacted', async () => {
    const { body } = await make('old');
    await make('newer');
    cluster.store.compact();
    const { text } = await cluster.call(
      'GET',
      `${PATH}?watch=true&resourceVersion=${body.metadata.resourceVersion}`,
    );
    expect(JSON.parse(text)).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
  });

  it('ends at timeoutSeconds with a bookmark', async () => {
    const { text } = await cluster.call(
      'GET',
      `${PATH}?watch=true&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=${cluster.store.revision}`,
    );
    expect(JSON.parse(text)).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        metadata: { resourceVersion: String(cluster.store.revision) },
      },
    });
  });

  it('streams the initial state with a bookmark at its end when asked', async () => {
    const { text } = await cluster.call(
      'GET',
      `${PATH}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1`,
    );
    const events = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const bookmark = events.find(({ type }) => type === 'BOOKMARK');
    expect(bookmark.object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
    expect(events[0].type).toBe('ADDED');
  });

  it('serves the typed clients', async () => {
    const apps = config.makeApiClient(AppsV1Api);
    const core = config.makeApiClient(CoreV1Api);
    await apps.createNamespacedDeployment({
      namespace: 'default',
      body: deploymentManifest('typed') as never,
      fieldManager: 'tests',
    });
    const deployment = await until(async () => {
      const one = await apps.readNamespacedDeployment({
        name: 'typed',
        namespace: 'default',
      });
      return one.status?.availableReplicas === 1 && one;
    });
    expect(deployment.metadata?.creationTimestamp).toBeInstanceOf(Date);
    const pods = await core.listNamespacedPod({
      namespace: 'default',
      labelSelector: 'app=typed',
    });
    const log = await core.readNamespacedPodLog({
      name: pods.items[0].metadata?.name as string,
      namespace: 'default',
    });
    expect(log).toBe('hello from registry.example/app:1\n');
    const token = await core.createNamespacedServiceAccountToken({
      name: 'default',
      namespace: 'default',
      body: {
        spec: { audiences: ['sts.amazonaws.com'], expirationSeconds: 600 },
      },
    });
    expect(token.status?.token?.split('.')).toHaveLength(3);
  });
});
