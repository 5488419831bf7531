import { Behaviour } from '../contract';
import { Cluster } from './support/Cluster';
import { configMap } from './support/manifests';
import { made, patch, post } from './support/objects';
import { told } from './support/people';
import { outcome } from './support/reduce';
import {
  clientOf,
  Says,
  startWebhook,
  TestWebhook,
  withWebhooks,
} from './support/webhook';

type Row = Behaviour<Cluster>;

const DYNAMIC =
  'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/';
/** No server listens on this port. */
const NOWHERE = { url: 'https://127.0.0.1:1/check' };

const labels = (name: string, value = 'yes'): Says => ({
  patch: [{ op: 'add', path: '/metadata/labels', value: { [name]: value } }],
});

/** Writes one or more ConfigMaps while a webhook with this answer and configuration is in force. */
async function under(
  cluster: Cluster,
  kind: 'mutating' | 'validating',
  says: (request: any) => Says,
  parts: { trusts?: string; [field: string]: unknown }[],
  use: (webhook: TestWebhook) => Promise<unknown>,
) {
  const webhook = await startWebhook(says);
  try {
    return await withWebhooks(
      cluster,
      `${kind}webhookconfigurations`,
      parts.map(({ trusts, ...part }) => ({
        clientConfig: {
          ...clientOf(webhook),
          ...(trusts ? { caBundle: trusts } : {}),
        },
        ...part,
      })),
      () => use(webhook),
    );
  } finally {
    await webhook.close();
  }
}

const create = (cluster: Cluster, query = {}, meta = {}) =>
  post(cluster, 'configmaps', configMap('c', { k: 'v' }, meta), query);

