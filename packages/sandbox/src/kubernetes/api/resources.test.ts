import {
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { until } from '../../until';
import { KubeObject } from '../types';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

describe('resources over HTTPS', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await clusterForTests();
  });
  afterAll(() => cluster.close());

  it('creates with identity, defaults and nothing in the status', async () => {
    const { status, body } = await cluster.call(
      'POST',
      `${DEPLOYMENTS}?dryRun=All`,
      deploymentManifest('defaults'),
    );
    expect(status).toBe(201);
    expect(body.metadata).toMatchObject({ generation: 1 });
    expect(body.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.spec).toMatchObject({
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
      template: {
        spec: {
          dnsPolicy: 'ClusterFirst',
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          terminationGracePeriodSeconds: 30,
          containers: [
            {
              imagePullPolicy: 'IfNotPresent',
              terminationMessagePath: '/dev/termination-log',
            },
          ],
        },
      },
    });
    const stored = await cluster.call('GET', `${DEPLOYMENTS}/defaults`);
    expect(stored.status).toBe(404);
  });

  it.each([
    ['not found', 'GET', `${CONFIG_MAPS}/nope`, undefined, 404, 'NotFound'],
    [
      'already there',
      'POST',
      CONFIG_MAPS,
      { metadata: { name: 'kube-root-ca.crt' } },
      409,
      'AlreadyExists',
    ],
    [
      'bad name',
      'POST',
      CONFIG_MAPS,
      { metadata: { name: 'Bad_Name' } },
      422,
      'Invalid',
    ],
    [
      'no namespace',
      'POST',
      '/api/v1/namespaces/nope/configmaps',
      { metadata: { name: 'a' } },
      404,
      'NotFound',
    ],
    ['no body', 'POST', CONFIG_MAPS, 'text', 400, 'BadRequest'],
    [
      'unknown resource',
      'GET',
      '/api/v1/namespaces/default/widgets',
      undefined,
      404,
      'NotFound',
    ],
    [
      'missing containers',
      'POST',
      DEPLOYMENTS,
      deploymentManifest('a', { containers: [] }),
      422,
      'Invalid',
    ],
    [
      'env without name',
      'POST',
      DEPLOYMENTS,
      deploymentManifest('a', {
        containers: [{ name: 'a', image: 'b', env: [{ name: 'A=B' }] }],
      }),
      422,
      'Invalid',
    ],
    [
      'unknown field selector',
      'GET',
      `${CONFIG_MAPS}?fieldSelector=spec.x%3D1`,
      undefined,
      400,
      'BadRequest',
    ],
    ['unknown verb', 'PUT', CONFIG_MAPS, {}, 405, 'MethodNotAllowed'],
  ])('%s', async (_case, method, path, sent, code, reason) => {
    const { status, body } = await cluster.call(method, path, sent);
    expect({ status, ...body }).toMatchObject({
      status: 'Failure',
      kind: 'Status',
      apiVersion: 'v1',
      code,
      reason,
    });
    expect(status).toBe(code);
  });

  it('refuses a changed selector and says which field', async () => {
    await cluster.call('POST', DEPLOYMENTS, deploymentManifest('fixed'));
    const { status, body } = await cluster.call(
      'PATCH',
      `${DEPLOYMENTS}/fixed`,
      {
        spec: {
          selector: { matchLabels: { app: 'other' } },
          template: { metadata: { labels: { app: 'other' } } },
        },
      },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(status).toBe(422);
    expect(body.details).toMatchObject({
      kind: 'Deployment',
      group: 'apps',
      causes: [{ reason: 'FieldValueInvalid', field: 'spec.selector' }],
    });
  });

  it('refuses an outdated resourceVersion with Conflict', async () => {
    const made = await cluster.call('POST', CONFIG_MAPS, {
      metadata: { name: 'locked' },
      data: { a: '1' },
    });
    const object = made.body;
    const first = await cluster.call('PUT', `${CONFIG_MAPS}/locked`, {
      ...object,
      data: { a: '2' },
    });
    expect(first.status).toBe(200);
    const second = await cluster.call('PUT', `${CONFIG_MAPS}/locked`, {
      ...object,
      data: { a: '3' },
    });
    expect(second.body).toMatchObject({
      reason: 'Conflict',
      code: 409,
      message:
        'Operation cannot be fulfilled on configmaps "locked": the object has been modified; please apply your changes to the latest version and try again',
      details: { name: 'locked', kind: 'configmaps' },
    });
  });

  it('does not move the resourceVersion for a change that changes nothing', async () => {
    const path = `${CONFIG_MAPS}/still`;
    const made = await cluster.call('POST', CONFIG_MAPS, {
      metadata: { name: 'still' },
      data: { a: '1' },
    });
    const again = await cluster.call(
      'PATCH',
      path,
      { data: { a: '1' } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(again.body.metadata).toEqual(made.body.metadata);
  });

  it('counts generations for the spec only', async () => {
    const path = `${DEPLOYMENTS}/generation`;
    await cluster.call('POST', DEPLOYMENTS, deploymentManifest('generation'));
    const patch = (change: object) =>
      cluster.call('PATCH', path, change, {
        'content-type': 'application/merge-patch+json',
      });
    const labelled = await patch({ metadata: { labels: { a: 'b' } } });
    expect(labelled.body.metadata.generation).toBe(1);
    const scaled = await patch({ spec: { replicas: 0 } });
    expect(scaled.body.metadata.generation).toBe(2);
  });

  describe('lists', () => {
    const path = '/api/v1/namespaces/pages/configmaps';

    beforeAll(async () => {
      await cluster.apply([
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'pages' } },
        ...[1, 2, 3, 4].map(index => ({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: `page-${index}`,
            namespace: 'pages',
            labels: { odd: String(index % 2) },
          },
        })),
      ]);
    });

    it('pages with limit and continue', async () => {
      const first = await cluster.call('GET', `${path}?limit=2`);
      expect(first.body.metadata).toMatchObject({ remainingItemCount: 3 });
      const token = (first.body.metadata as unknown as { continue: string })
        .continue;
      const rest = await cluster.call(
        'GET',
        `${path}?continue=${encodeURIComponent(token)}`,
      );
      const names = [...first.body.items, ...rest.body.items].map(
        item => item.metadata.name,
      );
      expect(names).toEqual([
        'kube-root-ca.crt',
        'page-1',
        'page-2',
        'page-3',
        'page-4',
      ]);
    });

    it('answers Gone for a continue token that was compacted', async () => {
      const first = await cluster.call('GET', `${path}?limit=2`);
      const token = (first.body.metadata as unknown as { continue: string })
        .continue;
      await cluster.apply([
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'later', namespace: 'default' },
        },
      ]);
      cluster.store.compact();
      const gone = await cluster.call(
        'GET',
        `${path}?limit=2&continue=${encodeURIComponent(token)}`,
      );
      expect(gone.body).toMatchObject({ code: 410, reason: 'Expired' });
    });

    it.each([
      ['labelSelector=odd%3D1', ['page-1', 'page-3']],
      ['labelSelector=odd', ['page-1', 'page-2', 'page-3', 'page-4']],
      ['labelSelector=!odd', ['kube-root-ca.crt']],
      ['labelSelector=odd+in+(0),odd!%3D1', ['page-2', 'page-4']],
      ['labelSelector=odd+notin+(0,1)', ['kube-root-ca.crt']],
      ['fieldSelector=metadata.name%3Dpage-2', ['page-2']],
    ])('%s', async (query, names) => {
      const { body } = await cluster.call('GET', `${path}?${query}`);
      expect(body.items.map(item => item.metadata.name)).toEqual(names);
    });

    it('shows metadata only, and tables, when asked', async () => {
      const metadata = await cluster.call('GET', path, undefined, {
        accept:
          'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      });
      expect(metadata.body.kind).toBe('PartialObjectMetadataList');
      expect(Object.keys(metadata.body.items[0]).sort()).toEqual([
        'apiVersion',
        'kind',
        'metadata',
      ]);
      const table = await cluster.call('GET', path, undefined, {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
      });
      expect(table.body).toMatchObject({
        kind: 'Table',
        columnDefinitions: [
          { name: 'Name' },
          { name: 'Data' },
          { name: 'Age' },
        ],
      });
    });
  });

  it('deletes with finalizers, owners and namespaces', async () => {
    const { body: owner } = await cluster.call('POST', CONFIG_MAPS, {
      metadata: { name: 'owner', finalizers: ['example.com/hold'] },
    });
    await cluster.call('POST', CONFIG_MAPS, {
      metadata: {
        name: 'owned',
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            name: 'owner',
            uid: owner.metadata.uid,
          },
        ],
      },
    });
    await cluster.call('DELETE', `${CONFIG_MAPS}/owner`);
    const held = await cluster.call('GET', `${CONFIG_MAPS}/owner`);
    expect(held.body.metadata.deletionTimestamp).toBeDefined();
    await cluster.call(
      'PATCH',
      `${CONFIG_MAPS}/owner`,
      { metadata: { finalizers: null } },
      { 'content-type': 'application/merge-patch+json' },
    );
    const code = async (name: string) =>
      (await cluster.call('GET', `${CONFIG_MAPS}/${name}`)).status;
    expect(await code('owner')).toBe(404);
    await until('the dependent', async () => (await code('owned')) === 404);
  });

  it('empties a deleted namespace, Pods included', async () => {
    const deployment = deploymentManifest('in-doomed') as KubeObject;
    deployment.metadata.namespace = 'doomed';
    await cluster.apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'doomed' } },
      deployment,
    ]);
    await cluster.call('DELETE', '/api/v1/namespaces/doomed');
    await until('the namespace to go', async () => {
      const { status } = await cluster.call('GET', '/api/v1/namespaces/doomed');
      return status === 404;
    });
    const pods = await cluster.call('GET', '/api/v1/namespaces/doomed/pods');
    expect(pods.body.items).toEqual([]);
  });

  it('serves custom resources once their definition exists', async () => {
    const path = '/apis/argoproj.io/v1alpha1/namespaces/default/applications';
    expect((await cluster.call('GET', path)).status).toBe(404);
    await cluster.apply([
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'applications.argoproj.io' },
        spec: {
          group: 'argoproj.io',
          scope: 'Namespaced',
          names: { plural: 'applications', kind: 'Application' },
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
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'shop', namespace: 'default' },
        spec: { anything: [{ goes: true }] },
      },
    ]);
    const { body } = await cluster.call('GET', `${path}/shop`);
    expect(body.spec).toEqual({ anything: [{ goes: true }] });
  });
});
