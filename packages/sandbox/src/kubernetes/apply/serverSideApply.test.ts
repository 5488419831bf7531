import {
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { JsonObject, ManagedFieldsEntry, Workload } from '../types';

const PATH = '/apis/apps/v1/namespaces/default/deployments';
const YAML = { 'content-type': 'application/apply-patch+yaml' };

describe('server-side apply and managed fields', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await clusterForTests();
  });
  afterAll(() => cluster.close());

  const apply = (
    object: object,
    name: string,
    manager: string,
    force = false,
  ) =>
    cluster.call(
      'PATCH',
      `${PATH}/${name}?fieldManager=${manager}&force=${force}`,
      object,
      YAML,
    );
  const owned = (
    object: { metadata: { managedFields?: unknown } },
    manager: string,
  ) =>
    (object.metadata.managedFields as ManagedFieldsEntry[]).find(
      entry => entry.manager === manager && !entry.subresource,
    );

  it('creates, owns exactly what was sent, and drops what is sent no more', async () => {
    const manifest = deploymentManifest('ssa', {
      containers: [
        {
          name: 'app',
          image: 'app:1',
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        },
      ],
    });
    const created = await apply(manifest, 'ssa', 'team');
    expect(created.status).toBe(201);
    expect(owned(created.body, 'team')).toMatchObject({
      operation: 'Apply',
      fieldsV1: {
        'f:spec': {
          'f:replicas': {},
          'f:selector': {},
          'f:template': {
            'f:spec': {
              'f:containers': {
                'k:{"name":"app"}': {
                  '.': {},
                  'f:env': {
                    'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} },
                  },
                  'f:image': {},
                },
              },
            },
          },
        },
      },
    });
    const without = deploymentManifest('ssa', {
      containers: [
        { name: 'app', image: 'app:1', env: [{ name: 'A', value: '1' }] },
      ],
    });
    const { body } = await apply(without, 'ssa', 'team');
    expect(
      (body as unknown as Workload).spec.template.spec.containers[0].env,
    ).toEqual([{ name: 'A', value: '1' }]);
  });

  it('names the conflicting manager and field, and takes over when forced', async () => {
    await cluster.call(
      'POST',
      `${PATH}?fieldManager=helm`,
      deploymentManifest('contested'),
    );
    const other = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'contested', namespace: 'default' },
      spec: { replicas: 3 },
    };
    const refused = await apply(other, 'contested', 'team');
    expect(refused.body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message:
        'Apply failed with 1 conflict: conflict with "helm" using apps/v1: .spec.replicas',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "helm" using apps/v1',
            field: '.spec.replicas',
          },
        ],
      },
    });
    const forced = await apply(other, 'contested', 'team', true);
    expect(forced.status).toBe(200);
    expect((forced.body as unknown as Workload).spec.replicas).toBe(3);
    const helm = owned(forced.body, 'helm')?.fieldsV1['f:spec'] as JsonObject;
    expect(helm['f:replicas']).toBeUndefined();
  });

  it('needs a field manager', async () => {
    const { status, body } = await cluster.call(
      'PATCH',
      `${PATH}/x`,
      deploymentManifest('x'),
      YAML,
    );
    expect(status).toBe(422);
    expect(body.message).toContain('is required for apply patch');
  });

  const SECRETS = '/api/v1/namespaces/default/secrets';
  const keysOf = (entries: ManagedFieldsEntry[] | undefined) =>
    (entries ?? []).flatMap(entry =>
      Object.keys((entry.fieldsV1['f:data'] ?? {}) as JsonObject),
    );

  it.each([
    [
      'POST',
      { data: { KEY: 'dmFsdWU=' } },
      '?fieldManager=helm',
      ['.', 'f:KEY'],
    ],
    ['POST', { stringData: { KEY: 'value' } }, '', ['.', 'f:KEY']],
  ])(
    'names the keys of a Secret by %s of %j',
    async (method, data, query, keys) => {
      const { body } = await cluster.call(
        method,
        `${SECRETS}${query}`,
        { metadata: { generateName: 's-' }, ...data },
        { 'user-agent': 'unknown/1' },
      );
      expect(body.data).toEqual({ KEY: 'dmFsdWU=' });
      expect(body.metadata.managedFields?.[0].manager).toBe(
        query ? 'helm' : 'unknown',
      );
      expect(keysOf(body.metadata.managedFields)).toEqual(keys);
    },
  );

  it('names them by server-side apply without the "." entry', async () => {
    const { body } = await cluster.call(
      'PATCH',
      `${SECRETS}/ssa?fieldManager=kubectl`,
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'ssa' },
        data: { KEY: 'dmFsdWU=' },
      },
      YAML,
    );
    expect(keysOf(body.metadata.managedFields)).toEqual(['f:KEY']);
  });

  it('keeps no record when a write sends an empty one', async () => {
    const { body: made } = await cluster.call('POST', SECRETS, {
      metadata: { name: 'stripped' },
      data: { KEY: 'dmFsdWU=' },
    });
    const { body } = await cluster.call('PUT', `${SECRETS}/stripped`, {
      ...made,
      metadata: { ...made.metadata, managedFields: [{}] },
    });
    expect(body.metadata.managedFields).toBeUndefined();
  });

  it.each([
    [
      'a test that fails',
      [{ op: 'test', path: '/spec/replicas', value: 9 }],
      422,
    ],
    ['a path that is missing', [{ op: 'remove', path: '/spec/nope' }], 422],
    ['an unknown operation', [{ op: 'frob', path: '/spec' }], 422],
    ['no list', { op: 'add' }, 400],
    [
      'an outdated version',
      [{ op: 'replace', path: '/metadata/resourceVersion', value: '1' }],
      409,
    ],
  ])('refuses a JSON patch with %s', async (_name, patch, code) => {
    await cluster.call('POST', PATH, deploymentManifest('patched'));
    const { status, body } = await cluster.call(
      'PATCH',
      `${PATH}/patched`,
      patch,
      {
        'content-type': 'application/json-patch+json',
      },
    );
    expect(body).toMatchObject({ kind: 'Status', code });
    expect(status).toBe(code);
  });
});