const mutating: Row[] = [
  {
    id: 'webhooks.mutates',
    what: 'what a webhook patches is in the object that is stored',
    source: DYNAMIC,
    call: cluster =>
      under(
        cluster,
        'mutating',
        () => labels('by'),
        [{}],
        async webhook => {
          await create(cluster);
          const { metadata } = await cluster.must({
            path: `${cluster.core}/configmaps/c`,
          });
          return { labels: metadata.labels, asked: webhook.asked.length };
        },
      ),
    answer: { labels: { by: 'yes' }, asked: 1 },
  },
  {
    id: 'webhooks.request',
    what: 'a webhook is told who does what to which object',
    source: `${DYNAMIC}#request`,
    call: cluster =>
      under(
        cluster,
        'mutating',
        () => labels('by'),
        [{}],
        async webhook => {
          await create(cluster);
          const [request] = webhook.asked;
          return {
            fields: Object.keys(request).sort(),
            kind: request.kind,
            resource: request.resource,
            operation: request.operation,
            name: request.name,
            namespace: request.namespace === cluster.namespace,
            dryRun: request.dryRun,
            groups: request.userInfo.groups,
            object: [request.object.kind, request.object.data],
            old: request.oldObject,
            options: request.options.kind,
          };
        },
      ),
    answer: {
      fields: [
        'dryRun',
        'kind',
        'name',
        'namespace',
        'object',
        'oldObject',
        'operation',
        'options',
        'requestKind',
        'requestResource',
        'resource',
        'uid',
        'userInfo',
      ],
      kind: { group: '', version: 'v1', kind: 'ConfigMap' },
      resource: { group: '', version: 'v1', resource: 'configmaps' },
      operation: 'CREATE',
      name: 'c',
      namespace: true,
      dryRun: false,
      groups: ['system:masters', 'system:authenticated'],
      object: ['ConfigMap', { k: 'v' }],
      old: null,
      options: 'CreateOptions',
    },
  },
  {
    id: 'webhooks.update',
    what: 'of an update it sees the object before and after',
    source: DYNAMIC,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return under(
        cluster,
        'mutating',
        () => ({ allowed: true }),
        [{}],
        async webhook => {
          await patch(
            cluster,
            'configmaps',
            'c',
            { 'Content-Type': 'application/merge-patch+json' },
            { data: { k: 'w' } },
          );
          const [{ operation, object, oldObject }] = webhook.asked;
          return [operation, oldObject.data, object.data];
        },
      );
    },
    answer: ['UPDATE', { k: 'v' }, { k: 'w' }],
  },
  {
    id: 'webhooks.order',
    what: 'mutating webhooks of a configuration come one after the other',
    source: DYNAMIC,
    call: cluster =>
      under(
        cluster,
        'mutating',
        ({ object }) =>
          labels('seen', `${object.metadata.labels?.seen ?? ''}x`),
        [{}, {}],
        async () => (await create(cluster)).body.metadata.labels,
      ),
    answer: { seen: 'xx' },
  },
  {
    id: 'webhooks.reinvocation',
    what: 'one that wants so is asked again after a later one has changed something',
    source: `${DYNAMIC}#reinvocation-policy`,
    call: cluster =>
      under(
        cluster,
        'mutating',
        ({ object }) =>
          labels('seen', `${object.metadata.labels?.seen ?? ''}x`),
        [{ reinvocationPolicy: 'IfNeeded' }, {}],
        async webhook => {
          const { body } = await create(cluster);
          return [body.metadata.labels, webhook.asked.length];
        },
      ),
    answer: [{ seen: 'xxx' }, 3],
  },
  {
    id: 'webhooks.object-selector',
    what: 'an object selector goes by the labels of the object',
    source: `${DYNAMIC}#matching-requests-objectselector`,
    call: cluster =>
      under(
        cluster,
        'mutating',
        () => ({ allowed: true }),
        [
          {
            objectSelector: {
              matchExpressions: [{ key: 'skip', operator: 'DoesNotExist' }],
            },
          },
        ],
        async webhook => {
          await create(cluster, { dryRun: 'All' }, { labels: { skip: '' } });
          const skipped = webhook.asked.length;
          await create(cluster, { dryRun: 'All' });
          return [skipped, webhook.asked.length];
        },
      ),
    answer: [0, 1],
  },
  {
    id: 'webhooks.namespace-selector',
    what: 'a namespace selector goes by the labels of the namespace',
    source: `${DYNAMIC}#matching-requests-namespaceselector`,
    call: cluster =>
      under(
        cluster,
        'mutating',
        () => ({ allowed: true }),
        [{ namespaceSelector: { matchLabels: { no: cluster.namespace } } }],
        async webhook => {
          await create(cluster);
          return webhook.asked.length;
        },
      ),
    answer: 0,
  },
  {
    id: 'webhooks.bad-patch',
    what: 'a patch that cannot be applied fails the request, whatever the policy',
    source: DYNAMIC,
    call: cluster =>
      under(
        cluster,
        'mutating',
        () => ({ patch: [{ op: 'remove', path: '/data/none' }] }),
        [{ failurePolicy: 'Ignore' }],
        async () => {
          const { status, body } = await create(cluster);
          return [status, body.reason];
        },
      ),
    answer: [500, 'InternalError'],
  },
];

const dryRuns: Row[] = [
  {
    id: 'webhooks.dry-run',
    what: 'a dry run asks a webhook without side effects, tells it so, and shows its patch',
    source: `${DYNAMIC}#side-effects`,
    call: cluster =>
      under(
        cluster,
        'mutating',
        () => labels('by'),
        [{}],
        async webhook => {
          const { body } = await create(cluster, { dryRun: 'All' });
          const stored = await cluster.send({
            path: `${cluster.core}/configmaps/c`,
          });
          return {
            labels: body.metadata.labels,
            told: webhook.asked.map(({ dryRun }) => dryRun),
            stored: stored.status,
          };
        },
      ),
    answer: { labels: { by: 'yes' }, told: [true], stored: 404 },
  },
  ...(['mutating', 'validating'] as const).map(
    (kind): Row => ({
      id: `webhooks.dry-run-${kind}`,
      what: `a ${kind} webhook that has side effects is told which request is a dry run`,
      source: `${DYNAMIC}#side-effects`,
      call: cluster =>
        under(
          cluster,
          kind,
          () => ({ allowed: true }),
          [{ sideEffects: 'NoneOnDryRun' }],
          async webhook => {
            const dry = outcome(await create(cluster, { dryRun: 'All' }));
            await create(cluster);
            return [dry, webhook.asked.map(({ dryRun }) => dryRun)];
          },
        ),
      answer: [201, [true, false]],
    }),
  ),
  {
    id: 'webhooks.side-effects',
    what: 'side effects must be ruled out, at least for dry runs',
    source: `${DYNAMIC}#side-effects`,
    call: async cluster =>
      told(
        cluster,
        await cluster.send({
          method: 'POST',
          path: '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
          body: {
            metadata: { name: cluster.namespace },
            webhooks: [
              {
                name: 'hook.contract.example',
                sideEffects: 'Some',
                admissionReviewVersions: ['v1'],
                clientConfig: NOWHERE,
              },
            ],
          },
        }),
      ),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'MutatingWebhookConfiguration',
      group: 'admissionregistration.k8s.io',
      causes: ['webhooks[0].sideEffects: FieldValueNotSupported'],
      message: expect.stringContaining(
        'webhooks[0].sideEffects: Unsupported value: "Some": supported values: "None", "NoneOnDryRun"',
      ),
    },
  },
];

