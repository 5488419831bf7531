import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  assessSeverity,
  ClusterCoverage,
  Coverage,
  HeatMap,
  Summary,
  Trends,
  Workload,
  workloadId,
  WorkloadPage,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { OwnershipRule } from 'backstage-plugin-irsa-node';
import { Knex } from 'knex';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { AccountRegistry } from '../accounts/types';
import {
  ClusterChange,
  ClusterHandle,
  ClusterRegistry,
} from '../clusters/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { RecurringFailures } from '../shared/RecurringFailures';
import { FleetQueries } from './FleetQueries';
import { CatalogLinks } from './links/CatalogLinks';
import {
  Kinds,
  kindsOf,
  ScanContext,
  scanCluster,
} from './scan/ClusterScanner';
import { KeyDirectory } from './links/KeyDirectory';
import { isStoredKind } from './kinds';
import { FactsMemory } from './scan/FactsMemory';
import { scanWorkload } from './scan/scanWorkload';
import { CoverageStore } from './store/CoverageStore';
import { Deadline } from './scan/Deadline';
import { History } from './store/History';
import { WorkloadReader } from './store/WorkloadReader';
import { StoredWorkload } from './store/workloadRow';
import { WorkloadStore } from './store/WorkloadStore';
import { ChangeApplier } from './watch/ChangeApplier';
import { ClusterFollowers } from './watch/ClusterFollowers';
import { Change, ClusterWatcher } from './watch/ClusterWatcher';
import { HeldContext } from './watch/HeldContext';
import { WatchPositions } from './watch/WatchPositions';
import { Inventory, MigrationMark, WorkloadFilter } from './types';

export interface DatabaseInventoryOptions {
  /** With the tables of `migrations/` in it. */
  database: Knex;
  clusters: ClusterRegistry;
  accounts: AccountRegistry;
  catalog: CatalogService;
  auth: AuthService;
  /** Scans on a schedule when given. */
  scheduler?: SchedulerService;
  /** Rules of this portal for workloads that no catalog entity is linked to. */
  ownershipRules?: readonly OwnershipRule[];
  /** Ends the schedules. */
  signal?: AbortSignal;
  logger: LoggerService;
  config: IrsaConfig;
}

/** Says which stored workloads have changed: those of a cluster, or one by its id. */
export type InventoryListener = (change: {
  cluster?: string;
  workload?: string;
}) => void;

const SCAN_MS = 15 * 60_000;
/** A source that others fill, like the catalog, has to say for so long that a cluster is not there. */
const FORGET_MS = 3_600_000;
/** A cluster that is followed is still listed from time to time. */
const RELIST_MS = 3_600_000;
/** Positions are saved every ten seconds; without one for so long a cluster is not followed. */
const FOLLOWED_MS = 45_000;
/** A key that no account knows makes the accounts be read again, at most so often. */
const NEW_KEY_MS = 60_000;
const KEY_BATCH = 200;
const SQLITE_CACHE_KB = 32_768;

export class DatabaseInventory implements Inventory {
  static async create(
    options: DatabaseInventoryOptions,
  ): Promise<DatabaseInventory> {
    const { clusters, scheduler, config } = options;
    const signal = options.signal ?? new AbortController().signal;
    const store = new WorkloadStore(options.database);
    await tuneSqlite(options.database);
    const inventory = new DatabaseInventory(options, store);
    await inventory.forgetGone();
    for (const { name, reason } of clusters.leftOut()) {
      await inventory.loseSight(name, reason);
    }
    await scheduler?.scheduleTask({
      id: 'irsa-scan',
      frequency: { milliseconds: config.scan.intervalMs },
      // Clusters are read at the same time; the largest takes minutes.
      timeout: { milliseconds: Math.max(config.scan.timeoutMs * 2, SCAN_MS) },
      initialDelay: { seconds: 3 },
      signal,
      fn: async () => {
        await inventory.scanDue();
      },
    });
    const followers =
      scheduler && config.scan.watch
        ? new ClusterFollowers({
            clusters,
            scheduler,
            scan: config.scan,
            follow: (cluster, turn) => inventory.follow(cluster, turn),
            failures: inventory.failures,
            signal,
          })
        : undefined;
    await followers?.start();
    clusters.onChange(change => {
      if (!signal.aborted) {
        inventory.changing = inventory.changing
          .then(() => inventory.take(change, followers))
          .catch(error =>
            options.logger.warn(
              `A change of the clusters is taken up with the next scan only (${
                (error as Error).name
              })`,
            ),
          );
      }
    });
    return inventory;
  }

  private readonly listeners: InventoryListener[] = [];
  /** Of reading clusters, by name. A cluster that is mended shows within a minute. */
  private readonly failures: RecurringFailures;
  private changing = Promise.resolve();
  private scanning = new Map<string, Promise<void>>();

