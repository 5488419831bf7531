import { CredentialReference, Remedy } from 'backstage-plugin-irsa-common';
import {
  AuditFinding,
  auditObject,
  auditStoredObject,
  CustomResourceRule,
  isClusterError,
  isNotThere,
  KeyIdentity,
  KubernetesObject,
  lookUpName,
  ObjectData,
  uniqueKeys,
} from 'backstage-plugin-irsa-node';
import { forEachLimited } from '../../shared/forEachLimited';
import { readFacts } from '../../clusters/readSecret';
import { ClusterHandle } from '../../clusters/types';
import { ClusterReader } from './ClusterReader';
import { FactsMemory } from './FactsMemory';
import { objectKey, parseObjectKey } from './KnownObjects';
import { ScanWorld, Surroundings } from './ScanWorld';
import { toReference } from './toReference';

export interface AuditedObject {
  references: CredentialReference[];
  /** The keys found, without duplicates. */
  keys: KeyIdentity[];
  /** `namespace/kind/name` of the Secrets and ConfigMaps that the audit used. */
  objects: string[];
  remedy?: Remedy;
}

/** Number of Secrets of one object that are read concurrently. */
const READS = 4;

/**
 * Audits objects of one cluster. At read level 2 it reads only those Secrets and ConfigMaps that a finding names, and Secrets with a
 * data key that is named like the id of an access key or the user of a mail server. Each scan has its own instance, which reads an
 * object once.
 */
export class ObjectAuditor {
  private readonly reads = new Map<string, Promise<ObjectData | undefined>>();

  constructor(
    private readonly options: {
      cluster: ClusterHandle;
      reader: ClusterReader;
      surroundings: Surroundings;
      readLevel: 0 | 1 | 2;
      memory: FactsMemory;
      catalogue: readonly CustomResourceRule[];
    },
  ) {}

  /** Throws ClusterError. */
  async audit(object: KubernetesObject): Promise<AuditedObject> {
    const { surroundings, readLevel, catalogue } = this.options;
    const world = new ScanWorld(surroundings);
    let findings = auditObject(object, world, catalogue);
    if (readLevel === 2) {
      const read = await this.readNamed(findings, world.asked);
      if (read.size > 0) {
        const closer = new ScanWorld(surroundings, read);
        findings = auditObject(object, closer, catalogue);
      }
    }
    return {
      ...describe(findings),
      // A reference without namespace was searched for and not found.
      objects: [...world.asked].filter(key => !key.startsWith('/')),
    };
  }

  /** A Secret or ConfigMap without a known user. @param object - only its metadata. Throws ClusterError. */
  async auditStored(object: KubernetesObject): Promise<AuditedObject> {
    const { surroundings, readLevel } = this.options;
    const { namespace = '', name = '' } = object.metadata ?? {};
    const kind = object.kind as 'Secret' | 'ConfigMap';
    const key = objectKey(namespace, kind, name);
    const data = surroundings.objects.get(key)?.data ?? new Map();
    let findings = auditStoredObject(object, data);
    const isWorthReading = findings.length > 0 || object.type !== undefined;
    if (kind === 'Secret' && readLevel === 2 && isWorthReading) {
      const read = await this.read(key);
      if (read) {
        findings = auditStoredObject(object, read);
      }
    }
    return { ...describe(findings), objects: [] };
  }

  private async readNamed(
    findings: readonly AuditFinding[],
    asked: ReadonlySet<string>,
  ): Promise<Map<string, ObjectData>> {
    const { objects } = this.options.surroundings;
    const names = new Set([
      ...findings.flatMap(({ objectKind, objectName, ...finding }) =>
        objectKind && objectName
          ? objectKey(
              finding.objectNamespace ?? finding.namespace,
              objectKind,
              objectName,
            )
          : [],
      ),
      ...[...asked].filter(
        key =>
          parseObjectKey(key).kind === 'Secret' &&
          [...(objects.get(key)?.data?.keys() ?? [])].some(isNameOfId),
      ),
    ]);
    const read = new Map<string, ObjectData>();
    await forEachLimited([...names], READS, async key => {
      const data = await this.read(key);
      if (data) {
        read.set(key, data);
      }
    });
    return read;
  }

  private read(key: string): Promise<ObjectData | undefined> {
    const known = this.reads.get(key) ?? this.readNow(key);
    this.reads.set(key, known);
    return known;
  }

  private async readNow(key: string): Promise<ObjectData | undefined> {
    const { cluster, reader, surroundings, memory } = this.options;
    const { resourceVersion } = surroundings.objects.get(key) ?? {};
    const known = resourceVersion && memory.get(key, resourceVersion);
    if (known) {
      return known;
    }
    const { namespace, kind, name } = parseObjectKey(key);
    try {
      const data = await readFacts(cluster, namespace, kind, name);
      if (resourceVersion) {
        memory.set(key, resourceVersion, data);
      }
      return data;
    } catch (error) {
      if (isClusterError(error, 'forbidden')) {
        reader.missingRights.add('get secrets');
        return undefined;
      }
      if (isNotThere(error)) {
        return undefined;
      }
      throw error;
    }
  }
}

/** SMTP of SES takes the id of an access key as its user name. */
function isNameOfId(dataKey: string): boolean {
  return (
    lookUpName(dataKey)?.part === 'id' ||
    /(smtp|ses|mail|postfix|relay).*(user|login|sasl)/i.test(dataKey)
  );
}

function describe(
  findings: readonly AuditFinding[],
): Omit<AuditedObject, 'objects'> {
  return {
    references: findings.map(toReference),
    keys: uniqueKeys(
      findings.flatMap(({ verdict, accessKeys }) =>
        verdict === 's3-compatible' ? [] : accessKeys,
      ),
    ),
    remedy: findings.find(({ remedy }) => remedy)?.remedy,
  };
}
