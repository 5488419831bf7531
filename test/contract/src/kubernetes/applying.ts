import { Behaviour } from '../contract';
import { APPLY } from './api';
import { Cluster } from './support/Cluster';
import {
  APPLY_PATCH,
  configMap,
  container,
  deployment,
  JSON_PATCH,
  MERGE_PATCH,
} from './support/manifests';
import {
  get,
  made,
  patch,
  pathOf,
  post,
  put,
  said,
  stored,
} from './support/objects';
import { outcome, plain, refusal } from './support/reduce';

const MIGRATION = `${APPLY}#migration-between-client-side-and-server-side-apply`;

/** Server-side apply in the name of somebody. */
function apply(
  cluster: Cluster,
  fieldManager: string | undefined,
  plural: string,
  body: any,
  query = {},
) {
  return patch(cluster, plural, body.metadata.name, APPLY_PATCH, body, {
    fieldManager,
    ...query,
  });
}

const map = (data?: object, more = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c' },
  ...(data ? { data } : {}),
  ...more,
});

/** Who owns what, in short; entries of one second have no order to rely on. */
async function owners(cluster: Cluster, plural: string, name: string) {
  const { metadata } = await stored(cluster, plural, name);
  return (metadata.managedFields ?? [])
    .map((entry: any) =>
      plain({
        manager: entry.manager,
        operation: entry.operation,
        subresource: entry.subresource,
        fields: paths(entry.fieldsV1),
      }),
    )
    .sort((a: any, b: any) =>
      `${a.manager} ${a.operation}`.localeCompare(
        `${b.manager} ${b.operation}`,
      ),
    );
}

/** `f:data f:k` for a leaf, and a dot for the map or element itself. */
function paths(fields: any, path = ''): string[] {
  return Object.entries(fields)
    .flatMap(([name, inner]: [string, any]) => {
      const at = path ? `${path} ${name}` : name;
      return Object.keys(inner).length ? paths(inner, at) : [at];
    })
    .sort();
}

const by = (manager: string, operation: string, ...fields: string[]) => ({
  manager,
  operation,
  fields,
});

