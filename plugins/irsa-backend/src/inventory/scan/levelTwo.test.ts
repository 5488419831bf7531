import { Workload, WorkloadPage } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../../__testUtils__/PortalWorld';

const ID = `${'AKIA'}${'RTX3GSDS5KF2D5HV'}`;
const SECRET = 'mtKbmfzCjXfA3QKmWmhX9Uer1EJsKKImdp6WyiSA';
const NAMESPACE = 'quiet';

function secret(name: string, stringData: Record<string, string>): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: NAMESPACE },
    stringData,
  };
}

function deployment(name: string, pod: object): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: pod },
    },
  };
}

const mounting = (secretName: string) => ({
  containers: [
    {
      name: 'main',
      image: 'idle',
      volumeMounts: [{ name: 'v', mountPath: '/var/keys' }],
    },
  ],
  volumes: [{ name: 'v', secret: { secretName } }],
});
const variable = (name: string, secretName: string, key: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: secretName, key } },
});

describe('read level 2, in Secrets whose names say nothing', () => {
  let world: PortalWorld;
  const cluster = () => world.sandbox.cluster(world.sandbox.clusters[0].name);

  beforeAll(async () => {
    world = await PortalWorld.start({ sandbox: { scenario: 'walkthrough' } });
    await cluster().apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      secret('service', {
        'service.json': `{ "aws_access_key_id": "${ID}", "aws_secret_access_key": "${SECRET}" }`,
      }),
      secret('settings', {
        'app.ini': `[s3]\naccess_key = ${ID}\nsecret_key = ${SECRET}\n`,
      }),
      secret('queue', { id: ID, pass: SECRET }),
      secret('database', { user: 'shop', password: 'correct horse' }),
      secret('certificate', { 'tls.crt': 'PEM', 'tls.key': 'PEM' }),
      deployment('json', mounting('service')),
      deployment('ini', mounting('settings')),
      deployment('neutral-variables', {
        containers: [
          {
            name: 'main',
            image: 'idle',
            env: [
              variable('QUEUE_KEY', 'queue', 'id'),
              variable('QUEUE_PASS', 'queue', 'pass'),
            ],
          },
        ],
      }),
      deployment('clean', {
        containers: [
          {
            name: 'main',
            image: 'idle',
            env: [variable('DB_PASSWORD', 'database', 'password')],
          },
        ],
      }),
      deployment('web', mounting('certificate')),
    ]);
    await world.post('/scans', {}, 200);
  });
  afterAll(() => world?.close());

  const reads = () =>
    cluster()
      .requests.all()
      .filter(
        ({ verb, resource, namespace }) =>
          verb === 'get' && resource === 'secrets' && namespace === NAMESPACE,
      )
      .map(({ name }) => name);

  async function found(): Promise<Map<string, Workload>> {
    const { items } = await world.get<WorkloadPage>(
      `/workloads?limit=100&namespace=${NAMESPACE}`,
    );
    return new Map(items.map(item => [item.name, item]));
  }

  it('finds the key by the values', async () => {
    const workloads = await found();
    expect(
      [...workloads.values()].map(({ kind, name, status, references }) =>
        [
          kind,
          name,
          status,
          references.map(({ objectName }) => objectName),
        ].join(' '),
      ),
    ).toEqual(
      expect.arrayContaining([
        'Deployment ini static settings',
        'Deployment json static service',
        'Deployment neutral-variables static queue',
      ]),
    );
    expect(workloads.has('clean')).toBe(false);
  });

  it('reads each Secret once, certificates never, and an unchanged one not again', async () => {
    const expected = ['database', 'queue', 'service', 'settings'];
    expect([...reads()].sort()).toEqual(expected);
    await world.post('/scans', {}, 200);
    expect([...reads()].sort()).toEqual(expected);
  });

  it('says unknown, never keyless, of what it may not read, with the reason', async () => {
    const { faults } = cluster();
    await cluster().apply([
      secret('database', { user: 'shop', password: 'another horse' }),
    ]);
    faults.failNext(1_000, {
      code: 403,
      reason: 'Forbidden',
      matches: (method, path) =>
        method === 'GET' && path.endsWith('/secrets/database'),
    });
    try {
      await world.post('/scans', {}, 200);
    } finally {
      faults.clear();
    }
    expect((await found()).get('clean')).toMatchObject({
      status: 'unknown',
      statusReason: expect.stringMatching(/values of Secret database/),
    });
    await world.post('/scans', {}, 200);
    expect((await found()).has('clean')).toBe(false);
  });
});