  private readonly reader: WorkloadReader;
  private readonly queries: FleetQueries;
  private readonly coverages: CoverageStore;
  private readonly history: History;
  private readonly positions: WatchPositions;
  private readonly held: HeldContext;
  private readonly memories = new Map<string, FactsMemory>();
  private readonly kinds = new Map<string, Promise<Kinds>>();
  /** What the catalog said when a cluster was listed: `CatalogLinks.markOf`. */
  private readonly marks = new Map<string, string>();

  private constructor(
    private readonly options: DatabaseInventoryOptions,
    private readonly store: WorkloadStore,
  ) {
    this.failures = new RecurringFailures({
      logger: options.logger,
      longestMs: 60_000,
    });
    this.reader = new WorkloadReader(options.database);
    this.queries = new FleetQueries(options);
    this.coverages = new CoverageStore(options.database);
    this.history = new History(options.database, options.config.history?.days);
    this.positions = new WatchPositions(options.database);
    this.held = new HeldContext(
      age => this.context(age),
      options.config.scan.intervalMs,
    );
  }

  /** Calls `listener` each time after stored workloads have changed. */
  onChange(listener: InventoryListener): void {
    this.listeners.push(listener);
  }

  list(filter: WorkloadFilter): Promise<WorkloadPage> {
    return this.queries.list(filter);
  }

  each(filter: Partial<WorkloadFilter>): AsyncIterable<Workload[]> {
    return this.queries.each(filter);
  }

  get(ref: WorkloadRef): Promise<Workload> {
    return this.queries.get(ref);
  }

  summary(): Promise<Summary> {
    return this.queries.summary();
  }

  coverage(): Promise<Coverage> {
    return this.queries.coverage();
  }

  heatMap(options: { cluster?: string }): Promise<HeatMap> {
    return this.queries.heatMap(options);
  }

  trends(options: Parameters<Inventory['trends']>[0]): Promise<Trends> {
    return this.queries.trends(options);
  }

  async scan(options?: { cluster?: string }): Promise<Coverage> {
    const { clusters } = this.options;
    const chosen = options?.cluster
      ? [clusters.get(options.cluster)]
      : clusters.all();
    const context = await this.context({ maxAgeMs: 0 });
    await Promise.all(
      chosen.map(cluster => this.scanOnce(cluster, { ...context })),
    );
    return this.coverage();
  }

  async refresh(ref: WorkloadRef, seen?: KubernetesObject): Promise<Workload> {
    const { clusters } = this.options;
    const cluster = clusters.get(ref.cluster);
    const context = await this.context({ maxAgeMs: 60_000 });
    const known = new Map(seen ? [[workloadId(ref), seen]] : []);
    await this.applierOf(cluster, context, known).look([ref]);
    this.changed({ workload: workloadId(ref) });
    return this.get(ref);
  }

  async mark(ref: WorkloadRef, mark: MigrationMark): Promise<void> {
    await this.store.mark(ref, mark);
    this.changed({ workload: workloadId(ref) });
  }

  /** Follows a cluster until `signal` is aborted, or lists it where it cannot be followed yet. */
  async follow(cluster: ClusterHandle, signal: AbortSignal): Promise<void> {
    const watcher = new ClusterWatcher({
      cluster,
      positions: this.positions,
      logger: this.options.logger,
      kinds: async () => (await this.kindsOf(cluster)).audited,
      list: async () => {
        await this.scanOnce(cluster, await this.held.get());
      },
      apply: changes => this.apply(cluster, changes),
    });
    await watcher.run(signal);
  }

  /**
   * Lists the clusters that are not followed, were not listed for long, or to which the catalog links otherwise now, as
   * after a start at which it was still empty; of the others it looks at the keys again.
   */
  async scanDue(): Promise<void> {
    const { clusters, config } = this.options;
    await this.forgetGone();
    const context = await this.context({ maxAgeMs: 0 });
    await Promise.all(
      clusters.all().map(async cluster => {
        const { alive, listed } = await this.positions.ages(cluster.name);
        const due = listed > (config.scan.relistMs ?? RELIST_MS);
        const mark = context.links.markOf(cluster.name);
        const before = this.marks.get(cluster.name) ?? mark;
        if (before !== undefined) {
          this.marks.set(cluster.name, before);
        }
        const isLinkedAnew = mark !== undefined && mark !== before;
        if (alive > FOLLOWED_MS || due || isLinkedAnew) {
          await this.scanOnce(cluster, context);
        } else {
          await this.refreshKeys(cluster, context);
        }
      }),
    );
  }

  private changed(change: Parameters<InventoryListener>[0]): void {
    this.listeners.forEach(listener => listener(change));
  }

