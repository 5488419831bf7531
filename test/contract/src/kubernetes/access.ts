import { Behaviour } from '../contract';
import { AUTHN, RBAC } from './api';
import { Cluster } from './support/Cluster';
import {
  APPLY_PATCH,
  METADATA,
  METADATA_LIST,
  pod,
  secret,
  TABLE,
} from './support/manifests';
import { made } from './support/objects';
import {
  holds,
  makeRbac,
  own,
  person,
  Person,
  rbacPath,
  roleBinding,
  rule,
  Rule,
  told,
  tokenOf,
} from './support/people';
import { outcome, plain } from './support/reduce';
import { Call } from './support/send';

type Row = Behaviour<Cluster>;

/** Only the bearer token identifies the caller. */
const authentication: Row[] = [
  {
    id: 'access.anonymous',
    what: 'without a token one is system:anonymous, who may read nothing',
    source: `${AUTHN}#anonymous-requests`,
    call: async cluster =>
      told(
        cluster,
        await cluster.sendAs(undefined, { path: `${cluster.core}/secrets` }),
      ),
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'secrets',
      message:
        'secrets is forbidden: User "system:anonymous" cannot list resource "secrets" in API group "" in the namespace "NS"',
    },
  },
  {
    id: 'access.bad-token',
    what: 'a token that nobody knows is refused with a Status, not taken as anonymous',
    source: AUTHN,
    call: async cluster => {
      const { status, body } = await cluster.sendAs('no-such-token', {
        path: '/version',
      });
      return { status, body };
    },
    answer: {
      status: 401,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      },
    },
  },
  {
    id: 'access.other-scheme',
    what: 'a header of another scheme is as good as none',
    source: AUTHN,
    call: async cluster =>
      told(
        cluster,
        await cluster.sendAs(undefined, {
          path: `${cluster.core}/secrets/s`,
          headers: { Authorization: 'Basic bm9ib2R5Om5vYm9keQ==' },
        }),
      ),
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'secrets',
      message:
        'secrets "s" is forbidden: User "system:anonymous" cannot get resource "secrets" in API group "" in the namespace "NS"',
    },
  },
  {
    id: 'access.whoami',
    what: 'a ServiceAccount is told its name, groups and token',
    source: AUTHN,
    call: async cluster => {
      const { user, send } = await person(cluster, 'me');
      const { status, body } = await send({
        method: 'POST',
        path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        body: {},
      });
      const { username, groups, extra, uid } = body.status.userInfo;
      return {
        status,
        same: username === user,
        uid: typeof uid,
        groups: groups.map((group: string) =>
          group.replace(cluster.namespace, 'NS'),
        ),
        extra: Object.keys(extra),
      };
    },
    answer: {
      status: 201,
      same: true,
      uid: 'string',
      groups: [
        'system:serviceaccounts',
        'system:serviceaccounts:NS',
        'system:authenticated',
      ],
      extra: ['authentication.kubernetes.io/credential-id'],
    },
  },
];

const calls = (cluster: Cluster): Record<string, Call> => {
  const path = `${cluster.core}/secrets`;
  return {
    get: { path: `${path}/s` },
    list: { path },
    watch: { path, query: { watch: true, timeoutSeconds: 1 } },
    create: { method: 'POST', path, body: secret('new') },
    update: { method: 'PUT', path: `${path}/s`, body: secret('s') },
    patch: {
      method: 'PATCH',
      path: `${path}/s`,
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: { metadata: { labels: { a: 'b' } } },
    },
    deletecollection: {
      method: 'DELETE',
      path,
      query: { labelSelector: 'no=such' },
    },
    delete: { method: 'DELETE', path: `${path}/s` },
  };
};
const VERBS = Object.keys(calls({} as Cluster));

/** The status of each call, by name, for a person with these rules. A refusal is 403. */
async function tried(
  somebody: Person,
  attempts: Record<string, Call>,
): Promise<Record<string, number>> {
  const got: Record<string, number> = {};
  for (const [name, call] of Object.entries(attempts)) {
    got[name] = (await somebody.send(call)).status;
  }
  return got;
}

/** A row: rules, a few calls, and the status of each. The Secret `s` and the Pod `p` exist. */
function may(
  id: string,
  what: string,
  rules: Rule[],
  attempts: (cluster: Cluster) => Record<string, Call>,
  answer: Record<string, number>,
  source = RBAC,
): Row {
  return {
    id: `access.${id}`,
    what,
    source,
    call: async cluster => {
      await made(cluster, 'secrets', secret('s'));
      await made(cluster, 'pods', pod('p', { nodeSelector: { no: 'such' } }));
      return tried(await person(cluster, 'somebody', rules), attempts(cluster));
    },
    answer,
  };
}

