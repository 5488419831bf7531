import { LoggerService } from '@backstage/backend-plugin-api';
import {
  assessSeverity,
  ClusterCoverage,
  Workload,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { ClusterHandle } from '../clusters/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { RecurringFailures } from '../shared/RecurringFailures';
import { KeyDirectory } from './links/KeyDirectory';
import { ClusterMemories } from './scan/ClusterMemories';
import { ClusterScan, scanCluster } from './scan/ClusterScanner';
import { Deadline } from './scan/Deadline';
import { FleetContext } from './scan/fleetContext';
import { ClusterLinks, CoverageStore } from './store/CoverageStore';
import { History } from './store/History';
import { SeenWorkloads } from './store/SeenWorkloads';
import { SettledLinks } from './store/SettledLinks';
import { WorkloadReader } from './store/WorkloadReader';
import { StoredWorkload } from './store/workloadRow';
import { WorkloadStore } from './store/WorkloadStore';
import { WatchPositions } from './watch/WatchPositions';

export interface ClusterScansOptions {
  database: Knex;
  store: WorkloadStore;
  coverages: CoverageStore;
  positions: WatchPositions;
  memories: ClusterMemories;
  /** Of reading clusters, by name. */
  failures: RecurringFailures;
  /** Called after the stored workloads of a cluster have changed. */
  changed: (cluster: string) => void;
  logger: LoggerService;
  config: IrsaConfig;
}

const KEY_BATCH = 200;
/** Differs from every mark of a catalog that was read. */
const UNREAD = '';

/** Lists clusters and stores what was found: workloads, coverage, history, and the positions that watches go on from. */
export class ClusterScans {
  private readonly running = new Map<string, Promise<void>>();
  private readonly reader: WorkloadReader;
  private readonly history: History;
  private readonly settled: SettledLinks;
  private readonly seen: SeenWorkloads;

  constructor(private readonly options: ClusterScansOptions) {
    const { database, config } = options;
    this.reader = new WorkloadReader(database);
    this.seen = new SeenWorkloads(database);
    this.history = new History(database, config.history?.days);
    this.settled = new SettledLinks(database);
  }

  /** Callers at the same time share one scan of a cluster. An unreachable cluster is no error; its coverage shows it. */
  scan(cluster: ClusterHandle, context: FleetContext): Promise<void> {
    const running =
      this.running.get(cluster.name) ??
      this.scanOne(cluster, context).finally(() =>
        this.running.delete(cluster.name),
      );
    this.running.set(cluster.name, running);
    return running;
  }

  /**
   * Whether the catalog links to the cluster otherwise now than when it was listed, by any replica. Where it says the same,
   * the links are as of this reading.
   */
  async isLinkedAnew(
    { name }: ClusterHandle,
    { links }: FleetContext,
  ): Promise<boolean> {
    const mark = links.markOf(name);
    const all = await this.options.coverages.all<ClusterLinks>('links');
    const before = all.get(name);
    if (!before || mark === undefined) {
      return false;
    }
    if (mark !== before.mark) {
      return true;
    }
    await this.saveLinks(name, links);
    return false;
  }

  /** What accounts say of the keys of a cluster may change while the cluster does not. */
  async refreshKeys(
    { name }: ClusterHandle,
    context: FleetContext,
  ): Promise<void> {
    await this.describeKeys(name, context);
    await this.history.record(name);
    this.options.changed(name);
  }

  private async describeKeys(
    name: string,
    { keys }: FleetContext,
  ): Promise<void> {
    const { store } = this.options;
    let after: string | undefined = '';
    while (after !== undefined) {
      const { ids, last } = await this.seen.withKeys(name, after, KEY_BATCH);
      after = last;
      if (ids.length === 0) {
        continue;
      }
      // Read first: one that is older than its document only costs an audit, and a younger one would hide a change.
      const bases = await this.seen.bases(ids);
      const updated = (await this.reader.stored(ids)).filter(workload =>
        updateKeys(workload, keys),
      );
      await store.put(
        updated.map(workload => ({
          workload,
          listed: true,
          basis:
            workload.status === 'unknown' ? undefined : bases.get(workload.id),
        })),
      );
    }
  }

  /** Stores workloads. While the catalog cannot be read, they keep the links that they had; new ones get theirs later. */
  async keep(
    workloads: StoredWorkload[],
    { links }: FleetContext,
  ): Promise<void> {
    if (!links.readable) {
      for (const { workload } of workloads) {
        const [before] = await this.reader.stored([workload.id]);
        if (before) {
          keepLink(workload, before);
        } else {
          await this.saveLinks(workload.cluster, links);
        }
      }
    } else if (!links.isSettled) {
      for (const name of new Set(
        workloads.map(each => each.workload.cluster),
      )) {
        await this.noteSettled(name, links);
      }
    }
    await this.options.store.put(workloads);
  }

  private async scanOne(
    cluster: ClusterHandle,
    context: FleetContext,
  ): Promise<void> {
    const { config, positions, memories, changed } = this.options;
    const began = Date.now();
    const silence = new Deadline(config.scan.timeoutMs);
    await positions.listing(cluster.name);
    // What is there may have changed since.
    memories.forgetKinds(cluster);
    const scan = await scanCluster(
      cluster,
      {
        ...context,
        memory: memories.factsOf(cluster),
        // Those that are followed from then on: a kind that comes later is new to them.
        kinds: () => memories.kindsOf(cluster),
        signal: silence.signal,
        earlier: {
          bases: ids => this.seen.bases(ids),
          seen: async ids => {
            silence.postpone();
            await this.seen.seen(ids);
          },
        },
      },
      async page => {
        silence.postpone();
        await this.keep(page, context);
        await positions.listing(cluster.name);
      },
    ).finally(() => {
      silence.clear();
      return positions.listingEnded(cluster.name);
    });
    if (scan.positions) {
      await this.saveRead(cluster.name, began, scan, scan.positions, context);
      // Of those that were audited, they are as of now.
      if (scan.unchanged || scan.unreadKinds?.length) {
        await this.describeKeys(cluster.name, context);
      }
    } else {
      await this.saveUnread(cluster.name, scan);
    }
    await this.history.record(cluster.name);
    changed(cluster.name);
  }

  private async saveRead(
    name: string,
    began: number,
    { coverage, unreadKinds = [] }: ClusterScan,
    positions: Map<string, string>,
    { links }: FleetContext,
  ): Promise<void> {
    const { store, coverages, failures } = this.options;
    failures.succeeded(name, `Cluster ${name} can be read again`);
    await this.options.positions.save(name, positions, 'list');
    await this.saveLinks(name, links);
    await store.sweep(name, began, {
      kinds: [...unreadKinds],
      reason: coverage.message ?? '',
    });
    const linkDoubt = links.doubt;
    await coverages.save({
      type: 'cluster',
      document: { ...coverage, linkDoubt },
    });
  }

  private async saveLinks(
    name: string,
    links: FleetContext['links'],
  ): Promise<void> {
    const document: ClusterLinks = {
      name,
      mark: links.markOf(name) ?? UNREAD,
      ...(!links.doubt && { linkedAt: links.readAt }),
    };
    await this.options.coverages.save({ type: 'links', document });
    await this.noteSettled(name, links);
  }

  /** While the catalog is away, what it said before still holds. */
  private async noteSettled(
    name: string,
    links: FleetContext['links'],
  ): Promise<void> {
    const mark = links.markOf(name);
    if (
      mark !== undefined &&
      (await this.settled.note(name, mark, links.isSettled))
    ) {
      this.options.changed(name);
    }
  }

  private async saveUnread(
    name: string,
    { coverage }: ClusterScan,
  ): Promise<void> {
    const { store, coverages, failures } = this.options;
    failures.failed(
      name,
      coverage.message ?? `Cluster ${name} is not readable`,
    );
    const all = await coverages.all<ClusterCoverage>('cluster');
    const before = all.get(name);
    await store.setClusterUnknown(
      name,
      coverage.message ?? 'The cluster could not be read',
    );
    await coverages.save({
      type: 'cluster',
      document: {
        ...coverage,
        asOf: before?.asOf,
        linkDoubt: before?.linkDoubt,
        workloads: before?.workloads ?? 0,
      },
    });
  }
}

/** Whether there was something new. */
function updateKeys(workload: Workload, directory: KeyDirectory): boolean {
  const fresh = workload.keys.map(key => directory.describe(key));
  const text = (keys: Workload['keys']) =>
    JSON.stringify(
      keys.map(({ asOf: _asOf, ageDays: _age, ...facts }) => facts),
    );
  // A key that grows old is worse, though nothing else of it has changed.
  const severity = assessSeverity(workload.references, fresh);
  if (
    text(fresh) === text(workload.keys) &&
    JSON.stringify(severity) === JSON.stringify(workload.severity)
  ) {
    return false;
  }
  workload.keys = fresh;
  workload.severity = severity;
  return true;
}

/** While the catalog is away, what it said before still holds. */
function keepLink(workload: Workload, before: Workload): void {
  workload.entityRef = before.entityRef;
  workload.entityTitle = before.entityTitle;
  workload.ownerRef = before.ownerRef;
  workload.ownerEvidence = before.ownerEvidence;
  workload.ownerDoubt = before.ownerDoubt;
  workload.linkedBy = before.linkedBy;
}
