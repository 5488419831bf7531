import { CredentialReference, Remedy } from 'backstage-plugin-irsa-common';
import {
  AuditFinding,
  auditObject,
  auditStoredObject,
  CustomResourceRule,
  isClusterError,
  isNotThere,
  isOfOtherType,
  KeyIdentity,
  KINDS,
  KubernetesObject,
  MadeSecrets,
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
  /** `namespace/kind/name` of the Secrets and ConfigMaps that the audit used, and of the resources that it was judged by. */
  objects: string[];
  /** Those of them whose values should have been read, and may not be. */
  unread: string[];
  remedy?: Remedy;
}

/** Facts of an object's values, or why there are none. */
type ReadResult = ObjectData | 'forbidden' | 'gone';

/** Number of Secrets of one object that are read concurrently. */
const READS = 4;

/**
 * Audits objects of one cluster. At read level 2 it reads every Secret that an audited object refers to, whatever its
 * name, unless its data keys are those of a certificate or of a registry. Each scan has its own instance, which reads an
 * object once.
 */
export class ObjectAuditor {
  private readonly reads = new Map<string, Promise<ReadResult>>();

  private making?: Promise<MadeSecrets>;

  constructor(
    private readonly options: {
      cluster: ClusterHandle;
      reader: ClusterReader;
      surroundings: Surroundings;
      readLevel: 0 | 1 | 2;
      memory: FactsMemory;
      catalogue: readonly CustomResourceRule[];
      /** The Secrets that resources will make, as an object of this namespace sees them. */
      made: (namespace: string) => Promise<MadeSecrets>;
    },
  ) {}

  /** Throws ClusterError. */
  async audit(object: KubernetesObject): Promise<AuditedObject> {
    const { surroundings, readLevel, catalogue } = this.options;
    let world = new ScanWorld(surroundings);
    let findings = auditObject(object, world, catalogue);
    if (world.missesSecret && !surroundings.made) {
      // Objects are audited side by side: all of them wait for one reading.
      this.making ??= this.options.made(object.metadata?.namespace ?? '');
      surroundings.made = await this.making;
      world = new ScanWorld(surroundings);
      findings = auditObject(object, world, catalogue);
    }
    const unread: string[] = [];
    if (readLevel === 2) {
      const { read, gone, forbidden } = await this.readAsked(world, findings);
      unread.push(...forbidden);
      if (read.size + gone.size > 0) {
        const closer = new ScanWorld(surroundings, read, gone);
        findings = auditObject(object, closer, catalogue);
      }
    }
    this.noteTaken(findings);
    return {
      ...describe(findings),
      // A reference without namespace was searched for and not found.
      objects: [
        ...[...world.asked].filter(key => !key.startsWith('/')),
        ...world.judges,
      ],
      unread,
    };
  }

  /** What a finding tells of has no entry of its own, and neither has what that is a copy of. */
  private noteTaken(findings: readonly AuditFinding[]): void {
    const { objects, made } = this.options.surroundings;
    for (const key of takenBy(findings)) {
      const known = objects.get(key);
      const { kind, namespace, name } = parseObjectKey(key);
      const templates =
        kind === 'Secret' ? made?.templatesOf(namespace, name) ?? [] : [];
      const source = known?.marks?.copyOf;
      const all = [
        known,
        source && objects.get(objectKey(source.namespace, kind, source.name)),
        ...templates.map(template =>
          objects.get(objectKey(namespace, 'ConfigMap', template)),
        ),
      ];
      for (const each of all) {
        if (each) {
          each.isTaken = true;
        }
      }
    }
  }

  /** A Secret or ConfigMap without a known user. @param object - only its metadata. Throws ClusterError. */
  async auditStored(object: KubernetesObject): Promise<AuditedObject> {
    const { surroundings, readLevel } = this.options;
    const { namespace = '', name = '' } = object.metadata ?? {};
    const kind = object.kind as 'Secret' | 'ConfigMap';
    const key = objectKey(namespace, kind, name);
    const { data = new Map(), isNamed = false } =
      surroundings.objects.get(key) ?? {};
    const marks = new ScanWorld(surroundings).marksOf(kind, namespace, name);
    let findings = auditStoredObject(object, data, isNamed, marks);
    const isOther =
      findings.length === 0 &&
      object.type === undefined &&
      isOfOtherType([...data.keys()]);
    if (kind === 'Secret' && readLevel === 2 && !isOther) {
      const read = await this.read(key);
      if (typeof read !== 'string') {
        findings = auditStoredObject(object, read, isNamed, marks);
      }
    }
    return { ...describe(findings), objects: [], unread: [] };
  }

  /** Reads what an audit asked for, at level 2. */
  private async readAsked(
    world: ScanWorld,
    findings: readonly AuditFinding[],
  ): Promise<{
    read: Map<string, ObjectData>;
    gone: Set<string>;
    forbidden: string[];
  }> {
    const { objects } = this.options.surroundings;
    const wanted = [...new Set([...takenBy(findings), ...world.asked])].filter(
      key => {
        const { namespace, kind, name } = parseObjectKey(key);
        const data = objects.get(key)?.data;
        if (namespace === '' || world.isAbsent(kind, namespace, name)) {
          return false;
        }
        return kind === 'Secret'
          ? !isOfOtherType([...(data?.keys() ?? [])])
          : // ConfigMaps come with their values.
            data === undefined;
      },
    );
    const read = new Map<string, ObjectData>();
    const gone = new Set<string>();
    const forbidden: string[] = [];
    await forEachLimited(wanted, READS, async key => {
      const data = await this.read(key);
      if (data === 'gone') {
        gone.add(key);
      } else if (data === 'forbidden') {
        forbidden.push(key);
      } else {
        read.set(key, data);
      }
    });
    return { read, gone, forbidden: forbidden.sort() };
  }

  private read(key: string): Promise<ReadResult> {
    const known = this.reads.get(key) ?? this.readNow(key);
    this.reads.set(key, known);
    return known;
  }

  private async readNow(key: string): Promise<ReadResult> {
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
        reader.missingRights.add(`get ${KINDS[kind].plural}`);
        return 'forbidden';
      }
      if (isNotThere(error)) {
        return 'gone';
      }
      throw error;
    }
  }
}

/** The objects that findings name, as `namespace/kind/name`. */
function takenBy(findings: readonly AuditFinding[]): string[] {
  return findings.flatMap(({ objectKind, objectName, ...finding }) =>
    objectKind && objectName
      ? objectKey(
          finding.objectNamespace ?? finding.namespace,
          objectKind,
          objectName,
        )
      : [],
  );
}

function describe(
  findings: readonly AuditFinding[],
): Omit<AuditedObject, 'objects' | 'unread'> {
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
