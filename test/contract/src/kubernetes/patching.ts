import { Behaviour } from '../contract';
import { CONCEPTS, PATCHES } from './api';
import { Cluster } from './support/Cluster';
import {
  configMap,
  container,
  deployment,
  JSON_PATCH,
  MERGE_PATCH,
  STRATEGIC_PATCH,
} from './support/manifests';
import { made, patch, pathOf, said, stored } from './support/objects';
import { outcome, plain, refusal } from './support/reduce';
import { DEFINITIONS, widget, widgets } from './support/widgets';

const RFC6902 = 'https://www.rfc-editor.org/rfc/rfc6902';
const RFC7386 = 'https://www.rfc-editor.org/rfc/rfc7386';
const STRATEGIC =
  'https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md';

const key = (name: string, of: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: of, key: name } },
});

/** Keys by env and by envFrom, files, and a second container: what a migration takes apart. */
const WORKLOAD = deployment('d', {
  replicas: 0,
  template: {
    imagePullSecrets: [{ name: 'pull-a' }, { name: 'pull-b' }],
    tolerations: [{ key: 'spot', operator: 'Exists' }],
    volumes: [
      { name: 'keys', secret: { secretName: 'aws-secrets' } },
      { name: 'scratch', emptyDir: {} },
    ],
    containers: [
      container({
        env: [
          { name: 'LEVEL', value: 'info' },
          key('AWS_ACCESS_KEY_ID', 'aws-secrets'),
          key('AWS_SECRET_ACCESS_KEY', 'aws-secrets'),
        ],
        envFrom: [
          { secretRef: { name: 'aws-secrets' } },
          { configMapRef: { name: 'settings' } },
        ],
        volumeMounts: [
          { name: 'keys', mountPath: '/keys' },
          { name: 'scratch', mountPath: '/tmp' },
        ],
      }),
      { name: 'sidecar', image: 'registry.example/idle:2' },
    ],
  },
});

/** The Pod template in short: what the patches of this table are about. */
function template({ spec }: any) {
  const pod = spec.template.spec;
  const names = (list?: any[]) => list?.map(each => each.name);
  return plain({
    containers: pod.containers.map((each: any) =>
      plain({
        name: each.name,
        image: each.image.replace('registry.example/', ''),
        env: names(each.env),
        envFrom: each.envFrom?.map(
          (from: any) => (from.secretRef ?? from.configMapRef).name,
        ),
        mounts: each.volumeMounts?.map(
          (mount: any) => `${mount.name} ${mount.mountPath}`,
        ),
      }),
    ),
    volumes: names(pod.volumes),
    pull: names(pod.imagePullSecrets),
    tolerations: pod.tolerations?.map((each: any) => each.key),
  });
}