const failing: Row[] = [
  {
    id: 'webhooks.unreachable-fails',
    what: 'a webhook that nobody answers for refuses everything, and is named',
    source: `${DYNAMIC}#failure-policy`,
    call: cluster =>
      under(
        cluster,
        'mutating',
        () => 'nothing',
        [{ clientConfig: NOWHERE }],
        async () => told(cluster, await create(cluster)),
      ),
    answer: {
      status: 500,
      reason: 'InternalError',
      causes: [''],
      message: expect.stringMatching(
        /^Internal error occurred: failed calling webhook "hook-0\.contract\.example": failed to call webhook: Post "https:\/\/127\.0\.0\.1:1\/check\?timeout=10s": .*connection refused$/,
      ),
    },
  },
  {
    id: 'webhooks.unreachable-ignored',
    what: 'one that fails open is passed over, and nothing says so',
    source: `${DYNAMIC}#failure-policy`,
    call: cluster =>
      under(
        cluster,
        'mutating',
        () => 'nothing',
        [{ clientConfig: NOWHERE, failurePolicy: 'Ignore' }],
        async () => {
          const { status, headers, body } = await create(cluster);
          return [status, headers.warning, body.metadata.labels];
        },
      ),
    answer: [201, undefined, undefined],
  },
  {
    id: 'webhooks.timeout',
    what: 'one that is slower than its time has failed',
    source: `${DYNAMIC}#timeouts`,
    call: cluster =>
      under(
        cluster,
        'validating',
        () => 'nothing',
        [{ timeoutSeconds: 1 }],
        async () => {
          const { status, body } = await create(cluster);
          return [status, body.reason, /deadline exceeded/.test(body.message)];
        },
      ),
    answer: [500, 'InternalError', true],
  },
  {
    id: 'webhooks.other-certificate',
    what: 'one whose certificate is not of the bundle is not asked',
    source: DYNAMIC,
    call: async cluster => {
      const other = await startWebhook(() => 'nothing');
      await other.close();
      return under(
        cluster,
        'mutating',
        () => labels('by'),
        [{ failurePolicy: 'Ignore', trusts: other.caBundle }],
        async webhook => [(await create(cluster)).status, webhook.asked.length],
      );
    },
    answer: [201, 0],
  },
  {
    id: 'webhooks.denies',
    what: 'a no is a refusal with its words',
    source: `${DYNAMIC}#response`,
    call: cluster =>
      under(
        cluster,
        'validating',
        () => ({
          allowed: false,
          status: { code: 403, message: 'not on a Friday' },
        }),
        [{}],
        async () => {
          const { status, body } = await create(cluster);
          return [status, body.message];
        },
      ),
    answer: [
      403,
      'admission webhook "hook-0.contract.example" denied the request: not on a Friday',
    ],
  },
  {
    id: 'webhooks.denies-whatever',
    what: 'a no holds for one that fails open too',
    source: `${DYNAMIC}#failure-policy`,
    call: cluster =>
      under(
        cluster,
        'validating',
        () => ({ allowed: false }),
        [{ failurePolicy: 'Ignore' }],
        async () => {
          const { status, body } = await create(cluster);
          return [status, body.message];
        },
      ),
    answer: [
      400,
      'admission webhook "hook-0.contract.example" denied the request without explanation',
    ],
  },
];

export const webhooks: Row[] = [...mutating, ...dryRuns, ...failing];
