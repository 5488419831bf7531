import { Cluster } from './Cluster';
import { Answer, Call } from './send';
import { plain, refusal } from './reduce';

/** Calls on objects of the test's namespace. `plural` may include a subresource. */
type Query = Call['query'];

export function pathOf(cluster: Cluster, plural: string, name?: string) {
  const roots: Record<string, string> = {
    deployments: cluster.apps,
    replicasets: cluster.apps,
    statefulsets: cluster.apps,
    daemonsets: cluster.apps,
    jobs: cluster.batch,
    cronjobs: cluster.batch,
    leases: `/apis/coordination.k8s.io/v1/namespaces/${cluster.namespace}`,
  };
  const collection = `${roots[plural] ?? cluster.core}/${plural}`;
  return name === undefined ? collection : `${collection}/${name}`;
}

export function post(
  cluster: Cluster,
  plural: string,
  body: unknown,
  query?: Query,
): Promise<Answer> {
  return cluster.send({
    method: 'POST',
    path: pathOf(cluster, plural),
    body,
    query,
  });
}

export function put(
  cluster: Cluster,
  plural: string,
  name: string,
  body: unknown,
  query?: Query,
): Promise<Answer> {
  return cluster.send({
    method: 'PUT',
    path: pathOf(cluster, plural, name),
    body,
    query,
  });
}

export function patch(
  cluster: Cluster,
  plural: string,
  name: string,
  headers: Record<string, string>,
  body: unknown,
  query?: Query,
): Promise<Answer> {
  return cluster.send({
    method: 'PATCH',
    path: pathOf(cluster, plural, name),
    headers,
    body,
    query,
  });
}

export function remove(
  cluster: Cluster,
  plural: string,
  name?: string,
  options?: unknown,
  query?: Query,
): Promise<Answer> {
  return cluster.send({
    method: 'DELETE',
    path: pathOf(cluster, plural, name),
    body: options,
    query,
  });
}

export function get(
  cluster: Cluster,
  plural: string,
  name: string,
): Promise<Answer> {
  return cluster.send({ path: pathOf(cluster, plural, name) });
}

/** For set-ups. Throws when the object is refused. */
export function made(cluster: Cluster, plural: string, body: unknown) {
  return cluster.must({ method: 'POST', path: pathOf(cluster, plural), body });
}

/** For set-ups. Throws when there is none. */
export function stored(cluster: Cluster, plural: string, name: string) {
  return cluster.must({ path: pathOf(cluster, plural, name) });
}

/** An error with its message, for errors that people see. */
export function said(answer: Answer) {
  return plain({ ...refusal(answer), message: answer.body?.message });
}