const APP = {
  name: 'app',
  image: 'idle:1',
  env: ['LEVEL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  envFrom: ['aws-secrets', 'settings'],
  mounts: ['keys /keys', 'scratch /tmp'],
};
const SIDECAR = { name: 'sidecar', image: 'idle:2' };
const TEMPLATE = {
  containers: [APP, SIDECAR],
  volumes: ['keys', 'scratch'],
  pull: ['pull-a', 'pull-b'],
  tolerations: ['spot'],
};

const podSpec = (spec: unknown) => ({ spec: { template: { spec } } });
const app = (changes: object) =>
  podSpec({ containers: [{ name: 'app', ...changes }] });

/** What a patch makes of the workload, or how it is refused; a refusal changes nothing. */
function patched(
  headers: Record<string, string>,
  source: string,
): (
  id: string,
  what: string,
  body: unknown,
  answer: object,
) => Behaviour<Cluster> {
  return (id, what, body, answer) => ({
    id: `patch.${id}`,
    what,
    source,
    call: async cluster => {
      await made(cluster, 'deployments', WORKLOAD);
      const sent = await patch(cluster, 'deployments', 'd', headers, body);
      const after = await stored(cluster, 'deployments', 'd');
      if (sent.status === 200) return template(after);
      return { ...refusal(sent), generation: after.metadata.generation };
    },
    answer,
  });
}

const CONTAINER = '/spec/template/spec/containers/0';
const json = patched(JSON_PATCH, RFC6902);
const REFUSED = { status: 422, reason: 'Invalid', generation: 1 };

const jsonPatches: Behaviour<Cluster>[] = [
  json(
    'json-test-then-remove',
    'env entries go by index, each tested by its name first',
    [
      {
        op: 'test',
        path: `${CONTAINER}/env/2/name`,
        value: 'AWS_SECRET_ACCESS_KEY',
      },
      { op: 'remove', path: `${CONTAINER}/env/2` },
      {
        op: 'test',
        path: `${CONTAINER}/env/1/name`,
        value: 'AWS_ACCESS_KEY_ID',
      },
      { op: 'remove', path: `${CONTAINER}/env/1` },
    ],
    { ...TEMPLATE, containers: [{ ...APP, env: ['LEVEL'] }, SIDECAR] },
  ),
  json(
    'json-test-fails',
    'a test that fails stops the whole patch, also what came before it',
    [
      { op: 'remove', path: `${CONTAINER}/env/2` },
      { op: 'test', path: `${CONTAINER}/env/0/name`, value: 'MOVED' },
    ],
    REFUSED,
  ),
  json(
    'json-test-object',
    'a test compares whole objects',
    [
      {
        op: 'test',
        path: `${CONTAINER}/envFrom/0`,
        value: { secretRef: { name: 'aws-secrets' } },
      },
      { op: 'remove', path: `${CONTAINER}/envFrom/0` },
    ],
    { ...TEMPLATE, containers: [{ ...APP, envFrom: ['settings'] }, SIDECAR] },
  ),
  json(
    'json-test-missing',
    'a test of null finds what is not there',
    [
      { op: 'test', path: `${CONTAINER}/workingDir`, value: null },
      { op: 'remove', path: `${CONTAINER}/env` },
    ],
    {
      ...TEMPLATE,
      containers: [{ ...APP, env: undefined }, SIDECAR],
    },
  ),
  json(
    'json-missing-path',
    'what is not there cannot be removed',
    [{ op: 'remove', path: `${CONTAINER}/env/9` }],
    REFUSED,
  ),
  json(
    'json-replace-missing',
    'nor replaced in a list',
    [{ op: 'replace', path: `${CONTAINER}/env/9`, value: { name: 'X' } }],
    REFUSED,
  ),
  json(
    'json-add-without-parent',
    'nor added to',
    [{ op: 'add', path: '/spec/template/metadata/annotations/a', value: 'b' }],
    REFUSED,
  ),
  json(
    'json-append',
    'a dash is the end of a list',
    [{ op: 'add', path: `${CONTAINER}/env/-`, value: { name: 'LAST' } }],
    {
      ...TEMPLATE,
      containers: [{ ...APP, env: [...APP.env, 'LAST'] }, SIDECAR],
    },
  ),
  json(
    'json-escaped',
    'a slash in a key is ~1',
    [
      {
        op: 'add',
        path: '/spec/template/metadata/labels/example.com~1part-of',
        value: 'x',
      },
    ],
    TEMPLATE,
  ),
  json(
    'json-unknown-operation',
    'an operation that does not exist is refused',
    [{ op: 'prune', path: CONTAINER }],
    REFUSED,
  ),
  {
    id: 'patch.json-replace-adds',
    what: 'a replace of a key that a map does not have adds it: only a test protects',
    source: 'evanphx/json-patch v4, which the API server uses',
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const { status, body } = await patch(
        cluster,
        'configmaps',
        'c',
        JSON_PATCH,
        [{ op: 'replace', path: '/data/none', value: 'x' }],
      );
      return [status, body.data];
    },
    answer: [200, { k: 'v', none: 'x' }],
  },
  {
    id: 'patch.json-message',
    what: 'a refusal does not say what did not apply',
    source: RFC6902,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const refused = async (operation: unknown) => {
        const answer = await patch(cluster, 'configmaps', 'c', JSON_PATCH, [
          operation,
        ]);
        return [answer.status, answer.body.message, answer.body.details];
      };
      return [
        await refused({ op: 'test', path: '/data/k', value: 'other' }),
        await refused({ op: 'remove', path: '/data/none' }),
      ];
    },
    answer: [
      [
        422,
        'the server rejected our request due to an error in our request',
        {},
      ],
      [
        422,
        'the server rejected our request due to an error in our request',
        {},
      ],
    ],
  },
  {
    id: 'patch.json-no-list',
    what: 'a JSON Patch is a list',
    source: RFC6902,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return outcome(
        await patch(cluster, 'configmaps', 'c', JSON_PATCH, { data: {} }),
      );
    },
    answer: { status: 400, reason: 'BadRequest' },
  },
];

