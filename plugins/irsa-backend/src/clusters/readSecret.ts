import { NotFoundError } from '@backstage/errors';
import {
  findAccessKeyId,
  isAccessKeyId,
  KeyIdentity,
  keyIdentity,
} from '@internal/plugin-irsa-node';
import { parseCredentialsFile } from './credentialsFile';
import { ClusterHandle } from './types';

/** What a data key holds: an AWS key id (without the id itself), or something that is none. */
export interface FoundAccessKeyId extends KeyIdentity {
  key: string;
}

/**
 * Reads a named Secret or ConfigMap for the access key ids in the data keys given, and lets go of everything else.
 * Keys that are absent or hold no AWS key id are not in the answer. Throws ClusterError.
 */
export async function readAccessKeyIds(
  cluster: ClusterHandle,
  namespace: string,
  source: {
    kind: 'Secret' | 'ConfigMap';
    name: string;
    keys: readonly string[];
  },
): Promise<FoundAccessKeyId[]> {
  const values = await readValues(
    cluster,
    namespace,
    source.kind,
    source.name,
    source.keys,
  );
  return [...values].flatMap(([key, value]) => {
    const id = isAccessKeyId(value)
      ? value.trim()
      : parseCredentialsFile(value)?.aws_access_key_id ??
        findAccessKeyId(value);
    return id && isAccessKeyId(id) ? [{ key, ...keyIdentity(id.trim()) }] : [];
  });
}

/**
 * The only place where data of a Secret is read. All data keys when none are named. For callers that drop the values in the same call.
 * Throws ClusterError, NotFoundError.
 */
export async function readValues(
  cluster: ClusterHandle,
  namespace: string,
  kind: 'Secret' | 'ConfigMap',
  name: string,
  keys?: readonly string[],
): Promise<Map<string, string>> {
  const plural = kind === 'Secret' ? 'secrets' : 'configmaps';
  const object = await cluster.request<{
    data?: Record<string, string>;
    binaryData?: Record<string, string>;
  }>({
    path: `/api/v1/namespaces/${encodeURIComponent(
      namespace,
    )}/${plural}/${encodeURIComponent(name)}`,
  });
  if (!object) {
    throw new NotFoundError(`${kind} ${namespace}/${name} is gone.`);
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
  return values;
}