const basics: Behaviour<Cluster>[] = [
  {
    id: 'apply.create',
    what: 'an apply creates, and its manager owns what it sent and nothing else',
    source: APPLY,
    call: async cluster => {
      const { status } = await apply(
        cluster,
        'one',
        'configmaps',
        map({ a: '1' }),
      );
      return [status, await owners(cluster, 'configmaps', 'c')];
    },
    answer: [201, [by('one', 'Apply', 'f:data f:a')]],
  },
  {
    id: 'apply.again',
    what: 'the same apply changes nothing, not even the version',
    source: APPLY,
    call: async cluster => {
      const versions = [];
      for (let i = 0; i < 2; i += 1) {
        const { body } = await apply(
          cluster,
          'one',
          'configmaps',
          map({ a: '1' }),
        );
        versions.push(body.metadata.resourceVersion);
      }
      return versions[0] === versions[1];
    },
    answer: true,
  },
  {
    id: 'apply.removes',
    what: 'what a manager no longer sends is gone',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1', b: '2' }));
      const { status, body } = await apply(
        cluster,
        'one',
        'configmaps',
        map({ b: '2' }),
      );
      return [status, body.data, await owners(cluster, 'configmaps', 'c')];
    },
    answer: [200, { b: '2' }, [by('one', 'Apply', 'f:data f:b')]],
  },
  {
    id: 'apply.removes-last',
    what: 'down to the last',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      const { body } = await apply(cluster, 'one', 'configmaps', map());
      return [body.data ?? 'none', body.metadata.managedFields ?? 'none'];
    },
    answer: ['none', 'none'],
  },
  {
    id: 'apply.leaves-others',
    what: 'what others own stays',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      await apply(cluster, 'two', 'configmaps', map({ b: '2' }));
      const { body } = await apply(
        cluster,
        'one',
        'configmaps',
        map({ c: '3' }),
      );
      return [body.data, await owners(cluster, 'configmaps', 'c')];
    },
    answer: [
      { b: '2', c: '3' },
      [by('one', 'Apply', 'f:data f:c'), by('two', 'Apply', 'f:data f:b')],
    ],
  },
  {
    id: 'apply.shared',
    what: 'what two send alike belongs to both, and goes with the second',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      const shared = await apply(cluster, 'two', 'configmaps', map({ a: '1' }));
      const both = await owners(cluster, 'configmaps', 'c');
      const first = await apply(cluster, 'one', 'configmaps', map());
      const second = await apply(cluster, 'two', 'configmaps', map());
      return [shared.status, both, first.body.data, second.body.data ?? 'none'];
    },
    answer: [
      200,
      [by('one', 'Apply', 'f:data f:a'), by('two', 'Apply', 'f:data f:a')],
      { a: '1' },
      'none',
    ],
  },
  {
    id: 'apply.conflict',
    what: 'a change of what another owns is a Conflict that names both',
    source: `${APPLY}#conflicts`,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1', b: '1' }));
      const one = await apply(cluster, 'two', 'configmaps', map({ a: '2' }));
      const two = await apply(
        cluster,
        'two',
        'configmaps',
        map({ a: '2', b: '2' }),
      );
      return [
        said(one),
        one.body.details.causes[0].message,
        said(two),
        (await stored(cluster, 'configmaps', 'c')).data,
      ];
    },
    answer: [
      {
        status: 409,
        reason: 'Conflict',
        causes: ['.data.a: FieldManagerConflict'],
        message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
      },
      'conflict with "one"',
      {
        status: 409,
        reason: 'Conflict',
        causes: [
          '.data.a: FieldManagerConflict',
          '.data.b: FieldManagerConflict',
        ],
        message:
          'Apply failed with 2 conflicts: conflicts with "one":\n- .data.a\n- .data.b',
      },
      { a: '1', b: '1' },
    ],
  },
  {
    id: 'apply.force',
    what: 'force takes it over',
    source: `${APPLY}#conflicts`,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1', b: '1' }));
      const { status, body } = await apply(
        cluster,
        'two',
        'configmaps',
        map({ a: '2' }),
        { force: true },
      );
      return [status, body.data, await owners(cluster, 'configmaps', 'c')];
    },
    answer: [
      200,
      { a: '2', b: '1' },
      [by('one', 'Apply', 'f:data f:b'), by('two', 'Apply', 'f:data f:a')],
    ],
  },
  {
    id: 'apply.no-manager',
    what: 'an apply without a manager is refused',
    source: APPLY,
    call: async cluster =>
      said(await apply(cluster, undefined, 'configmaps', map())),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'PatchOptions',
      group: 'meta.k8s.io',
      causes: ['fieldManager: FieldValueRequired'],
      message:
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    },
  },
  {
    id: 'apply.force-elsewhere',
    what: 'only an apply can be forced',
    source: APPLY,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return refusal(
        await patch(
          cluster,
          'configmaps',
          'c',
          MERGE_PATCH,
          {},
          { force: true },
        ),
      );
    },
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'PatchOptions',
      group: 'meta.k8s.io',
      causes: ['force: FieldValueForbidden'],
    },
  },
  {
    id: 'apply.managed-fields-sent',
    what: 'who sends managedFields has not understood',
    source: APPLY,
    call: async cluster => {
      const made1 = await made(cluster, 'configmaps', configMap('c'));
      return said(await apply(cluster, 'one', 'configmaps', made1));
    },
    answer: {
      status: 400,
      reason: 'BadRequest',
      message: 'metadata.managedFields must be nil',
    },
  },
  {
    id: 'apply.version',
    what: 'a version that is sent has to be the current one',
    source: APPLY,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const { resourceVersion } = metadata;
      const send = async (data: object) =>
        outcome(
          await apply(
            cluster,
            'one',
            'configmaps',
            map(data, { metadata: { name: 'c', resourceVersion } }),
          ),
        );
      return [await send({ a: '1' }), await send({ a: '2' })];
    },
    answer: [200, { status: 409, reason: 'Conflict', kind: 'configmaps' }],
  },
  {
    id: 'apply.unknown-field',
    what: 'a field that nobody knows is refused',
    source: APPLY,
    call: async cluster => {
      const { status, body } = await apply(
        cluster,
        'one',
        'configmaps',
        map(undefined, { dta: {} }),
      );
      return [status, body.message.split('): ')[1]];
    },
    answer: [500, '.dta: field not declared in schema'],
  },
];

const KEYS = (...names: string[]) =>
  deployment('d', {
    replicas: 0,
    template: {
      containers: [
        container({ env: names.map(name => ({ name, value: '1' })) }),
      ],
    },
  });

const FROM = (...names: string[]) =>
  deployment('d', {
    replicas: 0,
    template: {
      containers: [
        container({
          envFrom: names.map(name => ({ secretRef: { name } })),
        }),
      ],
    },
  });

/** A configuration of one container's part. */
const part = (changes: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd' },
  spec: { template: { spec: { containers: [{ name: 'app', ...changes }] } } },
});

