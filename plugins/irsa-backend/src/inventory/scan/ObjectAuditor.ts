import { CredentialReference, Remedy } from 'backstage-plugin-irsa-common';
import {
  AuditFinding,
  auditObject,
  auditStoredObject,
  CustomResourceRule,
  isOfOtherType,
  KeyIdentity,
  KubernetesObject,
  MadeSecrets,
  uniqueKeys,
} from 'backstage-plugin-irsa-node';
import { Breather } from '../../shared/Breather';
import { forEachLimited } from '../../shared/forEachLimited';
import { ClusterHandle } from '../../clusters/types';
import { Grounds } from './Bases';
import { ClusterReader } from './ClusterReader';
import { FactsMemory } from './FactsMemory';
import { objectKey, parseObjectKey } from './KnownObjects';
import { ObjectReads } from './ObjectReads';
import { ScannedWorkload } from './ScannedWorkload';
import { ScanWorld, Surroundings } from './ScanWorld';
import { secretsOfPods } from './secretsOfPods';
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
  /** What it went by; absent for what has no Pods. */
  grounds?: Grounds;
}

/** Number of Secrets of one object that are read concurrently. */
const READS = 4;
/** Number of Secrets that are read concurrently, one by one, before a page is audited. */
const READS_AHEAD = 16;

/** An object, with the templates of its Pods where they are known. */
type Audited = Pick<ScannedWorkload, 'object' | 'templates'> &
  Partial<Pick<ScannedWorkload, 'serviceAccount'>>;

/** What an audit finds with what is known so far. */
interface Look {
  world: ScanWorld;
  findings: readonly AuditFinding[];
  /** Objects whose values it needs and nobody has read. */
  wanted: readonly string[];
}

/**
 * Audits objects of one cluster. At read level 2 it reads every Secret that an audited object refers to, whatever its
 * name, unless its data keys are those of a certificate or of a registry. Each scan has its own instance, which reads an
 * object once.
 */
