import { NotFoundError } from '@backstage/errors';
import {
  KINDS,
  ObjectData,
  objectPath,
  ObjectKind,
  readData,
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
  const object = await readObject(cluster, namespace, kind, name);
  return readData({ ...object, kind }, 2) ?? new Map();
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

/** All data keys when none are named. For callers that drop the values in the same call. Throws ClusterError, NotFoundError. */
export async function readContent(
  cluster: ClusterHandle,
  namespace: string,
  kind: 'Secret' | 'ConfigMap',
  name: string,
  keys?: readonly string[],
): Promise<{ values: Map<string, string>; isImmutable: boolean }> {
  const object = await readObject(cluster, namespace, kind, name);
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

interface DataObject {
  data?: Record<string, string>;
  binaryData?: Record<string, string>;
  immutable?: boolean;
}

/** The only place where data of a Secret is read. Throws ClusterError, NotFoundError. */
async function readObject(
  cluster: ClusterHandle,
  namespace: string,
  kind: ObjectKind,
  name: string,
): Promise<DataObject> {
  const object = await cluster.request<DataObject>({
    path: objectPath(KINDS[kind], namespace, name),
    secretValues: true,
  });
  if (!object) {
    throw new NotFoundError(
      `There is no ${kind} ${namespace}/${name} any more. It was deleted since it was last seen.`,
    );
  }
  return object;
}
