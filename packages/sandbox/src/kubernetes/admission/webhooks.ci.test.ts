import {
  Answer,
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { until } from '../../until';
import { JsonObject, KubeObject, Pod } from '../types';
import {
  Say,
  TestWebhook,
  jsonPatchOf,
  startTestWebhook,
} from './__testUtils__/TestWebhook';

const CONFIGURATIONS = '/apis/admissionregistration.k8s.io/v1';
const MAPS = '/api/v1/namespaces/default/configmaps';
const EVERYTHING = {
  operations: ['*'],
  apiGroups: ['*'],
  apiVersions: ['*'],
  resources: ['*/*'],
};
const CONFIG_MAPS = {
  operations: ['CREATE', 'UPDATE', 'DELETE'],
  apiGroups: [''],
  apiVersions: ['v1'],
  resources: ['configmaps'],
};

describe('admission webhooks', () => {
  let cluster: TestCluster;
  const webhooks: TestWebhook[] = [];

  beforeEach(async () => {
    cluster = await clusterForTests();
  });
  afterEach(async () => {
    await cluster.close();
    for (const webhook of webhooks.splice(0)) {
      await webhook.close();
    }
  });

  async function serve(say: Say): Promise<TestWebhook> {
    const webhook = await startTestWebhook(say);
    webhooks.push(webhook);
    return webhook;
  }

  async function configure(
    kind: 'Mutating' | 'Validating',
    name: string,
    webhook: TestWebhook | undefined,
    options: JsonObject = {},
  ): Promise<Answer> {
    const answer = await cluster.call(
      'POST',
      `${CONFIGURATIONS}/${kind.toLowerCase()}webhookconfigurations`,
      {
        metadata: { name },
        webhooks: [
          {
            name: `${name}.example.com`,
            sideEffects: 'None',
            admissionReviewVersions: ['v1'],
            clientConfig: webhook && {
              url: webhook.url,
              caBundle: webhook.caBundle,
            },
            rules: [CONFIG_MAPS],
            ...options,
          },
        ],
      },
    );
    expect(answer.status).toBe(201);
    return answer;
  }

  function createMap(name: string, query = '', labels = {}): Promise<Answer> {
    return cluster.call('POST', `${MAPS}${query}`, {
      metadata: { name, labels },
      data: { a: '1' },
    });
  }

  it('asks again where the webhook closes a connection that was kept, and not a new one', async () => {
    const webhook = await serve(() => ({ allowed: true }));
    await configure('Validating', 'all', webhook);
    expect((await createMap('one')).status).toBe(201);
    webhook.say = () =>
      webhook.asked.length === 2 ? 'end of the connection' : { allowed: true };
    expect((await createMap('two')).status).toBe(201);
    expect(webhook.asked).toHaveLength(3);
    webhook.say = () => 'end of the connection';
    const refused = await createMap('three');
    expect(refused.status).toBe(500);
    expect(refused.body.message).toContain('EOF');
    // On the connection that was kept, and on a new one.
    expect(webhook.asked).toHaveLength(5);
  });

  it('sends an AdmissionReview v1 with everything in it', async () => {
    const webhook = await serve(() => ({ allowed: true }));
    await configure('Validating', 'all', webhook);
    await createMap('one', '?fieldManager=me');
    expect(webhook.asked[0]).toEqual({
      url: '/check?timeout=10s',
      uid: expect.any(String),
      kind: { group: '', version: 'v1', kind: 'ConfigMap' },
      resource: { group: '', version: 'v1', resource: 'configmaps' },
      requestKind: { group: '', version: 'v1', kind: 'ConfigMap' },
      requestResource: { group: '', version: 'v1', resource: 'configmaps' },
      name: 'one',
      namespace: 'default',
      operation: 'CREATE',
      userInfo: expect.objectContaining({ username: 'kubernetes-admin' }),
      object: expect.objectContaining({
        kind: 'ConfigMap',
        apiVersion: 'v1',
        data: { a: '1' },
        metadata: expect.objectContaining({
          uid: expect.any(String),
          creationTimestamp: expect.any(String),
        }),
      }),
      oldObject: null,
      dryRun: false,
      options: expect.objectContaining({
        kind: 'CreateOptions',
        fieldManager: 'me',
      }),
    });
    await cluster.call(
      'PATCH',
      `${MAPS}/one?dryRun=All`,
      { data: { a: '2' } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(webhook.asked[1]).toMatchObject({
      operation: 'UPDATE',
      object: { data: { a: '2' } },
      oldObject: { data: { a: '1' } },
      dryRun: true,
    });
    await cluster.call('DELETE', `${MAPS}/one`);
    expect(webhook.asked[2]).toMatchObject({
      operation: 'DELETE',
      object: null,
      oldObject: { data: { a: '1' } },
      options: { kind: 'DeleteOptions' },
    });
  });

  it.each<[string, JsonObject, number, string]>([
    [
      'a message and a code',
      { code: 403, message: 'no', reason: 'Forbidden' },
      403,
      'admission webhook "say-no.example.com" denied the request: no',
    ],
    [
      'a reason alone',
      { reason: 'Because' },
      400,
      'admission webhook "say-no.example.com" denied the request: Because',
    ],
    [
      'a code that is none of an error',
      { code: 200 },
      400,
      'admission webhook "say-no.example.com" denied the request without explanation',
    ],
  ])('denies with %s', async (_what, said, status, message) => {
    const webhook = await serve(() => ({ allowed: false, status: said }));
    await configure('Validating', 'say-no', webhook);
    const answer = await createMap('one');
    expect(answer.status).toBe(status);
    expect(answer.body.message).toBe(message);
    expect((await cluster.call('GET', `${MAPS}/one`)).status).toBe(404);
  });

  it('passes warnings on, and validates what was mutated', async () => {
    const adder = await serve(() => ({
      ...jsonPatchOf([{ op: 'add', path: '/data/b', value: '2' }]),
      warnings: ['mind the gap'],
    }));
    const checker = await serve(() => ({ allowed: true }));
    await configure('Mutating', 'adder', adder);
    await configure('Validating', 'checker', checker);
    const answer = await createMap('one');
    expect(answer.body.data).toEqual({ a: '1', b: '2' });
    expect(answer.headers.warning).toBe('299 - "mind the gap"');
    expect(checker.asked[0]).toMatchObject({
      object: { data: { a: '1', b: '2' } },
    });
  });

  it('reinvokes a webhook that wants to see later changes', async () => {
    const first = await serve(() => ({ allowed: true }));
    const second = await serve(() =>
      jsonPatchOf([{ op: 'add', path: '/data/b', value: '2' }]),
    );
    await configure('Mutating', 'a', first, {
      reinvocationPolicy: 'IfNeeded',
    });
    await configure('Mutating', 'b', second);
    await createMap('one');
    expect(
      first.asked.map(({ object }) => (object as KubeObject).data),
    ).toEqual([{ a: '1' }, { a: '1', b: '2' }]);
    expect(second.asked).toHaveLength(1);
  });

  const port = '127.0.0.1:1';
  it.each<[string, Say | undefined, JsonObject, string]>([
    [
      'nobody listens',
      undefined,
      { clientConfig: { url: `https://${port}/x` } },
      `failed to call webhook: Post "https://${port}/x?timeout=10s": dial tcp ${port}: connect: connection refused`,
    ],
    [
      'its name means nothing here',
      undefined,
      { clientConfig: { url: 'https://hook.example.com/x' } },
      'failed to call webhook: Post "https://hook.example.com/x?timeout=10s": dial tcp: lookup hook.example.com: no such host',
    ],
    [
      'its Service is not there',
      undefined,
      {
        clientConfig: {
          service: { namespace: 'default', name: 'hook', path: '/x' },
        },
      },
      'failed to call webhook: Post "https://hook.default.svc:443/x?timeout=10s": service "hook" not found',
    ],
    [
      'it answers 500',
      () => ({ http: 500, text: 'oh' }),
      {},
      'failed to call webhook: an error on the server ("oh") has prevented the request from succeeding',
    ],
    [
      'it answers 404',
      () => ({ http: 404, text: '' }),
      {},
      'failed to call webhook: the server could not find the requested resource',
    ],
    [
      'it leaves the response out',
      () => ({
        raw: { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' },
      }),
      {},
      'received invalid webhook response: webhook response was absent',
    ],
    [
      'it answers for somebody else',
      () => ({ uid: 'other', allowed: true }),
      {},
      'received invalid webhook response: expected response.uid=',
    ],
    [
      'it patches without saying how',
      () => ({ allowed: true, patch: 'W10=' }),
      {},
      'received invalid webhook response: webhook returned response.patch but not response.patchType',
    ],
    [
      'its patch cannot be read',
      () => ({ allowed: true, patch: 'e3Q=', patchType: 'JSONPatch' }),
      {},
      'received undecodable patch in webhook response: ',
    ],
    [
      'its match condition cannot be evaluated',
      () => ({ allowed: true }),
      { matchConditions: [{ name: 'x', expression: 'true' }] },
      'match conditions are written in CEL',
    ],
    [
      'it says nothing in time',
      () => 'nothing',
      { timeoutSeconds: 1 },
      '/check?timeout=1s": context deadline exceeded',
    ],
  ])('fails closed or open when %s', async (_what, say, options, message) => {
    const webhook = say && (await serve(say));
    await configure('Validating', 'broken', webhook, options);
    const closed = await createMap('one');
    expect(closed.status).toBe(500);
    expect(closed.body.message).toContain(
      'Internal error occurred: failed calling webhook "broken.example.com": ',
    );
    expect(closed.body.message).toContain(message);
    expect(closed.body.reason).toBe('InternalError');
    await cluster.call(
      'DELETE',
      `${CONFIGURATIONS}/validatingwebhookconfigurations/broken`,
    );
    await configure('Validating', 'broken', webhook, {
      ...options,
      failurePolicy: 'Ignore',
    });
    expect((await createMap('one')).status).toBe(201);
  });

  it('does not trust another authority', async () => {
    const webhook = await serve(() => ({ allowed: true }));
    const other = await serve(() => ({ allowed: true }));
    await configure('Validating', 'broken', webhook, {
      clientConfig: { url: webhook.url, caBundle: other.caBundle },
    });
    expect((await createMap('one')).body.message).toContain(
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    );
    expect(webhook.asked).toHaveLength(0);
  });

  it('answers 500 to a patch that does not apply, whatever the failure policy', async () => {
    const webhook = await serve(() =>
      jsonPatchOf([{ op: 'replace', path: '/nope/x', value: 1 }]),
    );
    await configure('Mutating', 'bad', webhook, { failurePolicy: 'Ignore' });
    const { status, body } = await createMap('one');
    expect([status, body.message]).toEqual([
      500,
      'Internal error occurred: replace operation does not apply: doc is missing path: /nope/x: missing value',
    ]);
  });

  it('refuses configurations that the API refuses', async () => {
    const refused = await cluster.call(
      'POST',
      `${CONFIGURATIONS}/validatingwebhookconfigurations`,
      {
        metadata: { name: 'bad' },
        webhooks: [
          {
            name: 'short',
            sideEffects: 'Some',
            timeoutSeconds: 31,
            admissionReviewVersions: [],
            clientConfig: { url: 'http://127.0.0.1:1' },
            rules: [{ ...CONFIG_MAPS, operations: [] }],
          },
        ],
      },
    );
    expect(refused.status).toBe(422);
    const { causes } = refused.body.details as { causes: JsonObject[] };
    expect(causes.map(({ field }) => field)).toEqual([
      'webhooks[0].name',
      'webhooks[0].sideEffects',
      'webhooks[0].admissionReviewVersions',
      'webhooks[0].timeoutSeconds',
      'webhooks[0].clientConfig.url',
      'webhooks[0].rules[0].operations',
    ]);
  });

  it.each<[string, JsonObject, string[]]>([
    ['every map', {}, ['plain', 'marked']],
    [
      'those with a label',
      { objectSelector: { matchLabels: { mark: 'yes' } } },
      ['marked'],
    ],
    [
      'those in a namespace with a label',
      {
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': 'other' },
        },
      },
      [],
    ],
    [
      'objects of the cluster',
      { rules: [{ ...EVERYTHING, scope: 'Cluster' }] },
      [],
    ],
    [
      'another operation',
      { rules: [{ ...CONFIG_MAPS, operations: ['UPDATE'] }] },
      [],
    ],
    ['everything', { rules: [EVERYTHING] }, ['plain', 'marked']],
    [
      'subresources only',
      { rules: [{ ...CONFIG_MAPS, resources: ['configmaps/status'] }] },
      [],
    ],
  ])('is asked about %s', async (_what, options, names) => {
    const webhook = await serve(() => ({ allowed: true }));
    await configure('Validating', 'chosen', webhook, options);
    await createMap('plain');
    await createMap('marked', '', { mark: 'yes' });
    const asked = webhook.asked.map(({ name }) => name);
    expect(asked.filter(name => name !== 'kubernetes')).toEqual(names);
  });

  it('is asked about evictions and scales, by their own kinds', async () => {
    const webhook = await serve(() => ({ allowed: true }));
    await configure('Validating', 'chosen', webhook, {
      rules: [
        { ...EVERYTHING, resources: ['pods/eviction', 'deployments/scale'] },
      ],
    });
    await cluster.apply([deploymentManifest('web')]);
    await cluster.call(
      'PUT',
      '/apis/apps/v1/namespaces/default/deployments/web/scale',
      { metadata: { name: 'web' }, spec: { replicas: 2 } },
    );
    expect(webhook.asked[0]).toMatchObject({
      kind: { group: 'autoscaling', kind: 'Scale' },
      subResource: 'scale',
      object: { spec: { replicas: 2 } },
      oldObject: { spec: { replicas: 1 } },
    });
    const pod = await until(async () => {
      const { body } = await cluster.call(
        'GET',
        '/api/v1/namespaces/default/pods',
      );
      return body.items[0]?.metadata.name;
    });
    await cluster.call(
      'POST',
      `/api/v1/namespaces/default/pods/${pod}/eviction`,
      { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod } },
    );
    expect(webhook.asked[1]).toMatchObject({
      kind: { group: 'policy', version: 'v1', kind: 'Eviction' },
      operation: 'CREATE',
      subResource: 'eviction',
      name: pod,
    });
  });

  it('holds controllers to it: a ReplicaSet says why its Pods are refused, and goes on when they are not', async () => {
    const webhook = await serve(() => ({
      allowed: false,
      status: { message: 'no Pods today' },
    }));
    await configure('Validating', 'pods', webhook, {
      rules: [{ ...CONFIG_MAPS, resources: ['pods'] }],
    });
    await cluster.apply([deploymentManifest('web')]);
    const deployment = '/apis/apps/v1/namespaces/default/deployments/web';
    await until('the refusal', async () => {
      const { body } = await cluster.call('GET', deployment);
      return JSON.stringify(body.status).includes('no Pods today');
    });
    webhook.say = () => ({ allowed: true });
    await until('a Pod', async () => {
      const { body } = await cluster.call('GET', deployment);
      return (body.status as JsonObject).readyReplicas === 1;
    });
  });

  it('tries a patch again when somebody else wrote while the webhook was asked', async () => {
    await createMap('one');
    let other: Promise<Answer> | undefined;
    const webhook = await serve(() => ({ allowed: true }));
    await configure('Validating', 'slow', webhook, {
      objectSelector: { matchLabels: { slow: 'yes' } },
    });
    webhook.say = () => {
      other ??= cluster.call(
        'PATCH',
        `${MAPS}/one`,
        { data: { b: '2' } },
        { 'content-type': 'application/merge-patch+json' },
      );
      return { allowed: true };
    };
    const { body } = await cluster.call(
      'PATCH',
      `${MAPS}/one`,
      { metadata: { labels: { slow: 'yes' } } },
      { 'content-type': 'application/merge-patch+json' },
    );
    await other;
    const last = await cluster.call('GET', `${MAPS}/one`);
    expect(body.metadata.labels).toEqual({ slow: 'yes' });
    expect(last.body.data).toEqual({ a: '1', b: '2' });
    expect(last.body.metadata.labels).toEqual({ slow: 'yes' });
  });
});

describe('the pod identity webhook as a webhook', () => {
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: 'robot',
      namespace: 'default',
      annotations: {
        'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/demo',
      },
    },
  };
  const pod = (name: string) => ({
    metadata: { name },
    spec: {
      serviceAccountName: 'robot',
      containers: [{ name: 'app', image: 'app:1' }],
    },
  });
  const injected = (body: unknown) =>
    (body as Pod).spec.containers[0].env?.some(
      ({ name }) => name === 'AWS_ROLE_ARN',
    ) ?? false;
  const PODS = '/api/v1/namespaces/default/pods';

  it('lags behind with ServiceAccounts when told to', async () => {
    const cluster = await clusterForTests({ webhookCacheDelay: 3_600_000 });
    try {
      await cluster.apply([account]);
      const missed = await cluster.call('POST', PODS, pod('missed'));
      expect(injected(missed.body)).toBe(false);
      cluster.webhookCacheDelay = 0;
      const seen = await cluster.call('POST', PODS, pod('seen'));
      expect(injected(seen.body)).toBe(true);
    } finally {
      await cluster.close();
    }
  });

  it('fails open when its configuration points elsewhere, and closed when told to', async () => {
    const cluster = await clusterForTests();
    try {
      await cluster.apply([account]);
      const path = `${CONFIGURATIONS}/mutatingwebhookconfigurations/pod-identity-webhook`;
      const repoint = (value: JsonObject[]) =>
        cluster.call('PATCH', path, value, {
          'content-type': 'application/json-patch+json',
        });
      await repoint([
        {
          op: 'replace',
          path: '/webhooks/0/clientConfig',
          value: { url: 'https://127.0.0.1:1/mutate' },
        },
      ]);
      const open = await cluster.call('POST', PODS, pod('open'));
      expect([open.status, injected(open.body)]).toEqual([201, false]);
      await repoint([
        { op: 'replace', path: '/webhooks/0/failurePolicy', value: 'Fail' },
      ]);
      const closed = await cluster.call('POST', PODS, pod('closed'));
      expect(closed.status).toBe(500);
      expect(closed.body.message).toBe(
        'Internal error occurred: failed calling webhook "iam-for-pods.amazonaws.com": failed to call webhook: Post "https://127.0.0.1:1/mutate?timeout=10s": dial tcp 127.0.0.1:1: connect: connection refused',
      );
    } finally {
      await cluster.close();
    }
  });
});