export class ObjectAuditor {
  private readonly reads: ObjectReads;
  private making?: Promise<MadeSecrets>;
  /** Of objects that are audited soon. */
  private readonly looks = new Map<KubernetesObject, Look>();

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
  ) {
    this.reads = new ObjectReads({
      ...options,
      objects: options.surroundings.objects,
    });
  }

  /**
   * Reads what these objects need, which are audited next, so that each audit knows it. What Pods take is in their templates;
   * of other objects, only an audit tells. Throws ClusterError.
   */
  async ahead(page: readonly Audited[], signal?: AbortSignal): Promise<void> {
    if (this.options.readLevel < 2) {
      return;
    }
    const breather = new Breather();
    const wanted = new Set<string>();
    for (const each of page) {
      const keys = each.templates?.length
        ? this.takenByPods(each)
        : await this.neededBy(each);
      keys.forEach(key => wanted.add(key));
      await breather.breathe();
    }
    await this.reads.ahead(wanted, signal);
    await forEachLimited([...wanted], READS_AHEAD, key => this.reads.read(key));
  }

  private takenByPods({ object, templates = [] }: Audited): string[] {
    const { objects } = this.options.surroundings;
    const named = secretsOfPods(object.metadata?.namespace ?? '', templates);
    return [...named].filter(
      key => objects.has(key) && !this.reads.has(key) && this.mayHoldKey(key),
    );
  }

  private async neededBy(each: Audited): Promise<readonly string[]> {
    const look = await this.look(each);
    this.looks.set(each.object, look);
    return look.wanted;
  }

  /** Throws ClusterError. */
  async audit(given: Audited): Promise<AuditedObject> {
    const look = this.looks.get(given.object) ?? (await this.look(given));
    this.looks.delete(given.object);
    const { world, wanted } = look;
    let { findings } = look;
    const unread: string[] = [];
    if (wanted.length > 0) {
      const { isAnyKnown, gone, forbidden } = await this.readAll(wanted);
      unread.push(...forbidden);
      if (isAnyKnown) {
        findings = this.lookInto(given, gone).findings;
      }
    }
    const taken = takenBy(findings);
    this.noteTaken(taken);
    const account = `${given.object.metadata?.namespace}/${given.serviceAccount}`;
    return {
      ...describe(findings),
      // A reference without namespace was searched for and not found.
      objects: [
        ...[...world.asked].filter(key => !key.startsWith('/')),
        ...world.judges,
      ],
      unread,
      grounds: {
        objects: [...world.asked],
        taken,
        isPlain: wanted.length === 0 && world.dependsOnlyOn(account),
      },
    };
  }

  /** What was audited in an earlier scan refers to these objects still, and takes the key of some. */
  keep(objects: readonly string[], taken: readonly string[]): void {
    for (const key of objects) {
      const known = this.options.surroundings.objects.get(key);
      if (known) {
        known.isNamed = true;
      }
      // Facts that are used stay in memory.
      this.reads.get(key);
    }
    this.noteTaken(taken);
  }

  private async look(given: Audited): Promise<Look> {
    const { surroundings } = this.options;
    let found = this.lookInto(given);
    if (found.world.missesSecret && !surroundings.made) {
      // Objects are audited side by side: all of them wait for one reading.
      this.making ??= this.options.made(given.object.metadata?.namespace ?? '');
      surroundings.made = await this.making;
      found = this.lookInto(given);
    }
    const { world, findings } = found;
    return { world, findings, wanted: this.wantedOf(world, findings) };
  }

  private lookInto(
    { object, templates }: Audited,
    gone?: ReadonlySet<string>,
  ): Omit<Look, 'wanted'> {
    const { surroundings, readLevel, catalogue } = this.options;
    const read = readLevel === 2 ? this.reads : undefined;
    const world = new ScanWorld(surroundings, read, gone);
    return {
      world,
      findings: auditObject(object, world, catalogue, templates),
    };
  }

  /** What a finding tells of has no entry of its own, and neither has what that is a copy of. */
  private noteTaken(keys: readonly string[]): void {
    const { objects, made } = this.options.surroundings;
    for (const key of keys) {
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
    const {
      data = new Map(),
      isNamed = false,
      namedBy,
    } = surroundings.objects.get(key) ?? {};
    const marks = new ScanWorld(surroundings).marksOf(kind, namespace, name);
    let findings = auditStoredObject(object, data, isNamed, marks, namedBy);
    const isOther =
      findings.length === 0 &&
      object.type === undefined &&
      isOfOtherType([...data.keys()]);
    if (kind === 'Secret' && readLevel === 2 && !isOther) {
      const read = await this.reads.read(key);
      if (typeof read !== 'string') {
        findings = auditStoredObject(object, read, isNamed, marks, namedBy);
      }
    }
    return { ...describe(findings), objects: [], unread: [] };
  }

  /** What an audit asked for, at level 2. */
  private wantedOf(
    world: ScanWorld,
    findings: readonly AuditFinding[],
  ): string[] {
    if (this.options.readLevel < 2) {
      return [];
    }
    const { objects } = this.options.surroundings;
    return [...new Set([...takenBy(findings), ...world.asked])].filter(key => {
      const { namespace, kind, name } = parseObjectKey(key);
      if (
        namespace === '' ||
        this.reads.has(key) ||
        world.isAbsent(kind, namespace, name)
      ) {
        return false;
      }
      return kind === 'Secret'
        ? this.mayHoldKey(key)
        : // ConfigMaps come with their values.
          objects.get(key)?.data === undefined;
    });
  }

  private mayHoldKey(secret: string): boolean {
    const { data } = this.options.surroundings.objects.get(secret) ?? {};
    return !isOfOtherType([...(data?.keys() ?? [])]);
  }

  private async readAll(wanted: readonly string[]): Promise<{
    /** Whether there is more to go by than names. */
    isAnyKnown: boolean;
    gone: Set<string>;
    forbidden: string[];
  }> {
    const gone = new Set<string>();
    const forbidden: string[] = [];
    await forEachLimited(wanted, READS, async key => {
      const data = await this.reads.read(key);
      if (data === 'gone') {
        gone.add(key);
      } else if (data === 'forbidden') {
        forbidden.push(key);
      }
    });
    return {
      isAnyKnown: forbidden.length < wanted.length,
      gone,
      forbidden: forbidden.sort(),
    };
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
