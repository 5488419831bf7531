import { request } from 'node:https';
import { ClusterSandbox } from '../kubernetes';
import { KubeObject } from '../kubernetes/types';
import { TrackedResource } from './application';

/** The plural of a kind that ends as most do. */
function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(lower)) {
    return `${lower}es`;
  }
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

export function findObject(
  { store }: ClusterSandbox,
  { group, kind, namespace, name }: TrackedResource,
): KubeObject | undefined {
  return store
    .list({ group, plural: pluralOf(kind) }, namespace)
    .find(({ metadata }) => metadata.name === name);
}

/** Deletes an object through the API. One that is gone already is no error. */
export function deleteObject(
  { server, caPem, adminToken }: ClusterSandbox,
  { group, version, kind, namespace, name }: TrackedResource,
): Promise<void> {
  const root = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const path = `${root}/namespaces/${namespace}/${pluralOf(kind)}/${name}`;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, server),
      {
        method: 'DELETE',
        ca: caPem,
        agent: false,
        headers: {
          authorization: `Bearer ${adminToken}`,
          'user-agent': 'argocd-application-controller',
        },
      },
      incoming => {
        incoming.resume();
        incoming.on('error', reject);
        incoming.on('end', () =>
          incoming.statusCode === 200 || incoming.statusCode === 404
            ? resolve()
            : reject(new Error(`DELETE ${path}: ${incoming.statusCode}`)),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}
