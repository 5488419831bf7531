import { Behaviour } from '../../contract';
import { PATCHES } from '../api';
import { Cluster } from '../support/Cluster';
import { MERGE_PATCH, STRATEGIC_PATCH } from '../support/manifests';
import { outcome } from '../support/reduce';
import { until } from '@internal/sandbox/until';
import { DEFINITIONS, widget, widgets } from '../support/widgets';
import { APP, app, podSpec, SIDECAR, strategic, TEMPLATE } from './workload';

export const strategicPatches: Behaviour<Cluster>[] = [
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
      await until(served, status => status !== 404);
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
