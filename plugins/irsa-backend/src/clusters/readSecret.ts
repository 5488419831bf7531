import { NotFoundError } from '@backstage/errors';
import {
  KINDS,
  listPages,
  listPath,
  ObjectData,
  objectPath,
  ObjectKind,
  readData,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from './types';

/** One can have a mebibyte, and each page is in memory with its values. */
const SECRETS_A_PAGE = 100;

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
 * Reads the Opaque Secrets of a namespace and hands out the facts of those that `wants` names; of the others nothing is kept.
 * Throws ClusterError.
 */
export async function readFactsOfNamespace(
  cluster: ClusterHandle,
  namespace: string,
  wants: (name: string) => boolean,
  handle: (name: string, data: ObjectData) => void,
  signal?: AbortSignal,
): Promise<void> {
  await listPages<DataObject & { metadata: { name: string } }>(
    {
      request: asked => cluster.request({ ...asked, secretValues: true }),
    },
    {
      path: listPath(KINDS.Secret, namespace),
      query: { fieldSelector: 'type=Opaque' },
      pageSize: SECRETS_A_PAGE,
    },
    ({ items }) => {
      for (const item of items) {
        if (wants(item.metadata.name)) {
          handle(
            item.metadata.name,
            readData({ ...item, kind: 'Secret' }, 2) ?? new Map(),
          );
        }
      }
    },
    signal,
  );
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

/** With the function for a namespace, the only place where data of a Secret is read. Throws ClusterError, NotFoundError. */
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
