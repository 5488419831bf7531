import { AwsCredentialIdentity } from '@aws-sdk/types';
import { InputError, NotFoundError } from '@backstage/errors';
import { CredentialReference } from '@internal/plugin-irsa-common';
import { accessKeyFingerprint } from '../accounts/accessKeyFingerprint';
import { findAccessKeyId, isAccessKeyId } from '../detect/accessKeyId';
import { lookUpName } from '../detect/credentialCatalogue';
import { parseCredentialsFile } from './credentialsFile';
import { ClusterHandle } from './types';

/** What a data key holds: an AWS key id (without the id itself), or something that is none. */
export interface FoundAccessKeyId {
  key: string;
  fingerprint: string;
  last4: string;
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
    return id && isAccessKeyId(id)
      ? [
          {
            key,
            fingerprint: accessKeyFingerprint(id.trim()),
            last4: id.trim().slice(-4),
          },
        ]
      : [];
  });
}

/**
 * Hands the static credentials that a workload's references lead to to `fn`, and nothing of them to anybody else.
 * For probes with the old key only. `fn` must not keep or return them.
 *
 * Throws InputError when the references hold no complete key, NotFoundError when an object is gone, ClusterError.
 */
export async function withStaticCredentials<T>(
  cluster: ClusterHandle,
  namespace: string,
  references: readonly CredentialReference[],
  fn: (credentials: AwsCredentialIdentity) => Promise<T>,
): Promise<T> {
  const containers = new Set(references.map(({ container }) => container));
  for (const container of containers) {
    const parts = await collectParts(
      cluster,
      namespace,
      references.filter(reference => reference.container === container),
    );
    const { id, secret, token } = parts;
    if (id && secret && isAccessKeyId(id)) {
      return await fn({
        accessKeyId: id.trim(),
        secretAccessKey: secret.trim(),
        sessionToken: token?.trim() || undefined,
      });
    }
  }
  const objects = references
    .filter(({ objectName }) => objectName)
    .map(({ objectKind, objectName }) => `${objectKind} ${objectName}`);
  throw new InputError(
    objects.length > 0
      ? `No complete AWS access key was found in ${[...new Set(objects)].join(
          ', ',
        )}. Check that it still holds both the key id and its secret half.`
      : 'The key is written into the workload itself and is not read from there. Move it into a Secret to try it, or go on without the comparison.',
  );
}

type Parts = { id?: string; secret?: string; token?: string };

async function collectParts(
  cluster: ClusterHandle,
  namespace: string,
  references: CredentialReference[],
): Promise<Parts> {
  const parts: Parts = {};
  for (const reference of references) {
    const { objectKind, objectName, keyNames, envNames } = reference;
    if (!objectKind || !objectName || reference.verdict === 's3-compatible') {
      continue;
    }
    const values = await readValues(
      cluster,
      namespace,
      objectKind,
      objectName,
      keyNames.length > 0 ? keyNames : ['credentials'],
    );
    keyNames.forEach((key, index) => {
      const part = lookUpName(envNames[index] ?? key) ?? lookUpName(key);
      const value = values.get(key);
      if (part && value) {
        parts[part.part] ??= value;
      }
    });
    for (const value of values.values()) {
      const profile = parseCredentialsFile(value);
      if (profile) {
        parts.id ??= profile.aws_access_key_id;
        parts.secret ??= profile.aws_secret_access_key;
        parts.token ??= profile.aws_session_token;
      }
    }
  }
  return parts;
}

/** The only place where data of a Secret is read. */
async function readValues(
  cluster: ClusterHandle,
  namespace: string,
  kind: 'Secret' | 'ConfigMap',
  name: string,
  keys: readonly string[],
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
  for (const key of keys) {
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