  /** Clusters that came and went. */
  private async take(
    { added, removed }: ClusterChange,
    followers: ClusterFollowers | undefined,
  ): Promise<void> {
    const { clusters } = this.options;
    for (const cluster of removed) {
      followers?.remove(cluster);
      this.kinds.delete(cluster.name);
      this.memories.delete(cluster.name);
      const reason =
        clusters.leftOut().find(({ name }) => name === cluster.name)?.reason ??
        `Cluster ${cluster.name} is not among those that the portal knows now`;
      await this.loseSight(cluster.name, reason);
    }
    for (const cluster of added) {
      await followers?.add(cluster);
    }
  }

  /** What was seen on the cluster is not known any more, and it is listed anew when it is back. */
  private async loseSight(
    name: string | undefined,
    reason: string,
  ): Promise<void> {
    if (name !== undefined) {
      await this.positions.forget(name);
      await this.store.setClusterUnknown(name, reason);
      this.changed({ cluster: name });
    }
  }

  /** Drops what is stored of clusters that no source names, once that is sure. */
  private async forgetGone(): Promise<void> {
    const { clusters } = this.options;
    const since = clusters.knownSince();
    if (since !== undefined && Date.now() - since > FORGET_MS) {
      await this.store.keepClusters(
        [...clusters.all(), ...clusters.leftOut()].flatMap(
          ({ name }) => name ?? [],
        ),
      );
    }
  }

  private async apply(
    cluster: ClusterHandle,
    changes: Change[],
  ): Promise<void> {
    const applier = this.applierOf(cluster, await this.held.get());
    const found = await applier.apply(changes);
    this.changed({ cluster: cluster.name });
    const unknown = found
      .map(({ workload }) => workload)
      .filter(({ keys }) =>
        keys.some(({ state }) => state === 'unknownAccount'),
      );
    if (unknown.length === 0) {
      return;
    }
    // A key that was made a moment ago: its account is read again, and nobody waits for that.
    void this.held
      .refresh(NEW_KEY_MS)
      .then(async () =>
        this.applierOf(cluster, await this.held.get()).look(unknown),
      )
      .then(() => this.changed({ cluster: cluster.name }))
      .catch(error =>
        this.options.logger.warn(
          `New keys on cluster ${
            cluster.name
          } stay unknown until the next scan (${(error as Error).name})`,
        ),
      );
  }

  private applierOf(
    cluster: ClusterHandle,
    context: Omit<ScanContext, 'memory'>,
    known: ReadonlyMap<string, KubernetesObject> = new Map(),
  ): ChangeApplier {
    return new ChangeApplier({
      cluster: cluster.name,
      store: this.store,
      read: async ref =>
        scanWorkload(cluster, ref, {
          ...context,
          kinds: await this.kindsOf(cluster, ref.kind),
          seen: known.get(workloadId(ref)),
          memory: this.memoryOf(cluster),
          signal: AbortSignal.timeout(this.options.config.scan.timeoutMs),
        }),
      keep: found => this.keep(found, context),
    });
  }

  /** What accounts say of the keys of a cluster may change while the cluster does not. */
  private async refreshKeys(
    { name }: ClusterHandle,
    { keys }: Pick<ScanContext, 'keys'>,
  ): Promise<void> {
    let after = '';
    for (;;) {
      const ids = await this.store.withKeys(name, after, KEY_BATCH);
      if (ids.length === 0) {
        break;
      }
      after = ids[ids.length - 1];
      const changed = (await this.reader.stored(ids)).filter(workload =>
        updateKeys(workload, keys),
      );
      await this.store.put(
        changed.map(workload => ({ workload, listed: true })),
      );
    }
    await this.history.record(name);
    this.changed({ cluster: name });
  }

  /** Callers at the same time share one scan of a cluster. */
  private scanOnce(
    cluster: ClusterHandle,
    context: Omit<ScanContext, 'memory'>,
  ): Promise<void> {
    const running =
      this.scanning.get(cluster.name) ??
      this.scanOne(cluster, context).finally(() =>
        this.scanning.delete(cluster.name),
      );
    this.scanning.set(cluster.name, running);
    return running;
  }