const merge = patched(MERGE_PATCH, RFC7386);

const mergePatches: Behaviour<Cluster>[] = [
  merge(
    'merge-list',
    'a merge patch of a list is the list: the containers that it does not name are gone, and so are their fields',
    podSpec({ containers: [{ name: 'app', image: 'idle:9' }] }),
    { ...TEMPLATE, containers: [{ name: 'app', image: 'idle:9' }] },
  ),
  merge(
    'merge-env-from',
    'an envFrom of a merge patch is the whole envFrom',
    podSpec({
      containers: [
        {
          name: 'app',
          image: 'idle:1',
          envFrom: [{ configMapRef: { name: 'other' } }],
        },
      ],
    }),
    {
      ...TEMPLATE,
      containers: [{ name: 'app', image: 'idle:1', envFrom: ['other'] }],
    },
  ),
  merge(
    'merge-null',
    'null removes',
    podSpec({ imagePullSecrets: null, tolerations: null }),
    { ...TEMPLATE, pull: undefined, tolerations: undefined },
  ),
  merge(
    'merge-null-of-nothing',
    'also what is not there',
    podSpec({ nodeSelector: null }),
    TEMPLATE,
  ),
  merge('merge-empty', 'an empty patch changes nothing', {}, TEMPLATE),
  {
    id: 'patch.merge-keys',
    what: 'a merge patch of a map changes the keys it names',
    source: RFC7386,
    call: async cluster => {
      await made(
        cluster,
        'configmaps',
        configMap('c', { a: '1', b: '2', c: '3' }),
      );
      const { body } = await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        data: { a: null, b: '22', d: '4' },
      });
      return body.data;
    },
    answer: { b: '22', c: '3', d: '4' },
  },
  {
    id: 'patch.version',
    what: 'a version in a patch has to be the current one',
    source: CONCEPTS,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const { resourceVersion } = metadata;
      const send = async (data: unknown) =>
        outcome(
          await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
            metadata: { resourceVersion },
            data,
          }),
        );
      const answers = [await send({ k: '2' }), await send({ k: '3' })];
      return [...answers, (await stored(cluster, 'configmaps', 'c')).data];
    },
    answer: [
      200,
      { status: 409, reason: 'Conflict', kind: 'configmaps' },
      { k: '2' },
    ],
  },
  {
    id: 'patch.version-tested',
    what: 'so has one that a JSON Patch tests',
    source: CONCEPTS,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const send = async (value: string) =>
        outcome(
          await patch(cluster, 'configmaps', 'c', JSON_PATCH, [
            {
              op: 'test',
              path: '/metadata/resourceVersion',
              value: metadata.resourceVersion,
            },
            { op: 'replace', path: '/data/k', value },
          ]),
        );
      return [await send('2'), await send('3')];
    },
    answer: [200, { status: 422, reason: 'Invalid' }],
  },
  {
    id: 'patch.uid',
    what: 'a uid in a patch has to be that of the object',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const { status, body } = await patch(
        cluster,
        'configmaps',
        'c',
        MERGE_PATCH,
        { metadata: { uid: '00000000-0000-4000-8000-000000000000' } },
      );
      return [status, body.reason, body.message];
    },
    answer: [
      422,
      'Invalid',
      'ConfigMap "c" is invalid: metadata.uid: Invalid value: "00000000-0000-4000-8000-000000000000": field is immutable',
    ],
  },
  {
    id: 'patch.name',
    what: 'a patch does not rename',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return outcome(
        await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
          metadata: { name: 'd' },
        }),
      );
    },
    answer: { status: 400, reason: 'BadRequest' },
  },
  {
    id: 'patch.missing',
    what: 'what is not there cannot be patched',
    source: CONCEPTS,
    call: async cluster =>
      outcome(await patch(cluster, 'configmaps', 'none', MERGE_PATCH, {})),
    answer: { status: 404, reason: 'NotFound', kind: 'configmaps' },
  },
  {
    id: 'patch.media-type',
    what: 'plain JSON is no patch',
    source: PATCHES,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const answer = await cluster.send({
        method: 'PATCH',
        path: pathOf(cluster, 'configmaps', 'c'),
        body: { data: { k: '2' } },
      });
      return said(answer);
    },
    answer: {
      status: 415,
      reason: 'UnsupportedMediaType',
      message: '415: Unsupported Media Type',
    },
  },
];