const envOf = ({ spec }: any) =>
  spec.template.spec.containers[0].env?.map((each: any) => each.name) ?? 'none';
const envFromOf = ({ spec }: any) =>
  spec.template.spec.containers[0].envFrom?.map(
    (each: any) => each.secretRef.name,
  ) ?? 'none';

const lists: Behaviour<Cluster>[] = [
  {
    id: 'apply.env',
    what: 'env entries have owners of their own: each takes back what it brought',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'owner', 'deployments', KEYS('A', 'B'));
      const added = await apply(
        cluster,
        'other',
        'deployments',
        part({ env: [{ name: 'C', value: '1' }] }),
      );
      const fewer = await apply(cluster, 'owner', 'deployments', KEYS('A'));
      const none = await apply(cluster, 'other', 'deployments', part({}));
      return [envOf(added.body), envOf(fewer.body), envOf(none.body)];
    },
    answer: [['A', 'B', 'C'], ['A', 'C'], ['A']],
  },
  {
    id: 'apply.env-conflict',
    what: 'a conflict in a list names the element by its key',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'owner', 'deployments', KEYS('A'));
      return said(
        await apply(
          cluster,
          'other',
          'deployments',
          part({ env: [{ name: 'A', value: '2' }] }),
        ),
      );
    },
    answer: {
      status: 409,
      reason: 'Conflict',
      causes: [
        '.spec.template.spec.containers[name="app"].env[name="A"].value: FieldManagerConflict',
      ],
      message:
        'Apply failed with 1 conflict: conflict with "owner": .spec.template.spec.containers[name="app"].env[name="A"].value',
    },
  },
  {
    id: 'apply.env-from',
    what: 'envFrom has one owner as a whole',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'owner', 'deployments', FROM('a', 'b'));
      const other = part({ envFrom: [{ secretRef: { name: 'b' } }] });
      const refused = await apply(cluster, 'other', 'deployments', other);
      const forced = await apply(cluster, 'other', 'deployments', other, {
        force: true,
      });
      const back = await apply(cluster, 'owner', 'deployments', FROM('a', 'b'));
      return [refusal(refused), envFromOf(forced.body), refusal(back)];
    },
    answer: [
      {
        status: 409,
        reason: 'Conflict',
        causes: [
          '.spec.template.spec.containers[name="app"].envFrom: FieldManagerConflict',
        ],
      },
      ['b'],
      {
        status: 409,
        reason: 'Conflict',
        causes: [
          '.spec.template.spec.containers[name="app"].envFrom: FieldManagerConflict',
        ],
      },
    ],
  },
  {
    id: 'apply.env-patched-away',
    what: 'what a patch took out of an applied list comes back with the next apply',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'gitops', 'deployments', KEYS('A', 'B'));
      const patched = await patch(cluster, 'deployments', 'd', JSON_PATCH, [
        { op: 'remove', path: '/spec/template/spec/containers/0/env/1' },
      ]);
      const again = await apply(
        cluster,
        'gitops',
        'deployments',
        KEYS('A', 'B'),
      );
      return [envOf(patched.body), again.status, envOf(again.body)];
    },
    answer: [['A'], 200, ['A', 'B']],
  },
  {
    id: 'apply.after-update',
    what: 'a value that an update changed is a Conflict for the next apply',
    source: `${APPLY}#conflicts`,
    call: async cluster => {
      await apply(cluster, 'gitops', 'configmaps', map({ a: '1' }));
      await patch(
        cluster,
        'configmaps',
        'c',
        MERGE_PATCH,
        { data: { a: '2' } },
        { fieldManager: 'backstage-irsa' },
      );
      const managers = await owners(cluster, 'configmaps', 'c');
      return [
        managers,
        said(await apply(cluster, 'gitops', 'configmaps', map({ a: '1' }))),
      ];
    },
    answer: [
      [by('backstage-irsa', 'Update', 'f:data f:a')],
      {
        status: 409,
        reason: 'Conflict',
        causes: ['.data.a: FieldManagerConflict'],
        message:
          'Apply failed with 1 conflict: conflict with "backstage-irsa" using v1: .data.a',
      },
    ],
  },
];

