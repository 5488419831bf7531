import fs from 'node:fs';
import path from 'node:path';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { makeFolder } from '../__testUtils__/folder';
import { run } from '../__testUtils__/run';
import { CANARY, FAKE_ID, FAKE_SECRET } from '../__testUtils__/values';

const NAMESPACED = { namespace: 'production' };
const WORKLOAD_RULES = [
  {
    apiGroups: [''],
    resources: ['pods', 'serviceaccounts', 'replicationcontrollers'],
    verbs: ['list'],
  },
  {
    apiGroups: ['apps'],
    resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
    verbs: ['list'],
  },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['list'] },
  {
    apiGroups: [''],
    resources: ['services', 'persistentvolumes'],
    verbs: ['list'],
  },
  {
    apiGroups: ['networking.k8s.io', 'storage.k8s.io'],
    resources: ['ingresses', 'storageclasses'],
    verbs: ['list'],
  },
];
const SECRET_NAMES = {
  apiGroups: [''],
  resources: ['secrets', 'configmaps'],
  verbs: ['list'],
};
const SECRET_VALUES = {
  apiGroups: [''],
  resources: ['secrets'],
  verbs: ['get'],
};

function deployment(
  name: string,
  container: object,
  place = NAMESPACED,
): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...place, name },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'app', image: 'idle', ...container }] },
      },
    },
  };
}