const strategic = patched(STRATEGIC_PATCH, STRATEGIC);

const strategicPatches: Behaviour<Cluster>[] = [
  strategic(
    'strategic-container',
    'containers merge by their name, in place',
    podSpec({
      containers: [{ name: 'sidecar', image: 'registry.example/idle:3' }],
    }),
    { ...TEMPLATE, containers: [APP, { ...SIDECAR, image: 'idle:3' }] },
  ),
  strategic(
    'strategic-new-container',
    'a new one comes first, unless an order says where',
    podSpec({ containers: [{ name: 'proxy', image: 'proxy:1' }] }),
    {
      ...TEMPLATE,
      containers: [{ name: 'proxy', image: 'proxy:1' }, APP, SIDECAR],
    },
  ),
  strategic(
    'strategic-no-key',
    'an element without its key is refused',
    podSpec({ containers: [{ image: 'proxy:1' }] }),
    { status: 500, generation: 1 },
  ),
  strategic(
    'strategic-env',
    'env merges by name: one is changed, one added, the others stay',
    app({
      env: [
        { name: 'LEVEL', value: 'debug' },
        { name: 'AWS_REGION', value: 'eu-west-1' },
      ],
    }),
    {
      ...TEMPLATE,
      containers: [
        {
          ...APP,
          env: [
            'LEVEL',
            'AWS_REGION',
            'AWS_ACCESS_KEY_ID',
            'AWS_SECRET_ACCESS_KEY',
          ],
        },
        SIDECAR,
      ],
    },
  ),
  strategic(
    'strategic-env-delete',
    '$patch: delete takes one out',
    app({
      env: [
        { name: 'AWS_ACCESS_KEY_ID', $patch: 'delete' },
        { name: 'AWS_SECRET_ACCESS_KEY', $patch: 'delete' },
      ],
    }),
    { ...TEMPLATE, containers: [{ ...APP, env: ['LEVEL'] }, SIDECAR] },
  ),
  strategic(
    'strategic-env-delete-missing',
    'and does not mind when it is not there',
    app({ env: [{ name: 'NOT_THERE', $patch: 'delete' }] }),
    TEMPLATE,
  ),
  strategic(
    'strategic-env-replace',
    '$patch: replace makes the list what the patch has',
    app({ env: [{ name: 'ONLY', value: '1' }, { $patch: 'replace' }] }),
    { ...TEMPLATE, containers: [{ ...APP, env: ['ONLY'] }, SIDECAR] },
  ),
  strategic(
    'strategic-env-null',
    'null takes the whole list away',
    app({ env: null }),
    { ...TEMPLATE, containers: [{ ...APP, env: undefined }, SIDECAR] },
  ),
  strategic(
    'strategic-env-from',
    'envFrom does not merge: the list of the patch is the list',
    app({ envFrom: [{ configMapRef: { name: 'settings' } }] }),
    { ...TEMPLATE, containers: [{ ...APP, envFrom: ['settings'] }, SIDECAR] },
  ),
  strategic(
    'strategic-env-from-adds-nothing',
    'not even to add one',
    app({ envFrom: [{ secretRef: { name: 'more' } }] }),
    { ...TEMPLATE, containers: [{ ...APP, envFrom: ['more'] }, SIDECAR] },
  ),
  strategic(
    'strategic-order',
    '$setElementOrder puts env in order',
    app({
      '$setElementOrder/env': [
        { name: 'AWS_REGION' },
        { name: 'AWS_SECRET_ACCESS_KEY' },
        { name: 'AWS_ACCESS_KEY_ID' },
        { name: 'LEVEL' },
      ],
      env: [{ name: 'AWS_REGION', value: 'eu-west-1' }],
    }),
    {
      ...TEMPLATE,
      containers: [
        { ...APP, env: ['AWS_REGION', ...[...APP.env].reverse()] },
        SIDECAR,
      ],
    },
  ),
  strategic(
    'strategic-order-misses-one',
    'an order has to name what the patch brings',
    app({
      '$setElementOrder/env': [{ name: 'LEVEL' }],
      env: [{ name: 'AWS_REGION', value: 'eu-west-1' }],
    }),
    { status: 500, generation: 1 },
  ),
  strategic(
    'strategic-volumes',
    'volumes merge by name, and lose what they were with $retainKeys',
    podSpec({
      volumes: [
        { name: 'keys', $retainKeys: ['name', 'emptyDir'], emptyDir: {} },
        { name: 'scratch', $patch: 'delete' },
        { name: 'more', emptyDir: {} },
      ],
      containers: [
        {
          name: 'app',
          volumeMounts: [{ mountPath: '/tmp', $patch: 'delete' }],
        },
      ],
    }),
    {
      ...TEMPLATE,
      volumes: ['keys', 'more'],
      containers: [{ ...APP, mounts: ['keys /keys'] }, SIDECAR],
    },
  ),
  strategic(
    'strategic-volume-two-kinds',
    'without it a volume is two things, and refused',
    podSpec({ volumes: [{ name: 'keys', emptyDir: {} }] }),
    {
      status: 422,
      reason: 'Invalid',
      kind: 'Deployment',
      group: 'apps',
      causes: [
        'spec.template.spec.volumes[0].secret: FieldValueForbidden',
        'spec.template.spec.containers[0].volumeMounts[0].name: FieldValueNotFound',
      ],
      generation: 1,
    },
  ),
  strategic(
    'strategic-mounts',
    'mounts merge by their path, not by name',
    app({
      volumeMounts: [
        { mountPath: '/keys', name: 'scratch' },
        { mountPath: '/other', name: 'scratch' },
      ],
    }),
    {
      ...TEMPLATE,
      containers: [
        {
          ...APP,
          mounts: ['scratch /keys', 'scratch /other', 'scratch /tmp'],
        },
        SIDECAR,
      ],
    },
  ),
  strategic(
    'strategic-pull-secrets',
    'imagePullSecrets merge by name',
    podSpec({
      imagePullSecrets: [
        { name: 'pull-c' },
        { name: 'pull-a', $patch: 'delete' },
      ],
    }),
    { ...TEMPLATE, pull: ['pull-c', 'pull-b'] },
  ),
  strategic(
    'strategic-tolerations',
    'tolerations do not merge',
    podSpec({ tolerations: [{ key: 'gpu', operator: 'Exists' }] }),
    { ...TEMPLATE, tolerations: ['gpu'] },
  ),
  {
    id: 'patch.strategic-custom',
    what: 'a custom resource has no strategic merge',
    source: PATCHES,
    call: async cluster => {
      const group = `${cluster.namespace}.example`;
      const { path, definition } = widgets(group, cluster.namespace);
      await cluster.must({
        method: 'POST',
        path: DEFINITIONS,
        body: definition,
      });
      const served = async () =>
        (await cluster.send({ method: 'POST', path, body: widget(group) }))
          .status;
      while ((await served()) === 404);
      const send = async (headers: Record<string, string>) =>
        outcome(
          await cluster.send({
            method: 'PATCH',
            path: `${path}/w`,
            headers,
            body: { spec: { size: 2 } },
          }),
        );
      const answers = [await send(STRATEGIC_PATCH), await send(MERGE_PATCH)];
      await cluster.must({
        method: 'DELETE',
        path: `${DEFINITIONS}/widgets.${group}`,
      });
      return answers;
    },
    answer: [{ status: 415, reason: 'UnsupportedMediaType' }, 200],
  },
];

export const patching: Behaviour<Cluster>[] = [
  ...jsonPatches,
  ...mergePatches,
  ...strategicPatches,
];
