import { Cluster } from './Cluster';
import { Answer, Call } from './send';
import { plain, refusal } from './reduce';
import { until } from '@internal/sandbox/until';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';
const RBAC_API = `/apis/${RBAC_GROUP}/v1`;

export interface Rule {
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
  verbs: string[];
}

/** A ServiceAccount of the test's namespace, and its token for the API server. */
export interface Person {
  name: string;
  /** `system:serviceaccount:NAMESPACE:NAME`. */
  user: string;
  token: string;
  send(call: Call): Promise<Answer>;
}

export function rule(
  resources: string | string[],
  verbs: string | string[],
  apiGroup = '',
  more: Partial<Rule> = {},
): Rule {
  return {
    apiGroups: [apiGroup],
    resources: [resources].flat(),
    verbs: [verbs].flat(),
    ...more,
  };
}

/** Names of cluster-scoped objects contain the namespace, so that tests do not collide. */
export function own(cluster: Cluster, name: string): string {
  return `${cluster.namespace}-${name}`;
}

export async function tokenOf(
  cluster: Cluster,
  name: string,
  spec: object = {},
): Promise<string> {
  const { status } = await cluster.must({
    method: 'POST',
    path: `${cluster.core}/serviceaccounts/${name}/token`,
    body: { spec },
  });
  return status.token;
}

export function rbacPath(cluster: Cluster, plural: string): string {
  return plural.startsWith('cluster')
    ? `${RBAC_API}/${plural}`
    : `${RBAC_API}/namespaces/${cluster.namespace}/${plural}`;
}

export function roleBinding(
  name: string,
  role: { kind: string; name: string },
  subjects: object[],
) {
  return {
    metadata: { name },
    roleRef: { apiGroup: RBAC_GROUP, ...role },
    subjects,
  };
}

export function makeRbac(cluster: Cluster, plural: string, body: unknown) {
  return cluster.must({
    method: 'POST',
    path: rbacPath(cluster, plural),
    body,
  });
}

/**
 * Makes a ServiceAccount with a Role of these rules in the test's namespace. The rules are in force when this returns.
 */
export async function person(
  cluster: Cluster,
  name: string,
  rules: Rule[] = [],
): Promise<Person> {
  await cluster.must({
    method: 'POST',
    path: `${cluster.core}/serviceaccounts`,
    body: { metadata: { name } },
  });
  const user = `system:serviceaccount:${cluster.namespace}:${name}`;
  if (rules.length) {
    await makeRbac(cluster, 'roles', { metadata: { name }, rules });
    await makeRbac(
      cluster,
      'rolebindings',
      roleBinding(name, { kind: 'Role', name }, [
        { kind: 'ServiceAccount', name, namespace: cluster.namespace },
      ]),
    );
    await holds(cluster, user, rules[0]);
  }
  const token = await tokenOf(cluster, name);
  return {
    name,
    user,
    token,
    send: call => cluster.sendAs(token, call),
  };
}

/** The API server sees a Role with a delay after it was stored. */
export async function holds(
  cluster: Cluster,
  user: string,
  { apiGroups, resources, resourceNames, verbs }: Rule,
  groups: string[] = [],
): Promise<void> {
  const [resource, subresource] = (resources ?? [])[0].split('/');
  await until(
    () =>
      cluster.must({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        body: {
          spec: {
            user,
            groups,
            resourceAttributes: {
              namespace: cluster.namespace,
              group: (apiGroups ?? [''])[0],
              resource,
              subresource,
              verb: verbs[0],
              name: resourceNames?.[0],
            },
          },
        },
      }),
    ({ status }) => status.allowed,
  );
}

/** A message without the names of the test. */
export function unnamed(cluster: Cluster, text: string): string {
  return text.split(cluster.namespace).join('NS');
}

/** An error with its message. */
export function told(cluster: Cluster, answer: Answer) {
  return plain({
    ...refusal(answer),
    message: answer.body?.message && unnamed(cluster, answer.body.message),
  });
}