const secretsAs =
  (accept: string, name = '') =>
  (cluster: Cluster) => ({
    path: `${cluster.core}/secrets${name}`,
    headers: { Accept: accept },
  });

const verbs: Row[] = [
  may(
    'no-rights',
    'without a right every verb is refused',
    [],
    calls,
    Object.fromEntries(VERBS.map(verb => [verb, 403])),
  ),
  ...VERBS.map(verb =>
    may(
      `verb-${verb}`,
      `the right to ${verb} is the right to that alone`,
      [rule('secrets', verb)],
      calls,
      Object.fromEntries(
        VERBS.map(each => {
          if (each !== verb) {
            return [each, 403];
          }
          return [each, each === 'create' ? 201 : 200];
        }),
      ),
    ),
  ),
  may(
    'metadata-list',
    'reading only the metadata of Secrets needs the right to read Secrets',
    [],
    cluster => ({
      list: secretsAs(METADATA_LIST)(cluster),
      get: secretsAs(METADATA, '/s')(cluster),
      table: secretsAs(TABLE)(cluster),
      watch: {
        ...secretsAs(METADATA)(cluster),
        query: { watch: true, timeoutSeconds: 1 },
      },
      everywhere: {
        path: '/api/v1/secrets',
        headers: { Accept: METADATA_LIST },
      },
    }),
    { list: 403, get: 403, table: 403, watch: 403, everywhere: 403 },
  ),
  may(
    'metadata-list-granted',
    'the right to list Secrets shows their metadata, and their values just the same',
    [rule('secrets', 'list')],
    cluster => ({
      list: secretsAs(METADATA_LIST)(cluster),
      values: secretsAs('application/json')(cluster),
      get: secretsAs(METADATA, '/s')(cluster),
    }),
    { list: 200, values: 200, get: 403 },
  ),
  may(
    'metadata-only-get',
    'the right to get a Secret is none to list metadata',
    [rule('secrets', 'get')],
    cluster => ({
      list: secretsAs(METADATA_LIST)(cluster),
      get: secretsAs(METADATA, '/s')(cluster),
    }),
    { list: 403, get: 200 },
  ),
  may(
    'resource-names',
    'a rule with names lets one read those, and list them by name only',
    [rule('secrets', ['get', 'list', 'watch'], '', { resourceNames: ['s'] })],
    cluster => {
      const path = `${cluster.core}/secrets`;
      return {
        named: { path: `${path}/s` },
        other: { path: `${path}/t` },
        list: { path },
        listNamed: { path, query: { fieldSelector: 'metadata.name=s' } },
        listOther: { path, query: { fieldSelector: 'metadata.name=t' } },
        watchNamed: {
          path,
          query: {
            watch: true,
            timeoutSeconds: 1,
            fieldSelector: 'metadata.name=s',
          },
        },
      };
    },
    {
      named: 200,
      other: 403,
      list: 403,
      listNamed: 200,
      listOther: 403,
      watchNamed: 200,
    },
    `${RBAC}#referring-to-resources`,
  ),
  may(
    'resource-names-create',
    'a rule with names cannot allow to create, as the name is not known',
    [rule('secrets', 'create', '', { resourceNames: ['new'] })],
    cluster => ({ create: calls(cluster).create }),
    { create: 403 },
    `${RBAC}#referring-to-resources`,
  ),
  may(
    'subresources-apart',
    'the right to a resource is none to its subresources',
    [
      rule('pods', '*'),
      rule('serviceaccounts', '*'),
      rule('deployments', '*', 'apps'),
    ],
    cluster => ({
      pod: { path: `${cluster.core}/pods/p` },
      log: { path: `${cluster.core}/pods/p/log` },
      status: { path: `${cluster.core}/pods/p/status` },
      evict: {
        method: 'POST',
        path: `${cluster.core}/pods/p/eviction`,
        body: {
          apiVersion: 'policy/v1',
          kind: 'Eviction',
          metadata: { name: 'p' },
        },
      },
      token: {
        method: 'POST',
        path: `${cluster.core}/serviceaccounts/default/token`,
        body: { spec: {} },
      },
      scale: { path: `${cluster.apps}/deployments/d/scale` },
    }),
    { pod: 200, log: 403, status: 403, evict: 403, token: 403, scale: 403 },
    `${RBAC}#referring-to-resources`,
  ),
  may(
    'subresource-only',
    'the right to a subresource is none to its resource',
    [
      rule(['pods/status', '*/scale'], 'get', '*'),
      rule('serviceaccounts/token', 'create'),
    ],
    cluster => ({
      status: { path: `${cluster.core}/pods/p/status` },
      pod: { path: `${cluster.core}/pods/p` },
      scale: { path: `${cluster.apps}/deployments/none/scale` },
      deployment: { path: `${cluster.apps}/deployments/none` },
      token: {
        method: 'POST',
        path: `${cluster.core}/serviceaccounts/default/token`,
        body: { spec: {} },
      },
    }),
    { status: 200, pod: 403, scale: 404, deployment: 403, token: 201 },
    `${RBAC}#referring-to-resources`,
  ),
  may(
    'apply-creates',
    'an apply that would create needs the right to create',
    [rule('secrets', 'patch')],
    cluster => {
      const apply = (name: string) => ({
        method: 'PATCH',
        path: `${cluster.core}/secrets/${name}`,
        query: { fieldManager: 'm' },
        headers: APPLY_PATCH,
        body: {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name, labels: { a: 'b' } },
        },
      });
      return { there: apply('s'), new: apply('new') };
    },
    { there: 200, new: 403 },
  ),
  may(
    'group-of-resource',
    'a rule holds for its API group only',
    [rule('deployments', 'list', 'extensions')],
    cluster => ({ list: { path: `${cluster.apps}/deployments` } }),
    { list: 403 },
  ),
  may(
    'missing-object',
    'who may not read is not told whether there is anything',
    [rule('configmaps', 'get')],
    cluster => ({
      missing: { path: `${cluster.core}/secrets/none` },
      readable: { path: `${cluster.core}/configmaps/none` },
    }),
    { missing: 403, readable: 404 },
  ),
  may(
    'paths',
    'everybody who is known may read discovery and version, and no metrics',
    [],
    () => ({
      version: { path: '/version' },
      api: { path: '/api' },
      openapi: { path: '/openapi/v3' },
      metrics: { path: '/metrics' },
    }),
    { version: 200, api: 200, openapi: 200, metrics: 403 },
    `${RBAC}#discovery-roles`,
  ),
];