const owning: Behaviour<Cluster>[] = [
  {
    id: 'apply.update-entry',
    what: 'an update is an entry of its own, with the maps that it made',
    source: `${APPLY}#field-management`,
    call: async cluster => {
      await post(cluster, 'configmaps', configMap('c', { a: '1' }), {
        fieldManager: 'creator',
      });
      await patch(
        cluster,
        'configmaps',
        'c',
        MERGE_PATCH,
        { data: { b: '2' }, metadata: { annotations: { x: 'y' } } },
        { fieldManager: 'patcher' },
      );
      return owners(cluster, 'configmaps', 'c');
    },
    answer: [
      by('creator', 'Update', 'f:data .', 'f:data f:a'),
      by(
        'patcher',
        'Update',
        'f:data f:b',
        'f:metadata f:annotations .',
        'f:metadata f:annotations f:x',
      ),
    ],
  },
  {
    id: 'apply.same-name-two-operations',
    what: 'one manager applies and updates in two entries',
    source: `${APPLY}#field-management`,
    call: async cluster => {
      await apply(cluster, 'me', 'configmaps', map({ a: '1' }));
      await patch(
        cluster,
        'configmaps',
        'c',
        MERGE_PATCH,
        { data: { b: '2' } },
        { fieldManager: 'me' },
      );
      return owners(cluster, 'configmaps', 'c');
    },
    answer: [by('me', 'Apply', 'f:data f:a'), by('me', 'Update', 'f:data f:b')],
  },
  {
    id: 'apply.status-entry',
    what: 'the status is written under its subresource',
    source: `${APPLY}#field-management`,
    call: async cluster => {
      await made(
        cluster,
        'deployments',
        deployment('d', { paused: true, replicas: 0 }),
      );
      await cluster.must({
        method: 'PATCH',
        path: `${pathOf(cluster, 'deployments', 'd')}/status`,
        query: { fieldManager: 'watcher' },
        headers: MERGE_PATCH,
        body: {
          status: {
            conditions: [{ type: 'Mine', status: 'True', reason: 'Because' }],
          },
        },
      });
      return (await owners(cluster, 'deployments', 'd'))
        .filter(({ manager }: any) => manager === 'watcher')
        .map(({ subresource, fields }: any) => [
          subresource,
          fields.every((field: string) => field.startsWith('f:status ')),
        ]);
    },
    answer: [['status', true]],
  },
  {
    id: 'apply.scale-entry',
    what: 'replicas that were scaled belong to who scaled',
    source: APPLY,
    call: async cluster => {
      await apply(
        cluster,
        'gitops',
        'deployments',
        deployment('d', { replicas: 0 }),
      );
      await cluster.must({
        method: 'PATCH',
        path: `${pathOf(cluster, 'deployments', 'd')}/scale`,
        query: { fieldManager: 'scaler' },
        headers: MERGE_PATCH,
        body: { spec: { replicas: 1 } },
      });
      const refused = await apply(
        cluster,
        'gitops',
        'deployments',
        deployment('d', { replicas: 0 }),
      );
      return said(refused);
    },
    answer: {
      status: 409,
      reason: 'Conflict',
      causes: ['.spec.replicas: FieldManagerConflict'],
      message:
        'Apply failed with 1 conflict: conflict with "scaler" with subresource "scale" using apps/v1: .spec.replicas',
    },
  },
  {
    id: 'apply.put-takes-over',
    what: 'a PUT takes what it changes, and frees what it leaves out',
    source: `${APPLY}#field-management`,
    call: async cluster => {
      await apply(
        cluster,
        'one',
        'configmaps',
        map({ a: '1', b: '1', c: '1' }),
      );
      await put(cluster, 'configmaps', 'c', map({ a: '1', b: '2' }), {
        fieldManager: 'putter',
      });
      return owners(cluster, 'configmaps', 'c');
    },
    answer: [
      by('one', 'Apply', 'f:data f:a'),
      by('putter', 'Update', 'f:data f:b'),
    ],
  },
];

