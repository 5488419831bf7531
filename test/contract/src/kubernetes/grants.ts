import { Behaviour } from '../contract';
import { AUTHN, RBAC } from './api';
import { Cluster } from './support/Cluster';
import {
  makeRbac,
  own,
  Person,
  person,
  RBAC_GROUP,
  rbacPath,
  roleBinding,
  rule,
  Rule,
  told,
} from './support/people';
import { outcome } from './support/reduce';
import { Answer } from './support/send';

type Row = Behaviour<Cluster>;

const ESCALATION = `${RBAC}#privilege-escalation-prevention-and-bootstrapping`;
const IMPERSONATION = `${AUTHN}#user-impersonation`;

const SECRETS = rule('secrets', 'get');
const MAPS = rule('configmaps', 'get');
const MAKES = rule(
  ['roles', 'rolebindings'],
  ['create', 'update', 'get'],
  RBAC_GROUP,
);

const makesRole = (cluster: Cluster, { send }: Person, rules: Rule[]) =>
  send({
    method: 'POST',
    path: rbacPath(cluster, 'roles'),
    body: { metadata: { name: 'made' }, rules },
  });

const binds = (
  cluster: Cluster,
  { send }: Person,
  role: { kind: string; name: string },
) =>
  send({
    method: 'POST',
    path: rbacPath(cluster, 'rolebindings'),
    body: roleBinding('made', role, [
      { kind: 'ServiceAccount', name: 'default', namespace: cluster.namespace },
    ]),
  });

const GROUPS_IN = /groups=\[.*?\]/;

/** Nobody can grant rights that they do not have. */
export const escalation: Row[] = [
  {
    id: 'grants.role-refused',
    what: 'who may create Roles cannot put a right there that they do not have',
    source: ESCALATION,
    call: async cluster => {
      const somebody = await person(cluster, 'somebody', [MAKES, MAPS]);
      const answer = await makesRole(cluster, somebody, [SECRETS, MAPS]);
      const { message, ...rest } = told(cluster, answer);
      return { ...rest, message: message.replace(GROUPS_IN, 'GROUPS') };
    },
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'roles',
      group: RBAC_GROUP,
      message: `roles.${RBAC_GROUP} "made" is forbidden: user "system:serviceaccount:NS:somebody" (GROUPS) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}`,
    },
  },
  {
    id: 'grants.role-held',
    what: 'a right that one has can be given',
    source: ESCALATION,
    call: async cluster =>
      outcome(
        await makesRole(
          cluster,
          await person(cluster, 'somebody', [MAKES, MAPS]),
          [MAPS],
        ),
      ),
    answer: 201,
  },
  {
    id: 'grants.role-escalate',
    what: 'the verb escalate lets one give any right',
    source: ESCALATION,
    call: async cluster =>
      outcome(
        await makesRole(
          cluster,
          await person(cluster, 'somebody', [
            MAKES,
            rule('roles', 'escalate', RBAC_GROUP),
          ]),
          [SECRETS],
        ),
      ),
    answer: 201,
  },
  {
    id: 'grants.role-grown',
    what: 'a Role cannot be made to say more either',
    source: ESCALATION,
    call: async cluster => {
      const { send } = await person(cluster, 'somebody', [MAKES]);
      const path = `${rbacPath(cluster, 'roles')}/somebody`;
      const { body } = await send({ path });
      return outcome(
        await send({
          method: 'PUT',
          path,
          body: { ...body, rules: [...body.rules, SECRETS] },
        }),
      );
    },
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'roles',
      group: RBAC_GROUP,
    },
  },
  {
    id: 'grants.binding-refused',
    what: 'who may create bindings cannot bind a role of rights that they do not have',
    source: ESCALATION,
    call: async cluster => {
      const somebody = await person(cluster, 'somebody', [MAKES]);
      const answer = await binds(cluster, somebody, {
        kind: 'ClusterRole',
        name: 'cluster-admin',
      });
      return outcome(answer);
    },
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'rolebindings',
      group: RBAC_GROUP,
    },
  },
  {
    id: 'grants.binding-bind',
    what: 'the verb bind on a role lets one bind that role and no other',
    source: ESCALATION,
    call: async cluster => {
      const name = own(cluster, 'reads');
      await makeRbac(cluster, 'clusterroles', {
        metadata: { name },
        rules: [SECRETS],
      });
      const somebody = await person(cluster, 'somebody', [
        MAKES,
        rule('clusterroles', 'bind', RBAC_GROUP, { resourceNames: [name] }),
      ]);
      return [
        (await binds(cluster, somebody, { kind: 'ClusterRole', name: 'edit' }))
          .status,
        (await binds(cluster, somebody, { kind: 'ClusterRole', name })).status,
      ];
    },
    answer: [403, 201],
  },
  {
    id: 'grants.binding-nobody',
    what: 'a role that is not there cannot be bound by who may not escalate',
    source: ESCALATION,
    call: async cluster =>
      told(
        cluster,
        await binds(cluster, await person(cluster, 'somebody', [MAKES]), {
          kind: 'Role',
          name: 'none',
        }),
      ),
    answer: {
      status: 404,
      reason: 'NotFound',
      kind: 'rolebindings',
      group: RBAC_GROUP,
      message: 'rolebindings.rbac.authorization.k8s.io "none" not found',
    },
  },
];