describe('irsa-audit cluster', () => {
  let sandbox: Sandbox;
  let folder: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'empty' });
    folder = makeFolder({
      'admin.yaml': sandbox.clusters[0].kubeconfig,
    });
    const [{ name }] = sandbox.clusters;
    await sandbox.cluster(name).apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'production' } },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { ...NAMESPACED, name: 'keys' },
        stringData: {
          AWS_ACCESS_KEY_ID: FAKE_ID,
          AWS_SECRET_ACCESS_KEY: FAKE_SECRET,
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { ...NAMESPACED, name: 'unrelated' },
        stringData: { password: CANARY },
      },
      deployment('app', { envFrom: [{ secretRef: { name: 'keys' } }] }),
      deployment('plain', { env: [{ name: 'LOG_LEVEL', value: 'info' }] }),
    ]);
  });

  afterAll(() => sandbox?.close());

  const cluster = () => sandbox.cluster(sandbox.clusters[0].name);

  afterEach(() => {
    cluster().faults.clear();
    cluster().setUnauthorized(false);
  });

  async function audit(args: string[], kubeconfig = 'admin.yaml') {
    const ran = await run(
      ['cluster', '--kubeconfig', kubeconfig, '--format', 'json', ...args],
      { cwd: folder },
    );
    expect(ran.stdout + ran.stderr).not.toContain(CANARY);
    expect(ran.stdout + ran.stderr).not.toContain(FAKE_ID);
    return { ...ran, rows: ran.stdout ? JSON.parse(ran.stdout) : undefined };
  }

  /** A kubeconfig of a user with these rights in the whole cluster. */
  async function kubeconfigWith(user: string, rules: object[]) {
    cluster().addUser(`token-of-${user}`, { name: user, groups: [] });
    await cluster().apply([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: user },
        rules,
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: user },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: user,
        },
        subjects: [
          { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user },
        ],
      },
    ]);
    const file = path.join(folder, `${user}.yaml`);
    const { kubeconfig, adminToken } = sandbox.clusters[0];
    fs.writeFileSync(file, kubeconfig.replace(adminToken, `token-of-${user}`));
    return file;
  }

  const secretReads = () =>
    cluster()
      .requests.all()
      .filter(({ resource }) => resource === 'secrets');

  it('finds the key by the names in the Secret, of which it sees the metadata only', async () => {
    cluster().requests.clear();
    const { code, rows } = await audit([]);
    expect(rows).toEqual([
      {
        namespace: 'production',
        kind: 'Deployment',
        name: 'app',
        container: 'app',
        location: 'envFrom-secret',
        objectName: 'keys',
        keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
        verdict: 'static-aws',
      },
    ]);
    expect(code).toBe(1);
    expect(secretReads().map(({ verb }) => verb)).toEqual(['list']);
    expect(secretReads()[0].accept).toContain('as=PartialObjectMetadataList');
  });

  it('asks for no Secret at level 0, and needs no right to', async () => {
    const kubeconfig = await kubeconfigWith('level-0', [
      ...WORKLOAD_RULES,
      { ...SECRET_NAMES, resources: ['configmaps'] },
    ]);
    cluster().requests.clear();
    const { stderr, rows } = await audit(['--read-level', '0'], kubeconfig);
    expect(secretReads()).toEqual([]);
    expect(stderr).not.toContain('no right');
    expect(
      rows.filter((row: { name: string }) => row.name === 'plain'),
    ).toEqual([]);
  });

  it('gets, at level 2, the Secrets that something refers to and no other (in CI)', async () => {
    const kubeconfig = await kubeconfigWith('level-2', [
      ...WORKLOAD_RULES,
      SECRET_NAMES,
      SECRET_VALUES,
    ]);
    cluster().requests.clear();
    const { rows } = await audit(['--read-level', '2', '--wide'], kubeconfig);
    expect(
      secretReads()
        .filter(({ verb }) => verb === 'get')
        .map(({ name }) => name),
    ).toEqual(['keys']);
    expect(rows).toEqual([
      expect.objectContaining({
        name: 'app',
        verdict: 'static-aws',
        accessKeyLast4: FAKE_ID.slice(-4),
        readLevel: 2,
      }),
    ]);
  });

  it('finds, at level 2, a key under names that say nothing', async () => {
    await cluster().apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'quiet' } },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { namespace: 'quiet', name: 'queue' },
        stringData: { id: FAKE_ID, pass: FAKE_SECRET },
      },
      deployment(
        'quiet',
        {
          env: ['id', 'pass'].map(key => ({
            name: `QUEUE_${key.toUpperCase()}`,
            valueFrom: { secretKeyRef: { name: 'queue', key } },
          })),
        },
        { namespace: 'quiet' },
      ),
    ]);
    const only = ['--namespace', 'quiet'];
    const names = await audit(only);
    expect(names.rows).toEqual([]);
    expect(names.stderr).toContain('no value of a Secret was read');
    const { rows } = await audit([...only, '--read-level', '2']);
    expect(rows).toEqual([
      expect.objectContaining({
        name: 'quiet',
        objectName: 'queue',
        keyNames: ['id', 'pass'],
        verdict: 'static-aws',
      }),
    ]);
  });

  it('says what it had no right to read, and goes on', async () => {
    const kubeconfig = await kubeconfigWith('no-secrets', WORKLOAD_RULES);
    const { code, stderr, rows } = await audit([], kubeconfig);
    expect(rows).toBeDefined();
    expect(code).toBeLessThan(2);
    expect(stderr).toContain('secrets: no right to read this (403)');
    expect(stderr).toContain('configmaps: no right to read this (403)');

    const sarif = await audit(['--format', 'sarif', '--quiet'], kubeconfig);
    expect(
      sarif.rows.runs[0].invocations[0].toolExecutionNotifications,
    ).toHaveLength(2);
    const strict = await audit(['--strict', '--fail-on', 'none'], kubeconfig);
    expect(strict.code).toBe(3);
  });

  it('says once that it may not read the values of Secrets', async () => {
    const kubeconfig = await kubeconfigWith('no-values', [
      ...WORKLOAD_RULES,
      SECRET_NAMES,
    ]);
    const { code, stderr, rows } = await audit(
      ['--read-level', '2'],
      kubeconfig,
    );
    expect(rows).toContainEqual(expect.objectContaining({ name: 'app' }));
    expect(code).toBe(1);
    expect(stderr.match(/values of Secrets: no right/g)).toHaveLength(1);
  });

  it('looks into one namespace with rights in that one only (in CI)', async () => {
    cluster().addUser('token-of-one', { name: 'one', groups: [] });
    await cluster().apply([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { ...NAMESPACED, name: 'one' },
        rules: [...WORKLOAD_RULES, SECRET_NAMES],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { ...NAMESPACED, name: 'one' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'one',
        },
        subjects: [
          { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'one' },
        ],
      },
    ]);
    const file = path.join(folder, 'one.yaml');
    const { kubeconfig, adminToken } = sandbox.clusters[0];
    fs.writeFileSync(file, kubeconfig.replace(adminToken, 'token-of-one'));

    const { rows } = await audit(['--namespace', 'production'], file);
    expect(
      rows.map(({ name, verdict }: { name: string; verdict: string }) => [
        name,
        verdict,
      ]),
    ).toEqual([
      ['app', 'static-aws'],
      // These are of no namespace.
      ['storageclasses', 'not-read'],
      ['persistentvolumes', 'not-read'],
    ]);
    const everywhere = await audit([], file);
    expect(everywhere.code).toBe(3);
    expect(everywhere.stdout).toBe('');
    expect(everywhere.stderr).toContain('--namespace');
  });

  it('knows that an optional Secret is not there when it may list Secrets (in CI)', async () => {
    const place = { namespace: 'bare' };
    await cluster().apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bare' } },
      deployment(
        'bare',
        {
          env: [
            {
              name: 'AWS_ACCESS_KEY_ID',
              valueFrom: {
                secretKeyRef: { name: 'aws', key: 'id', optional: true },
              },
            },
          ],
        },
        place,
      ),
    ]);
    const at = async (level: string) =>
      (await audit(['--namespace', 'bare', '--read-level', level])).rows.map(
        ({ verdict }: { verdict: string }) => verdict,
      );
    expect(await at('0')).toEqual(['static-aws']);
    expect(await at('1')).toEqual([]);
    expect(await at('2')).toEqual([]);
  });

  it('looks into kinds without a rule, by their schema (in CI)', async () => {
    const properties = {
      storage_type: { type: 'string' },
      object_storage_s3_secret: { type: 'string' },
    };
    await cluster().apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'hub' } },
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'galleries.art.example.com' },
        spec: {
          group: 'art.example.com',
          scope: 'Namespaced',
          names: {
            kind: 'Gallery',
            listKind: 'GalleryList',
            plural: 'galleries',
            singular: 'gallery',
          },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: { spec: { type: 'object', properties } },
                },
              },
            },
          ],
        },
      },
      {
        apiVersion: 'art.example.com/v1',
        kind: 'Gallery',
        metadata: { namespace: 'hub', name: 'hub' },
        spec: { storage_type: 'S3', object_storage_s3_secret: 'hub-s3' },
      },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { namespace: 'hub', name: 'hub-s3' },
        stringData: {
          's3-access-key-id': FAKE_ID,
          's3-secret-access-key': FAKE_SECRET,
        },
      },
    ]);
    const at = async (level: string) =>
      (await audit(['--namespace', 'hub', '--read-level', level])).rows.map(
        (row: Record<string, string>) =>
          [row.kind, row.name, row.objectName, row.verdict].join(' '),
      );
    expect(await at('2')).toEqual(['Gallery hub hub-s3 static-aws']);
    expect(await at('1')).toEqual(['Gallery hub hub-s3 uncertain']);
    expect(await at('0')).toEqual(['Gallery hub hub-s3 uncertain']);
  });

  it('looks into custom resources that the cluster has', async () => {
    await cluster().apply([
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'clusterissuers.cert-manager.io' },
        spec: {
          group: 'cert-manager.io',
          scope: 'Cluster',
          names: {
            kind: 'ClusterIssuer',
            listKind: 'ClusterIssuerList',
            plural: 'clusterissuers',
            singular: 'clusterissuer',
          },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  'x-kubernetes-preserve-unknown-fields': true,
                },
              },
            },
          ],
        },
      },
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: { name: 'dns' },
        spec: {
          acme: {
            solvers: [
              {
                dns01: {
                  route53: {
                    accessKeyID: FAKE_ID,
                    secretAccessKeySecretRef: { name: 'r53', key: 'k' },
                  },
                },
              },
            ],
          },
        },
      },
    ]);
    const { rows } = await audit(['--read-level', '0']);
    expect(
      rows.filter((row: { kind: string }) => row.kind === 'ClusterIssuer'),
    ).toContainEqual(
      expect.objectContaining({
        namespace: '',
        name: 'dns',
        location: 'other',
        objectName: 'r53',
        verdict: 'static-aws',
      }),
    );
  });

  it('reads lists page by page (in CI)', async () => {
    await cluster().apply(
      Array.from({ length: 501 }, (_, index) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { ...NAMESPACED, name: `many-${index}` },
        data: { a: 'b' },
      })),
    );
    cluster().requests.clear();
    const { stderr } = await audit([]);
    const pages = cluster()
      .requests.all()
      .filter(({ resource }) => resource === 'configmaps');
    expect(pages).toHaveLength(2);
    expect(stderr).toMatch(/\b5\d\d objects|\b[6-9]\d\d objects/);
  });

  it('begins a list again that has expired, and asks again after a failure (in CI)', async () => {
    cluster().faults.failNext(1, {
      code: 410,
      reason: 'Expired',
      matches: (_, url) => url.endsWith('/secrets'),
    });
    cluster().faults.failNext(1, {
      kind: 'reset',
      matches: (_, url) => url.endsWith('/deployments'),
    });
    const { rows, code } = await audit([]);
    expect(rows).toContainEqual(expect.objectContaining({ name: 'app' }));
    expect(code).toBe(1);
  });

  it('tells what it has when the network goes away in the middle', async () => {
    cluster().faults.failNext(100, {
      kind: 'reset',
      matches: (_, url) => url.endsWith('/secrets'),
    });
    const { code, stderr, rows } = await audit([]);
    expect(code).toBe(3);
    expect(rows).toBeDefined();
    expect(stderr).toContain('cannot be reached');
    expect(stderr).toContain('broke off');

    const sarif = await audit(['--format', 'sarif']);
    expect(sarif.rows.runs[0].invocations[0].executionSuccessful).toBe(false);
  });

  it.each([
    ['a list that fails', 500, '/statefulsets'],
    ['a group that does not tell what it has', 503, '/apis/apps.example/v1'],
    ['a list that stays too busy', 429, '/daemonsets'],
  ])(
    'goes on past %s, and says that it is not known',
    async (_, code, place) => {
      await cluster().apply([
        {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name: 'workflows.argoproj.io' },
          spec: {
            group: 'argoproj.io',
            scope: 'Namespaced',
            names: {
              kind: 'Workflow',
              listKind: 'WorkflowList',
              plural: 'workflows',
              singular: 'workflow',
            },
            versions: [
              {
                name: 'v1alpha1',
                served: true,
                storage: true,
                schema: {
                  openAPIV3Schema: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                },
              },
            ],
          },
        },
      ]);
      const path_ = place.replace('apps.example/v1', 'argoproj.io/v1alpha1');
      cluster().faults.failNext(100, {
        code,
        reason: 'Broken',
        matches: (__, url) => url.endsWith(path_),
      });
      const ran = await audit([]);
      // What comes after it was read as well.
      expect(ran.rows).toContainEqual(expect.objectContaining({ name: 'app' }));
      expect(ran.code).toBe(3);
      expect(ran.stderr).toMatch(/not read, or not to the end/);
      expect(ran.stderr).toContain(
        path_.startsWith('/apis') ? 'argoproj.io' : path_.slice(1),
      );
      const sarif = await audit(['--format', 'sarif']);
      expect(sarif.rows.runs[0].invocations[0]).toMatchObject({
        executionSuccessful: false,
      });
    },
  );

  it('says that credentials are not accepted', async () => {
    cluster().setUnauthorized(true);
    const { code, stderr, stdout } = await audit([]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('401');
  });

  it('says that nobody is there', async () => {
    fs.writeFileSync(
      path.join(folder, 'gone.yaml'),
      sandbox.clusters[0].kubeconfig.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'),
    );
    const { code, stderr, stdout } = await audit([], 'gone.yaml');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('cannot be reached (ECONNREFUSED)');
  });

  it('gives up on a cluster that does not answer', async () => {
    cluster().faults.failNext(1, { kind: 'hang' });
    const { code, stderr } = await audit(['--timeout', '0.3']);
    expect(code).toBe(3);
    expect(stderr).toContain('did not answer in time');
  });

  it('trusts no certificate but the one of the kubeconfig', async () => {
    fs.writeFileSync(
      path.join(folder, 'untrusted.yaml'),
      sandbox.clusters[0].kubeconfig.replace(
        /\s+certificate-authority-data: .*/,
        '',
      ),
    );
    const { code, stderr } = await audit([], 'untrusted.yaml');
    expect(code).toBe(3);
    expect(stderr).toContain('certificate');
  });
});