const kubectls: Behaviour<Cluster>[] = [
  {
    id: 'apply.kubectl-three-way',
    what: 'kubectl apply removes what it applied before, and keeps what others added',
    source:
      'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/',
    call: async cluster => {
      await cluster.kubectl(['apply', '-f', '-'], map({ a: '1', b: '2' }));
      await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        data: { other: 'x' },
      });
      const { out } = await cluster.kubectl(
        ['apply', '-f', '-'],
        map({ b: '3' }),
      );
      return [out.trim(), (await stored(cluster, 'configmaps', 'c')).data];
    },
    answer: ['configmap/c configured', { b: '3', other: 'x' }],
  },
  {
    id: 'apply.kubectl-unchanged',
    what: 'and says when there is nothing to do',
    source:
      'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/',
    call: async cluster => {
      const send = async () =>
        (await cluster.kubectl(['apply', '-f', '-'], KEYS('A'))).out.trim();
      return [await send(), await send()];
    },
    answer: ['deployment.apps/d created', 'deployment.apps/d unchanged'],
  },
  {
    id: 'apply.kubectl-brings-keys-back',
    what: 'env entries that a patch took away come back with the next kubectl apply',
    source:
      'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/',
    call: async cluster => {
      await cluster.kubectl(['apply', '-f', '-'], KEYS('A', 'B'));
      await patch(cluster, 'deployments', 'd', JSON_PATCH, [
        { op: 'remove', path: '/spec/template/spec/containers/0/env/0' },
      ]);
      await cluster.kubectl(['apply', '-f', '-'], KEYS('A', 'B'));
      return envOf(await stored(cluster, 'deployments', 'd'));
    },
    answer: ['A', 'B'],
  },
  {
    id: 'apply.kubectl-diff',
    what: 'kubectl diff ends with 1 for a difference and 0 for none, and changes nothing',
    source:
      'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_diff/',
    call: async cluster => {
      await cluster.kubectl(['apply', '-f', '-'], map({ a: '1' }));
      const same = await cluster.kubectl(['diff', '-f', '-'], map({ a: '1' }));
      const other = await cluster.kubectl(['diff', '-f', '-'], map({ a: '2' }));
      return [
        same.code,
        other.code,
        other.out.split('\n').filter(line => /^[-+] +a:/.test(line)),
        (await stored(cluster, 'configmaps', 'c')).data,
      ];
    },
    answer: [0, 1, ['-  a: "1"', '+  a: "2"'], { a: '1' }],
  },
  {
    id: 'apply.kubectl-server-side',
    what: 'kubectl apply --server-side takes its own client-side fields over',
    source: MIGRATION,
    call: async cluster => {
      await cluster.kubectl(['apply', '-f', '-'], map({ a: '1', b: '1' }));
      const { code, err } = await cluster.kubectl(
        ['apply', '--server-side', '-f', '-'],
        map({ b: '2' }),
      );
      const { data } = await stored(cluster, 'configmaps', 'c');
      return [code, err, data];
    },
    answer: [0, '', { b: '2' }],
  },
  {
    id: 'apply.kubectl-server-side-conflict',
    what: 'but not those of others, and says how to go on',
    source: `${APPLY}#conflicts`,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      const { code, err } = await cluster.kubectl(
        ['apply', '--server-side', '-f', '-'],
        map({ a: '2' }),
      );
      return [code, err.split('\n')[0]];
    },
    answer: [
      1,
      'error: Apply failed with 1 conflict: conflict with "one": .data.a',
    ],
  },
  {
    id: 'apply.kubectl-dry-run-server',
    what: 'a server-side dry run of kubectl keeps nothing',
    source: APPLY,
    call: async cluster => {
      const { out } = await cluster.kubectl(
        ['apply', '--dry-run=server', '-f', '-'],
        map({ a: '1' }),
      );
      return [out.trim(), (await get(cluster, 'configmaps', 'c')).status];
    },
    answer: ['configmap/c created (server dry run)', 404],
  },
];

const migrating: Behaviour<Cluster>[] = [
  {
    id: 'apply.migrate-managers',
    what: 'entries of managedFields can be renamed by a patch, and are then applied by the new one',
    source: MIGRATION,
    call: async cluster => {
      await post(cluster, 'configmaps', configMap('c', { a: '1', b: '1' }), {
        fieldManager: 'before',
      });
      await patch(cluster, 'configmaps', 'c', JSON_PATCH, [
        {
          op: 'replace',
          path: '/metadata/managedFields/0/manager',
          value: 'now',
        },
        {
          op: 'replace',
          path: '/metadata/managedFields/0/operation',
          value: 'Apply',
        },
      ]);
      const { status, body } = await apply(
        cluster,
        'now',
        'configmaps',
        map({ a: '2' }),
      );
      return [status, body.data];
    },
    answer: [200, { a: '2' }],
  },
  {
    id: 'apply.reset-managers',
    what: 'an empty entry resets managedFields; what is there then belongs to a time before the first apply',
    source: `${APPLY}#clearing-managedfields`,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        metadata: { managedFields: [{}] },
      });
      return [
        await owners(cluster, 'configmaps', 'c'),
        said(await apply(cluster, 'two', 'configmaps', map({ a: '2' }))),
      ];
    },
    answer: [
      [],
      {
        status: 409,
        reason: 'Conflict',
        causes: ['.data.a: FieldManagerConflict'],
        message:
          'Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .data.a',
      },
    ],
  },
];

export const applying: Behaviour<Cluster>[] = [
  ...basics,
  ...lists,
  ...owning,
  ...kubectls,
  ...migrating,
];