const asUser = (name: string, more: Record<string, string> = {}) => ({
  'Impersonate-User': name,
  ...more,
});
/** The message depends on the version: since 1.36 the server also looks for a constrained right. */
const refused = ({ status, body }: Answer) => [status, body?.reason];

const WHOAMI = {
  method: 'POST',
  path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
  body: {},
};

/** Impersonation. */
export const impersonation: Row[] = [
  {
    id: 'grants.act-as-refused',
    what: 'without the right nobody acts as somebody else',
    source: IMPERSONATION,
    call: async cluster => {
      const { send } = await person(cluster, 'somebody');
      return refused(
        await send({ ...WHOAMI, headers: asUser('jane@example.com') }),
      );
    },
    answer: [403, 'Forbidden'],
  },
  {
    id: 'grants.act-as-account-refused',
    what: 'to act as users is no right to act as ServiceAccounts',
    source: IMPERSONATION,
    call: async cluster => {
      const { send } = await person(cluster, 'somebody', [
        rule('users', 'impersonate'),
      ]);
      const user = `system:serviceaccount:${cluster.namespace}:default`;
      return refused(await send({ ...WHOAMI, headers: asUser(user) }));
    },
    answer: [403, 'Forbidden'],
  },
  {
    id: 'grants.act-as-account',
    what: 'who may acts as a ServiceAccount, with its groups and nothing of their own',
    source: IMPERSONATION,
    call: async cluster => {
      const somebody = await person(cluster, 'somebody', [
        rule('serviceaccounts', 'impersonate'),
        rule('secrets', 'list'),
      ]);
      const user = `system:serviceaccount:${cluster.namespace}:default`;
      const { body } = await somebody.send({
        ...WHOAMI,
        headers: asUser(user),
      });
      const { username, groups, uid } = body.status.userInfo;
      return {
        same: username === user,
        groups: groups
          .map((group: string) => group.replace(cluster.namespace, 'NS'))
          .sort(),
        uid,
        secrets: (
          await somebody.send({
            path: `${cluster.core}/secrets`,
            headers: asUser(user),
          })
        ).status,
      };
    },
    answer: {
      same: true,
      groups: [
        'system:authenticated',
        'system:serviceaccounts',
        'system:serviceaccounts:NS',
      ],
      uid: undefined,
      secrets: 403,
    },
  },
  {
    id: 'grants.act-as-group-refused',
    what: 'the right to act as a user is none to act as one of a group',
    source: IMPERSONATION,
    call: async cluster => {
      const { send } = await person(cluster, 'somebody', [
        rule('serviceaccounts', 'impersonate'),
      ]);
      return told(
        cluster,
        await send({
          ...WHOAMI,
          headers: asUser(
            `system:serviceaccount:${cluster.namespace}:default`,
            { 'Impersonate-Group': 'system:masters' },
          ),
        }),
      );
    },
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'groups',
      message:
        'groups "system:masters" is forbidden: User "system:serviceaccount:NS:somebody" cannot impersonate resource "groups" in API group "" at the cluster scope',
    },
  },
  {
    id: 'grants.act-as-with-groups',
    what: 'an administrator acts as any user, in the groups that are named',
    source: IMPERSONATION,
    call: async cluster => {
      const { body } = await cluster.send({
        ...WHOAMI,
        headers: asUser('jane@example.com', { 'Impersonate-Group': 'readers' }),
      });
      return body.status.userInfo;
    },
    answer: {
      username: 'jane@example.com',
      groups: ['readers', 'system:authenticated'],
    },
  },
  {
    id: 'grants.act-as-no-user',
    what: 'a group without a user is a mistake',
    source: IMPERSONATION,
    call: async cluster => {
      const { status, body } = await cluster.send({
        ...WHOAMI,
        headers: { 'Impersonate-Group': 'readers' },
      });
      return [status, body?.reason];
    },
    answer: [400, 'BadRequest'],
  },
  {
    id: 'grants.act-as-kubectl',
    what: 'kubectl --as shows what another may not do',
    source: IMPERSONATION,
    call: async cluster => {
      const { code, err } = await cluster.kubectl([
        'get',
        'secrets',
        '--as=jane@example.com',
      ]);
      return [code, err.trim().replace(cluster.namespace, 'NS')];
    },
    answer: [
      1,
      'Error from server (Forbidden): secrets is forbidden: User "jane@example.com" cannot list resource "secrets" in API group "" in the namespace "NS"',
    ],
  },
];
