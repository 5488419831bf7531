import { Breather } from '../../shared/Breather';
import { forEachLimited } from '../../shared/forEachLimited';
import { NamespaceNotes } from '../links/CatalogLinks';
import { ResourceKind, WorkloadObject } from '../kinds';
import { StoredWorkload } from '../store/workloadRow';
import { ClusterReader } from './ClusterReader';
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

/** Audits the pages of a scan, and writes what was found while the next ones are audited. */
export class WorkloadPages {
  private found: StoredWorkload[] = [];
  /** How many were looked at since the last time that some were written. */
  private looked = 0;
  private writing: Promise<unknown> = Promise.resolve();
  private count = 0;

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
    },
  ) {}

  /** Throws ClusterError, and what `keep` threw of an earlier page. */
  async handle(
    kind: ResourceKind,
    objects: readonly WorkloadObject[],
  ): Promise<void> {
    const { cluster, auditor, context } = this.options;
    const breather = new Breather();
    const page: ScannedWorkload[] = [];
    for (const object of objects) {
      page.push(toScannedWorkload(cluster, kind, object));
      await breather.breathe();
    }
    await auditor.ahead(page, context.signal);
    const described = await forEachLimited(page, AUDITS, async scanned => {
      await breather.breathe();
      return this.describe(scanned);
    });
    for (const stored of described) {
      if (stored) {
        this.found.push(stored);
      }
    }
    this.looked += objects.length;
    // Also when nothing was found: whoever writes sees that the scan goes on.
    if (this.looked >= TOGETHER) {
      await this.write();
    }
  }

  /** Writes the rest. Returns how many were found. */
  async end(): Promise<number> {
    await this.write();
    await this.writing;
    return this.count;
  }

  private async describe(
    scanned: ScannedWorkload,
  ): Promise<StoredWorkload | undefined> {
    const { auditor, reader, surroundings, namespaces, context, asOf } =
      this.options;
    const account = accountOf(scanned);
    return toStored(scanned, await auditor.audit(scanned), {
      ...context,
      roleArn: surroundings.roleArns.get(account),
      isRoleUnknown:
        !reader.mayRead('list', 'ServiceAccount') || !surroundings.associated,
      podIdentity: surroundings.associated?.has(account),
      namespaces,
      asOf,
    });
  }

  /** Only what is written, and what is audited meanwhile, is in memory. */
  private async write(): Promise<void> {
    await this.writing;
    const { found } = this;
    this.found = [];
    this.looked = 0;
    this.count += found.length;
    this.writing = this.options.keep(found);
    // The error is thrown with the next page, or at the end.
    this.writing.catch(() => {});
  }
}
