import { CredentialReference } from '@internal/plugin-irsa-common';
import { isClusterError } from '../clusters/ClusterError';
import { FoundAccessKeyId, readAccessKeyIds } from '../clusters/readSecret';
import { ClusterHandle } from '../clusters/types';
import {
  confirmReference,
  detectCredentials,
} from '@internal/plugin-irsa-node';
import { KeyIdentity } from '@internal/plugin-irsa-node';
import { ClusterReader } from './ClusterReader';
import { KeyIdMemory } from './KeyIdMemory';
import { KnownObjects, objectKey } from './objectKeys';
import { ScannedWorkload } from './ScannedWorkload';

export interface ResolvedReferences {
  references: CredentialReference[];
  /** Keys found, without repetition. */
  keys: KeyIdentity[];
  /** `namespace/kind/name` of the Secrets and ConfigMaps that detection had to know. */
  objects: string[];
}

/** Finds a workload's references and, at read level 2, the keys behind them. One instance a scan: objects are read once. */
export class ReferenceResolver {
  private readonly reads = new Map<
    string,
    Promise<FoundAccessKeyId[] | undefined>
  >();

  constructor(
    private readonly cluster: ClusterHandle,
    private readonly reader: ClusterReader,
    private readonly objects: KnownObjects,
    private readonly readLevel: 0 | 1 | 2,
    private readonly memory: KeyIdMemory,
  ) {}

  async resolve(
    workload: ScannedWorkload,
    roleArn: string | undefined,
  ): Promise<ResolvedReferences> {
    const { namespace } = workload.ref;
    const objects = new Set<string>();
    const detected = detectCredentials({
      spec: workload.spec,
      roleArn,
      keysOf: (kind, name) => {
        const object = objectKey(namespace, kind, name);
        objects.add(object);
        return this.objects.get(object)?.keys;
      },
    });
    const keys = new Map<string, KeyIdentity>();
    const references: CredentialReference[] = [];
    for (const { reference, idKeys, literalKeys } of detected) {
      literalKeys.forEach(key => keys.set(key.fingerprint, key));
      const { objectKind, objectName } = reference;
      const found =
        objectKind && objectName && idKeys.length > 0 && this.readLevel === 2
          ? await this.read(namespace, objectKind, objectName, idKeys)
          : undefined;
      if (!found) {
        references.push(reference);
        continue;
      }
      const confirmed = confirmReference(
        { ...reference, readLevel: 2 },
        found.length > 0 ? 'aws' : 'other',
        roleArn,
        found[0]?.last4,
      );
      references.push(confirmed);
      if (confirmed.verdict !== 's3-compatible') {
        found.forEach(({ fingerprint, last4 }) =>
          keys.set(fingerprint, { fingerprint, last4 }),
        );
      }
    }
    return { references, keys: [...keys.values()], objects: [...objects] };
  }

  private read(
    namespace: string,
    kind: 'Secret' | 'ConfigMap',
    name: string,
    keys: string[],
  ): Promise<FoundAccessKeyId[] | undefined> {
    const id = JSON.stringify([namespace, kind, name, ...keys]);
    const known =
      this.reads.get(id) ?? this.readNow(namespace, kind, name, keys);
    this.reads.set(id, known);
    return known;
  }

  private async readNow(
    namespace: string,
    kind: 'Secret' | 'ConfigMap',
    name: string,
    keys: string[],
  ): Promise<FoundAccessKeyId[] | undefined> {
    const { resourceVersion } =
      this.objects.get(objectKey(namespace, kind, name)) ?? {};
    const id = JSON.stringify([namespace, kind, name, ...keys]);
    const known = resourceVersion && this.memory.get(id, resourceVersion);
    if (known) return known;
    try {
      const found = await readAccessKeyIds(this.cluster, namespace, {
        kind,
        name,
        keys,
      });
      if (resourceVersion) this.memory.set(id, resourceVersion, found);
      return found;
    } catch (error) {
      if (isClusterError(error, 'forbidden')) {
        this.reader.missingRights.add(
          kind === 'Secret' ? 'get secrets' : 'get configmaps',
        );
        return undefined;
      }
      if (isClusterError(error, 'notFound')) {
        return undefined;
      }
      throw error;
    }
  }
}

/** Objects that a Pod made from the workload gets variables or files from. */
export function referredObjects(
  workload: ScannedWorkload,
): { kind: 'Secret' | 'ConfigMap'; name: string }[] {
  const found = new Map<
    string,
    { kind: 'Secret' | 'ConfigMap'; name: string }
  >();
  detectCredentials({
    spec: workload.spec,
    // Asking for the key names of an object is how detection says that it matters.
    keysOf: (kind, name) => {
      found.set(`${kind}/${name}`, { kind, name });
      return undefined;
    },
  });
  return [...found.values()];
}
