import { decodeJwt } from 'jose';
import {
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { until } from '../../until';
import { JsonObject, Pod } from '../types';

const PODS = '/api/v1/namespaces/default/pods';

function podManifest(name: string, spec: JsonObject) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { tier: 'web' } },
    spec,
  };
}

describe('Pods on their nodes', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await clusterForTests();
    await cluster.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'keys', namespace: 'default' },
        stringData: { ID: 'id-value', SECRET: 'secret-value' },
      },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace: 'default' },
        data: { REGION: 'eu-west-1', 'app.conf': 'a=1' },
      },
    ]);
  });
  afterAll(() => cluster.close());

  const read = async (name: string) =>
    (await cluster.call('GET', `${PODS}/${name}`)).body as unknown as Pod;
  const waitFor = (name: string, test: (pod: Pod) => boolean) =>
    until(`Pod ${name}`, async () => {
      const pod = await read(name);
      return pod.spec && test(pod) && pod;
    });
  const isReady = (pod: Pod) =>
    Boolean(pod.status?.containerStatuses?.every(status => status.ready));
  const startedIn = (name: string) =>
    cluster.started.filter(({ pod }) => pod.name === name);
  const waitingReason = (pod: Pod) =>
    pod.status?.containerStatuses?.[0]?.state.waiting?.reason;

  it('gets its environment and files', async () => {
    const container = {
      name: 'app',
      image: 'app:1',
      args: ['--id=$(PREFIXED_ID)', '$$(X)'],
      envFrom: [
        { prefix: 'PREFIXED_', secretRef: { name: 'keys' } },
        { configMapRef: { name: 'settings' } },
        { secretRef: { name: 'absent', optional: true } },
      ],
      env: [
        { name: 'REGION', value: 'from-env' },
        {
          name: 'ID',
          valueFrom: { secretKeyRef: { name: 'keys', key: 'ID' } },
        },
        { name: 'COPY', value: '<$(ID)> $(UNKNOWN)' },
        { name: 'ME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        {
          name: 'TIER',
          valueFrom: { fieldRef: { fieldPath: "metadata.labels['tier']" } },
        },
      ],
      volumeMounts: [
        { name: 'keys', mountPath: '/etc/keys' },
        { name: 'one', mountPath: '/etc/one.conf', subPath: 'app.conf' },
        { name: 'identity', mountPath: '/var/run/identity' },
      ],
    };
    await cluster.apply([
      podManifest('complete', {
        containers: [container],
        volumes: [
          {
            name: 'keys',
            secret: {
              secretName: 'keys',
              items: [{ key: 'SECRET', path: 'deep/secret' }],
            },
          },
          { name: 'one', configMap: { name: 'settings' } },
          {
            name: 'identity',
            projected: {
              sources: [
                {
                  serviceAccountToken: {
                    audience: 'sts.amazonaws.com',
                    expirationSeconds: 3600,
                    path: 'token',
                  },
                },
              ],
            },
          },
        ],
      }),
    ]);
    const pod = await waitFor('complete', isReady);
    expect(pod.status).toMatchObject({ phase: 'Running' });
    const [{ container: started }] = startedIn('complete');
    expect(started.env).toMatchObject({
      PREFIXED_ID: 'id-value',
      PREFIXED_SECRET: 'secret-value',
      REGION: 'from-env',
      ID: 'id-value',
      COPY: '<id-value> $(UNKNOWN)',
      ME: 'complete',
      TIER: 'web',
    });
    expect(started.args).toEqual(['--id=id-value', '$(X)']);
    expect(started.readFile('/etc/keys/deep/secret')).toBe('secret-value');
    expect(started.readFile('/etc/one.conf')).toBe('a=1');
    expect(started.readFile('/etc/keys/ID')).toBeUndefined();
    expect(
      started.readFile(
        '/var/run/secrets/kubernetes.io/serviceaccount/namespace',
      ),
    ).toBe('default');

    const token = started.readFile('/var/run/identity/token') as string;
    expect(decodeJwt(token)).toMatchObject({
      aud: ['sts.amazonaws.com'],
      'kubernetes.io': { pod: { name: 'complete' } },
    });
    cluster.clock.advance(2700 * 1000);
    expect(started.readFile('/var/run/identity/token')).toBe(token);
    cluster.clock.advance(300 * 1000);
    const renewed = started.readFile('/var/run/identity/token');
    cluster.clock.advance(-3000 * 1000);
    expect(renewed).not.toBe(token);
  });

  it.each([
    [
      'a Secret of envFrom',
      'CreateContainerConfigError',
      { envFrom: [{ secretRef: { name: 'nope' } }] },
      {},
      'secret "nope" not found',
    ],
    [
      'a key of a Secret',
      'CreateContainerConfigError',
      {
        env: [
          {
            name: 'A',
            valueFrom: { secretKeyRef: { name: 'keys', key: 'NOPE' } },
          },
        ],
      },
      {},
      "couldn't find key NOPE in Secret default/keys",
    ],
    [
      'a volume',
      'ContainerCreating',
      {},
      { volumes: [{ name: 'v', secret: { secretName: 'nope' } }] },
      'MountVolume.SetUp failed for volume "v" : secret "nope" not found',
    ],
    [
      'an image',
      'ImagePullBackOff',
      { image: 'app:missing' },
      {},
      'Back-off pulling image "app:missing"',
    ],
  ])('waits for %s', async (what, reason, container, spec, message) => {
    const name = `waits-${what.replace(/\W+/g, '-').toLowerCase()}`;
    await cluster.apply([
      podManifest(name, {
        containers: [{ name: 'app', image: 'app:1', ...container }],
        ...spec,
      }),
    ]);
    const pod = await waitFor(name, one => waitingReason(one) === reason);
    expect(pod.status?.phase).toBe('Pending');
    const events = await until('the event', async () => {
      const { body } = await cluster.call(
        'GET',
        `/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3D${name}`,
      );
      const messages = body.items.map(event => String(event.message));
      return messages.some(text => text.includes(message)) && messages;
    });
    expect(events.join()).toContain(message);
    expect(startedIn(name)).toHaveLength(0);
  });

  it('starts once what it waited for is there', async () => {
    await cluster.apply([
      podManifest('patient', {
        containers: [
          {
            name: 'app',
            image: 'app:1',
            envFrom: [{ secretRef: { name: 'late' } }],
          },
        ],
      }),
    ]);
    await waitFor(
      'patient',
      pod => waitingReason(pod) === 'CreateContainerConfigError',
    );
    await cluster.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'late', namespace: 'default' },
      },
    ]);
    await waitFor('patient', isReady);
  });

  it('restarts what ends, ever more slowly, and keeps the last log', async () => {
    await cluster.apply([
      podManifest('crashing', {
        containers: [{ name: 'app', image: 'crash:1' }],
      }),
    ]);
    const pod = await waitFor(
      'crashing',
      one =>
        waitingReason(one) === 'CrashLoopBackOff' &&
        (one.status?.containerStatuses?.[0].restartCount ?? 0) >= 2,
    );
    expect(
      pod.status?.containerStatuses?.[0].lastState.terminated,
    ).toMatchObject({ exitCode: 1, reason: 'Error' });
    const { text } = await cluster.call(
      'GET',
      `${PODS}/crashing/log?previous=true`,
    );
    expect(text).toBe('hello from crash:1\n');
  });

  it('runs init containers first, one after the other', async () => {
    await cluster.apply([
      podManifest('staged', {
        initContainers: [
          { name: 'first', image: 'job:1' },
          { name: 'second', image: 'job:2' },
        ],
        containers: [{ name: 'app', image: 'app:1' }],
      }),
    ]);
    await waitFor('staged', isReady);
    expect(startedIn('staged').map(({ container }) => container.name)).toEqual([
      'first',
      'second',
      'app',
    ]);
  });

  it('shows logs by tail and container, and says what is wrong', async () => {
    const log = await cluster.call('GET', `${PODS}/complete/log?tailLines=1`);
    expect(log.text).toBe('hello from app:1\n');
    const wrong = await cluster.call('GET', `${PODS}/complete/log?container=x`);
    expect(wrong.body).toMatchObject({
      code: 400,
      message: 'container x is not valid for pod complete',
    });
  });

  it('goes gracefully, and evicts', async () => {
    const { body } = await cluster.call('DELETE', `${PODS}/staged`);
    expect(body.metadata.deletionGracePeriodSeconds).toBe(30);
    const evicted = await cluster.call('POST', `${PODS}/patient/eviction`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'patient' },
    });
    expect(evicted.status).toBe(201);
    const gone = async (name: string) =>
      (await cluster.call('GET', `${PODS}/${name}`)).status === 404;
    await until('staged to go', () => gone('staged'));
    await until('patient to go', () => gone('patient'));
  });

  it('replaces a lost Pod of a Deployment', async () => {
    await cluster.apply([deploymentManifest('lasting')]);
    const query = `${PODS}?labelSelector=app%3Dlasting`;
    const [first] = await until(async () => {
      const { body } = await cluster.call('GET', query);
      return body.items.length === 1 && body.items;
    });
    await cluster.call('DELETE', `${PODS}/${first.metadata.name}`);
    await until('another Pod', async () => {
      const { items } = (await cluster.call('GET', query)).body;
      return (
        items.length === 1 && items[0].metadata.name !== first.metadata.name
      );
    });
  });
});