const said = (
  id: string,
  what: string,
  call: (cluster: Cluster) => Call,
  kind: string | undefined,
  message: string,
  group?: string,
): Row => ({
  id: `access.${id}`,
  what,
  source: RBAC,
  call: async cluster => {
    const { send } = await person(cluster, 'somebody');
    return told(cluster, await send(call(cluster)));
  },
  answer: plain({ status: 403, reason: 'Forbidden', kind, group, message }),
});
const WHO = 'User "system:serviceaccount:NS:somebody"';

const words: Row[] = [
  said(
    'says-namespace',
    'a refusal says who lacks which verb on what, and where',
    cluster => ({ path: `${cluster.apps}/deployments/d` }),
    'deployments',
    `deployments.apps "d" is forbidden: ${WHO} cannot get resource "deployments" in API group "apps" in the namespace "NS"`,
    'apps',
  ),
  said(
    'says-cluster',
    'a refusal of a call for all namespaces says so',
    () => ({ path: '/api/v1/secrets' }),
    'secrets',
    `secrets is forbidden: ${WHO} cannot list resource "secrets" in API group "" at the cluster scope`,
  ),
  said(
    'says-subresource',
    'a refusal of a subresource names it',
    cluster => ({
      method: 'POST',
      path: `${cluster.core}/serviceaccounts/default/token`,
      body: { spec: {} },
    }),
    'serviceaccounts',
    `serviceaccounts "default" is forbidden: ${WHO} cannot create resource "serviceaccounts/token" in API group "" in the namespace "NS"`,
  ),
  said(
    'says-unknown-resource',
    'a resource that is not there is refused like one that is',
    cluster => ({
      path: `/apis/argoproj.example/v1/namespaces/${cluster.namespace}/rollouts`,
    }),
    'rollouts',
    `rollouts.argoproj.example is forbidden: ${WHO} cannot list resource "rollouts" in API group "argoproj.example" in the namespace "NS"`,
    'argoproj.example',
  ),
  said(
    'says-path',
    'a refusal of a path that is no resource names the path',
    () => ({ path: '/metrics' }),
    undefined,
    `forbidden: ${WHO} cannot get path "/metrics"`,
  ),
];

