import { NotFoundError } from '@backstage/errors';
import {
  factsOf,
  KINDS,
  ObjectData,
  objectPath,
  ObjectKind,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from './types';

/**
 * Reads a named Secret or ConfigMap, and keeps only the facts that an audit needs of each value: whether it has the
 * form of a key id, fingerprint and last characters of the id, names in a file. The values go no further. Throws
 * ClusterError, NotFoundError.
 */
export async function readFacts(
  cluster: ClusterHandle,
  namespace: string,
  kind: ObjectKind,
  name: string,
): Promise<ObjectData> {
  const values = await readValues(cluster, namespace, kind, name);
  return new Map([...values].map(([key, value]) => [key, factsOf(value)]));
}

/**
 * All data keys when none are named. For callers that drop the values in the same call.
 * Throws ClusterError, NotFoundError.
 */
export async function readValues(
  cluster: ClusterHandle,
  namespace: string,
  kind: 'Secret' | 'ConfigMap',
  name: string,
  keys?: readonly string[],
): Promise<Map<string, string>> {
  return (await readContent(cluster, namespace, kind, name, keys)).values;
}

/**
 * The only place where data of a Secret is read. All data keys when none are named. For callers that drop the values in the same call.
 * Throws ClusterError, NotFoundError.
 */
export async function readContent(
  cluster: ClusterHandle,
  namespace: string,
  kind: 'Secret' | 'ConfigMap',
  name: string,
  keys?: readonly string[],
): Promise<{ values: Map<string, string>; isImmutable: boolean }> {
  const object = await cluster.request<{
    data?: Record<string, string>;
    binaryData?: Record<string, string>;
    immutable?: boolean;
  }>({
    path: objectPath(KINDS[kind], namespace, name),
    secretValues: true,
  });
  if (!object) {
    throw new NotFoundError(
      `There is no ${kind} ${namespace}/${name} any more. It was deleted since it was last seen.`,
    );
  }
  const values = new Map<string, string>();
  const wanted = keys ?? Object.keys({ ...object.data, ...object.binaryData });
  for (const key of wanted) {
    const plain = kind === 'ConfigMap' ? object.data?.[key] : undefined;
    const encoded =
      kind === 'Secret' ? object.data?.[key] : object.binaryData?.[key];
    if (plain !== undefined) {
      values.set(key, plain);
    } else if (encoded !== undefined) {
      values.set(key, Buffer.from(encoded, 'base64').toString('utf8'));
    }
  }
  return { values, isImmutable: object.immutable === true };
}
