import { workloadId } from 'backstage-plugin-irsa-common';
import { Breather } from '../../shared/Breather';
import { forEachLimited } from '../../shared/forEachLimited';
import { NamespaceNotes } from '../links/CatalogLinks';
import { ResourceKind, WorkloadObject } from '../kinds';
import { StoredWorkload } from '../store/workloadRow';
import { Bases } from './Bases';
import { ClusterReader } from './ClusterReader';
import { ObjectMetadata } from './KnownObjects';
import { ObjectAuditor } from './ObjectAuditor';
import { toStored } from './describeWorkload';
import { ScanContext } from './ScanContext';
import {
  accountOf,
  ScannedWorkload,
  toScannedWorkload,
} from './ScannedWorkload';
import { Surroundings } from './ScanWorld';

/** Number of objects of a cluster that are audited concurrently. Each may read Secrets. */
const AUDITS = 8;
/** Workloads that are written together: each time, the database waits for the disk. */
const TOGETHER = 500;
/**
 * Writes at a time. A write waits several times for the database, and each answer for the turn of an audit: with one at a time,
 * audits wait for it.
 */
const WRITES = 2;

/** What is stored of an earlier scan. */
export interface EarlierScan {
  /** What workloads were found by, by their ids. */
  bases(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** These are as they were. */
  seen(ids: readonly string[]): Promise<void>;
}

/** Groups whose Pods are in a template that is known, so that what decides on them is. */
const BUILT_IN = new Set(['', 'apps', 'batch']);

/**
 * Audits the pages of a scan. While one is audited, what the next one needs is read, and what was found in those before is
 * written.
 */
export class WorkloadPages {
  private found: StoredWorkload[] = [];
  /** How many were looked at since the last time that some were written. */
  private looked = 0;
  private same: string[] = [];
  private auditing: Promise<void> = Promise.resolve();
  private readonly writing: Promise<unknown>[] = [];
  private readonly breather = new Breather();
  private count = 0;
  /** How many were as they were. */
  unchanged = 0;

  constructor(
    private readonly options: {
      cluster: string;
      reader: ClusterReader;
      auditor: ObjectAuditor;
      surroundings: Surroundings;
      namespaces?: ReadonlyMap<string, NamespaceNotes>;
      context: ScanContext;
      asOf: string;
      keep: (found: StoredWorkload[]) => Promise<unknown>;
      /** Absent while nothing of an earlier scan counts. */
      bases?: Bases;
      earlier: EarlierScan;
    },
  ) {}

  /** Resolves while the page is audited. Throws ClusterError, also of the page before, and what `keep` threw of earlier ones. */
  async handle(
    kind: ResourceKind,
    objects: readonly WorkloadObject[],
  ): Promise<void> {
    const page = await this.prepare(kind, objects);
    await this.auditing;
    this.auditing = this.audit(kind, page, objects.length);
    this.auditing.catch(() => {});
  }

  /** Audits and writes the rest. Returns how many were found. */
  async end(): Promise<number> {
    await this.auditing;
    await this.write();
    await Promise.all(this.writing);
    return this.count;
  }

  /** Resolves once nothing is written any more, whether or not all was well. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.auditing]);
    await Promise.allSettled(this.writing);
  }

  /** Reads what an audit of these needs, and leaves out those that are as they were. */
  private async prepare(
    kind: ResourceKind,
    objects: readonly WorkloadObject[],
  ): Promise<ScannedWorkload[]> {
    const { cluster, auditor, context } = this.options;
    const same = await this.unchangedAmong(kind, objects);
    const page: ScannedWorkload[] = [];
    for (const object of objects) {
      if (same.has(object)) {
        continue;
      }
      page.push(toScannedWorkload(cluster, kind, object));
      await this.breather.breathe();
    }
    await auditor.ahead(page, context.signal);
    return page;
  }

  private async audit(
    kind: ResourceKind,
    page: readonly ScannedWorkload[],
    looked: number,
  ): Promise<void> {
    const described = await forEachLimited(page, AUDITS, scanned =>
      this.breather.inTurn(() => this.describe(kind, scanned)),
    );
    for (const stored of described) {
      if (stored) {
        this.found.push(stored);
      }
    }
    this.looked += looked;
    // Also when nothing was found: whoever writes sees that the scan goes on.
    if (this.looked >= TOGETHER) {
      await this.write();
    }
  }

  /** Those that an earlier scan has audited, and of which nothing has changed that decided. */
  private async unchangedAmong(
    kind: ResourceKind,
    objects: readonly WorkloadObject[],
  ): Promise<ReadonlySet<WorkloadObject>> {
    const { cluster, auditor, bases, earlier, context } = this.options;
    const found = new Set<WorkloadObject>();
    if (!bases || !context.memory.hasScanned || !isPlain(kind)) {
      return found;
    }
    const refs = objects.map(({ metadata: { namespace = '', name } }) => ({
      cluster,
      namespace,
      kind: kind.kind,
      name,
    }));
    const stored = await earlier.bases(refs.map(workloadId));
    objects.forEach((object, at) => {
      const ref = refs[at];
      const id = workloadId(ref);
      const before = stored.get(id);
      const grounds =
        before &&
        bases.unchanged(
          {
            ref,
            uid: object.metadata.uid,
            resourceVersion: object.metadata.resourceVersion,
          },
          before,
        );
      if (grounds) {
        auditor.keep(grounds.objects, grounds.taken);
        this.same.push(id);
        found.add(object);
      }
    });
    return found;
  }

  private async describe(
    kind: ResourceKind,
    scanned: ScannedWorkload,
  ): Promise<StoredWorkload | undefined> {
    const { auditor, reader, surroundings, namespaces, context, asOf, bases } =
      this.options;
    const account = accountOf(scanned);
    const audited = await auditor.audit(scanned);
    const { ref, serviceAccount } = scanned;
    const { uid, resourceVersion } = scanned.object.metadata as ObjectMetadata;
    const stored = toStored(scanned, audited, {
      ...context,
      roleArn: surroundings.roleArns.get(account),
      isRoleUnknown:
        !reader.mayRead('list', 'ServiceAccount') || !surroundings.associated,
      podIdentity: surroundings.associated?.has(account),
      namespaces,
      asOf,
    });
    const basis =
      bases && audited.grounds && isPlain(kind)
        ? bases.of(
            { ref, uid, resourceVersion, serviceAccount },
            audited.grounds,
          )
        : undefined;
    return stored && basis ? { ...stored, basis } : stored;
  }

  /** Only what is written, and what is audited meanwhile, is in memory. */
  private async write(): Promise<void> {
    if (this.writing.length >= WRITES) {
      await this.writing.shift();
    }
    const { found, same } = this;
    this.found = [];
    this.same = [];
    this.looked = 0;
    this.count += found.length + same.length;
    this.unchanged += same.length;
    const writing = this.put(found, same);
    // The error is thrown with a later page, or at the end.
    writing.catch(() => {});
    this.writing.push(writing);
  }

  private async put(found: StoredWorkload[], same: string[]): Promise<void> {
    if (same.length > 0) {
      await this.options.earlier.seen(same);
    }
    await this.options.keep(found);
  }
}

function isPlain({ group, isResource }: ResourceKind): boolean {
  return !isResource && BUILT_IN.has(group);
}