  private async scanOne(
    cluster: ClusterHandle,
    context: Omit<ScanContext, 'memory'>,
  ): Promise<void> {
    const { config } = this.options;
    const began = Date.now();
    const silence = new Deadline(config.scan.timeoutMs);
    await this.positions.listing(cluster.name);
    // What is there may have changed since.
    this.kinds.delete(cluster.name);
    const {
      coverage,
      positions,
      unreadKinds = [],
    } = await scanCluster(
      cluster,
      {
        ...context,
        memory: this.memoryOf(cluster),
        signal: silence.signal,
      },
      async page => {
        silence.postpone();
        await this.keep(page, context);
        await this.positions.listing(cluster.name);
      },
    ).finally(() => {
      silence.clear();
      return this.positions.listingEnded(cluster.name);
    });
    if (positions) {
      this.failures.succeeded(
        cluster.name,
        `Cluster ${cluster.name} can be read again`,
      );
      await this.positions.save(cluster.name, positions, 'list');
      const mark = context.links.markOf(cluster.name);
      if (mark !== undefined) {
        this.marks.set(cluster.name, mark);
      }
      await this.store.sweep(cluster.name, began, {
        kinds: [...unreadKinds],
        reason: coverage.message ?? '',
      });
      await this.coverages.save({ type: 'cluster', document: coverage });
    } else {
      this.failures.failed(
        cluster.name,
        coverage.message ?? `Cluster ${cluster.name} is not readable`,
      );
      const all = await this.coverages.all<ClusterCoverage>('cluster');
      const before = all.get(cluster.name);
      await this.store.setClusterUnknown(
        cluster.name,
        coverage.message ?? 'The cluster could not be read',
      );
      await this.coverages.save({
        type: 'cluster',
        document: {
          ...coverage,
          asOf: before?.asOf,
          workloads: before?.workloads ?? 0,
        },
      });
    }
    await this.history.record(cluster.name);
    this.changed({ cluster: cluster.name });
  }

  private async keep(
    workloads: StoredWorkload[],
    { links }: Pick<ScanContext, 'links'>,
  ): Promise<void> {
    if (!links.readable) {
      for (const { workload } of workloads) {
        keepLink(workload, await this.reader.find(workload.id));
      }
    }
    await this.store.put(workloads);
  }

  /** Known from the last scan, or asked for; again when one is missing, since definitions come and go. */
  private kindsOf(cluster: ClusterHandle, kind?: string): Promise<Kinds> {
    const { config } = this.options;
    const ask = () => {
      const asked = kindsOf(cluster, config.catalogue);
      asked.catch(() => this.kinds.delete(cluster.name));
      this.kinds.set(cluster.name, asked);
      return asked;
    };
    const known = this.kinds.get(cluster.name) ?? ask();
    return known.then(kinds =>
      kind === undefined ||
      isStoredKind(kind) ||
      kinds.audited.some(each => each.kind === kind)
        ? kinds
        : ask(),
    );
  }

  private memoryOf({ name }: ClusterHandle): FactsMemory {
    const memory = this.memories.get(name) ?? new FactsMemory();
    this.memories.set(name, memory);
    return memory;
  }

  private async context(options: {
    maxAgeMs: number;
  }): Promise<Omit<ScanContext, 'memory'>> {
    const { accounts, catalog, auth, logger, config, ownershipRules } =
      this.options;
    const [keys, links] = await Promise.all([
      KeyDirectory.read(accounts, logger, options),
      CatalogLinks.read({ catalog, auth, logger, rules: ownershipRules }),
    ]);
    for (const document of keys.coverage) {
      await this.coverages.save({ type: 'account', document });
    }
    return {
      readLevel: config.readLevel,
      catalogue: config.catalogue,
      helmReleases: config.scan.helmReleases,
      keys,
      links,
      logger,
    };
  }
}

/**
 * SQLite keeps 2 MB of a database in memory unless told otherwise; the indexes of a large fleet are many times that, and
 * every row of a first scan then goes to the disk and back. https://www.sqlite.org/pragma.html#pragma_cache_size
 *
 * Its usual journal writes each page twice; the write-ahead log writes it once, lets lists be read meanwhile, and loses as
 * little when the process is killed. https://www.sqlite.org/wal.html
 */
async function tuneSqlite(database: Knex): Promise<void> {
  if (String(database.client.config.client).includes('sqlite')) {
    await database.raw(`pragma cache_size = -${SQLITE_CACHE_KB}`);
    await database.raw('pragma journal_mode = wal');
  }
}

/** Whether there was something new. */
function updateKeys(workload: Workload, directory: KeyDirectory): boolean {
  const fresh = workload.keys.map(key => directory.describe(key));
  const text = (keys: Workload['keys']) =>
    JSON.stringify(
      keys.map(({ asOf: _asOf, ageDays: _age, ...facts }) => facts),
    );
  if (text(fresh) === text(workload.keys)) {
    return false;
  }
  workload.keys = fresh;
  workload.severity = assessSeverity(workload.references, fresh);
  return true;
}

/** While the catalog is away, what it said before still holds. */
function keepLink(workload: Workload, before: Workload | undefined): void {
  workload.entityRef = before?.entityRef;
  workload.entityTitle = before?.entityTitle;
  workload.ownerRef = before?.ownerRef;
  workload.linkedBy = before?.linkedBy;
}