const LIST = rule('configmaps', 'list');
const maps = (namespace?: string) => ({
  path: namespace
    ? `/api/v1/namespaces/${namespace}/configmaps`
    : '/api/v1/configmaps',
});

async function bind(
  cluster: Cluster,
  plural: string,
  role: { kind: string; name: string },
  subject: object,
) {
  await makeRbac(
    cluster,
    plural,
    roleBinding(own(cluster, 'binding'), role, [subject]),
  );
}

const bindings: Row[] = [
  {
    id: 'access.cluster-role-in-namespace',
    what: 'a ClusterRole that a RoleBinding refers to holds in that namespace only',
    source: `${RBAC}#rolebinding-and-clusterrolebinding`,
    call: async cluster => {
      const name = own(cluster, 'lists');
      await makeRbac(cluster, 'clusterroles', {
        metadata: { name },
        rules: [LIST],
      });
      const somebody = await person(cluster, 'somebody');
      await bind(
        cluster,
        'rolebindings',
        { kind: 'ClusterRole', name },
        {
          kind: 'ServiceAccount',
          name: 'somebody',
          namespace: cluster.namespace,
        },
      );
      await holds(cluster, somebody.user, LIST);
      return tried(somebody, {
        here: maps(cluster.namespace),
        elsewhere: maps('default'),
        everywhere: maps(),
      });
    },
    answer: { here: 200, elsewhere: 403, everywhere: 403 },
  },
  {
    id: 'access.cluster-role-binding',
    what: 'a ClusterRole that a ClusterRoleBinding refers to holds everywhere',
    source: `${RBAC}#rolebinding-and-clusterrolebinding`,
    call: async cluster => {
      const name = own(cluster, 'lists');
      await makeRbac(cluster, 'clusterroles', {
        metadata: { name },
        rules: [LIST],
      });
      const somebody = await person(cluster, 'somebody');
      await bind(
        cluster,
        'clusterrolebindings',
        { kind: 'ClusterRole', name },
        {
          kind: 'ServiceAccount',
          name: 'somebody',
          namespace: cluster.namespace,
        },
      );
      await holds(cluster, somebody.user, LIST);
      return tried(somebody, {
        here: maps(cluster.namespace),
        elsewhere: maps('default'),
        everywhere: maps(),
      });
    },
    answer: { here: 200, elsewhere: 200, everywhere: 200 },
  },
  {
    id: 'access.role-elsewhere',
    what: 'a Role holds in its own namespace only',
    source: RBAC,
    call: async cluster =>
      tried(await person(cluster, 'somebody', [LIST]), {
        here: maps(cluster.namespace),
        elsewhere: maps('default'),
      }),
    answer: { here: 200, elsewhere: 403 },
  },
  {
    id: 'access.group-of-namespace',
    what: 'every ServiceAccount of a namespace is in its group, and no other is',
    source: `${RBAC}#referring-to-subjects`,
    call: async cluster => {
      await makeRbac(cluster, 'roles', {
        metadata: { name: 'lists' },
        rules: [LIST],
      });
      const group = `system:serviceaccounts:${cluster.namespace}`;
      await bind(
        cluster,
        'rolebindings',
        { kind: 'Role', name: 'lists' },
        { kind: 'Group', name: group, apiGroup: 'rbac.authorization.k8s.io' },
      );
      await holds(cluster, 'anybody', LIST, [group]);
      const here = await person(cluster, 'somebody');
      const { status } = await cluster.must({
        method: 'POST',
        path: '/api/v1/namespaces/default/serviceaccounts/default/token',
        body: { spec: {} },
      });
      const call = maps(cluster.namespace);
      return [
        (await here.send(call)).status,
        (await cluster.sendAs(status.token, call)).status,
      ];
    },
    answer: [200, 403],
  },
  {
    id: 'access.group-authenticated',
    what: 'everybody with a token is in system:authenticated, and nobody without',
    source: `${RBAC}#referring-to-subjects`,
    call: async cluster => {
      await makeRbac(cluster, 'roles', {
        metadata: { name: 'lists' },
        rules: [LIST],
      });
      await bind(
        cluster,
        'rolebindings',
        { kind: 'Role', name: 'lists' },
        {
          kind: 'Group',
          name: 'system:authenticated',
          apiGroup: 'rbac.authorization.k8s.io',
        },
      );
      await holds(cluster, 'anybody', LIST, ['system:authenticated']);
      const call = maps(cluster.namespace);
      return [
        (await cluster.sendAs(await tokenOf(cluster, 'default'), call)).status,
        (await cluster.sendAs(undefined, call)).status,
      ];
    },
    answer: [200, 403],
  },
  {
    id: 'access.role-ref',
    what: 'a binding cannot be turned to another role',
    source: `${RBAC}#rolebinding-and-clusterrolebinding`,
    call: async cluster => {
      await person(cluster, 'somebody', [LIST]);
      return told(
        cluster,
        await cluster.send({
          method: 'PATCH',
          path: `${rbacPath(cluster, 'rolebindings')}/somebody`,
          headers: { 'Content-Type': 'application/merge-patch+json' },
          body: { roleRef: { name: 'another' } },
        }),
      );
    },
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'RoleBinding',
      group: 'rbac.authorization.k8s.io',
      causes: ['roleRef: FieldValueInvalid'],
      message: expect.stringContaining('cannot change roleRef'),
    },
  },
  {
    id: 'access.taken-away',
    what: 'a binding that is deleted gives nothing any more',
    source: RBAC,
    call: async cluster => {
      const somebody = await person(cluster, 'somebody', [LIST]);
      const call = maps(cluster.namespace);
      const before = outcome(await somebody.send(call));
      await cluster.must({
        method: 'DELETE',
        path: `${rbacPath(cluster, 'rolebindings')}/somebody`,
      });
      for (let i = 0; i < 200; i += 1) {
        if ((await somebody.send(call)).status === 403) {
          return [before, 403];
        }
      }
      return [before, 'still allowed'];
    },
    answer: [200, 403],
  },
  {
    id: 'access.default-roles',
    what: 'view reads no Secrets; edit does, and no roles; admin reads both',
    source: `${RBAC}#user-facing-roles`,
    call: async cluster => {
      const seen: Record<string, unknown> = {};
      for (const role of ['view', 'edit', 'admin']) {
        const somebody = await person(cluster, role);
        await makeRbac(
          cluster,
          'rolebindings',
          roleBinding(role, { kind: 'ClusterRole', name: role }, [
            {
              kind: 'ServiceAccount',
              name: role,
              namespace: cluster.namespace,
            },
          ]),
        );
        await holds(cluster, somebody.user, LIST);
        seen[role] = await tried(somebody, {
          pods: { path: `${cluster.core}/pods` },
          secrets: { path: `${cluster.core}/secrets` },
          roles: { path: rbacPath(cluster, 'roles') },
          token: {
            method: 'POST',
            path: `${cluster.core}/serviceaccounts/default/token`,
            body: { spec: {} },
          },
          nodes: { path: '/api/v1/nodes' },
        });
      }
      return seen;
    },
    answer: {
      view: { pods: 200, secrets: 403, roles: 403, token: 403, nodes: 403 },
      edit: { pods: 200, secrets: 200, roles: 403, token: 201, nodes: 403 },
      admin: { pods: 200, secrets: 200, roles: 200, token: 201, nodes: 403 },
    },
  },
  {
    id: 'access.aggregated',
    what: 'an aggregating ClusterRole shows and gives the rules of those it selects',
    source: `${RBAC}#aggregated-clusterroles`,
    call: async cluster => {
      const name = own(cluster, 'all');
      const label = { [`${cluster.namespace}/part`]: 'yes' };
      await makeRbac(cluster, 'clusterroles', {
        metadata: { name },
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: label }] },
        rules: [],
      });
      await makeRbac(cluster, 'clusterroles', {
        metadata: { name: own(cluster, 'part'), labels: label },
        rules: [LIST],
      });
      const somebody = await person(cluster, 'somebody');
      await bind(
        cluster,
        'rolebindings',
        { kind: 'ClusterRole', name },
        {
          kind: 'ServiceAccount',
          name: 'somebody',
          namespace: cluster.namespace,
        },
      );
      await holds(cluster, somebody.user, LIST);
      const { rules } = await cluster.must({
        path: `${rbacPath(cluster, 'clusterroles')}/${name}`,
      });
      return {
        rules,
        list: (await somebody.send(maps(cluster.namespace))).status,
      };
    },
    answer: { rules: [LIST], list: 200 },
  },
];

export const access: Row[] = [
  ...authentication,
  ...verbs,
  ...words,
  ...bindings,
];
