import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { workloadId, WorkloadRef } from 'backstage-plugin-irsa-common';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { Knex } from 'knex';
import {
  ClusterChange,
  ClusterHandle,
  ClusterRegistry,
} from '../clusters/types';
import { KEYS_MAX_AGE_MS } from '../accounts/readKeys';
import { inPlainWords } from '../shared/databaseOutage';
import { RecurringFailures } from '../shared/RecurringFailures';
import { ClusterScans } from './ClusterScans';
import { CatalogFill } from './links/CatalogFill';
import { MissedKeys } from './links/MissedKeys';
import { ClusterMemories } from './scan/ClusterMemories';
import {
  FleetContext,
  FleetContextOptions,
  readFleetContext,
} from './scan/fleetContext';
import { scanWorkload } from './scan/scanWorkload';
import { CoverageStore } from './store/CoverageStore';
import { WorkloadStore } from './store/WorkloadStore';
import { ChangeApplier } from './watch/ChangeApplier';
import { ClusterFollowers } from './watch/ClusterFollowers';
import { Change, ClusterWatcher } from './watch/ClusterWatcher';
import { judgedBy } from './watch/judgedBy';
import { HeldContext } from './watch/HeldContext';
import { NewKeys } from './watch/NewKeys';
import { WatchPositions } from './watch/WatchPositions';

export interface ScanKeeperOptions extends FleetContextOptions {
  /** With the tables of `migrations/` in it. */
  database: Knex;
  store: WorkloadStore;
  clusters: ClusterRegistry;
  /** Scans on a schedule when given. */
  scheduler?: SchedulerService;
  /** Ends the schedules. */
  signal?: AbortSignal;
  /** Called after stored workloads have changed: those of a cluster, or one by its id. */
  changed: (change: { cluster?: string; workload?: string }) => void;
  logger: LoggerService;
}

const SCAN_MS = 15 * 60_000;
/** A source that others fill, like the catalog, has to say for so long that a cluster is not there. */
const FORGET_MS = 3_600_000;
/** A cluster that is followed is still listed from time to time. */
const RELIST_MS = 3_600_000;
/** So long after a start the catalog is looked at again, then after twice as long, and so on. */
const CATALOG_MS = 10_000;
/** Positions are saved every ten seconds; without one for so long a cluster is not followed. */
const FOLLOWED_MS = 45_000;

/** Keeps the stored fleet current: lists clusters on a schedule, follows their changes, and knows when one is gone. */
export class ScanKeeper {
  private readonly scans: ClusterScans;
  private readonly coverages: CoverageStore;
  private readonly positions: WatchPositions;
  private readonly held: HeldContext;
  private readonly newKeys: NewKeys;
  private readonly memories: ClusterMemories;
  /** Of reading clusters, by name. A cluster that is mended shows within a minute. */
  private readonly failures: RecurringFailures;
  /** Of following lists, by cluster and path. */
  private readonly watchFailures: RecurringFailures;
  /** Of reading accounts, by id. */
  private readonly accountFailures: RecurringFailures;
  private readonly catalogFailures: RecurringFailures;
  private readonly catalogFill: CatalogFill;
  private readonly missedKeys = new MissedKeys();
  /** Since the start. */
  private catalogTurns = 0;
  private changing = Promise.resolve();

  constructor(private readonly options: ScanKeeperOptions) {
    const { database, logger, config, changed } = options;
    this.coverages = new CoverageStore(database);
    this.positions = new WatchPositions(database);
    this.memories = new ClusterMemories(config.catalogue);
    this.failures = new RecurringFailures({ logger, longestMs: 60_000 });
    this.watchFailures = new RecurringFailures({ logger });
    this.accountFailures = new RecurringFailures({ logger });
    this.catalogFailures = new RecurringFailures({ logger });
    this.catalogFill = options.catalogFill ?? new CatalogFill();
    this.held = new HeldContext(
      age =>
        readFleetContext(
          this.options,
          {
            coverages: this.coverages,
            accountFailures: this.accountFailures,
            missedKeys: this.missedKeys,
            catalogFailures: this.catalogFailures,
            catalogFill: this.catalogFill,
          },
          age,
        ),
      config.scan.intervalMs,
    );
    this.newKeys = new NewKeys(this.held);
    this.scans = new ClusterScans({
      ...options,
      coverages: this.coverages,
      positions: this.positions,
      memories: this.memories,
      failures: this.failures,
      changed: cluster => changed({ cluster }),
    });
  }

  /** Begins the schedules, and takes up changes of the registry from now on. */
  async start(): Promise<void> {
    const { clusters, scheduler, config, logger } = this.options;
    const signal = this.options.signal ?? new AbortController().signal;
    await this.forgetGone();
    for (const { name, reason } of clusters.leftOut()) {
      await this.loseSight(name, reason);
    }
    await scheduler?.scheduleTask({
      id: 'irsa-scan',
      frequency: { milliseconds: config.scan.intervalMs },
      // Clusters are read at the same time; the largest takes minutes.
      timeout: { milliseconds: Math.max(config.scan.timeoutMs * 2, SCAN_MS) },
      initialDelay: { seconds: 3 },
      signal,
      fn: () => inPlainWords(() => this.scanDue()),
    });
    await scheduler?.scheduleTask({
      id: 'irsa-catalog',
      // Soon after the start of each replica.
      scope: 'local',
      frequency: { milliseconds: CATALOG_MS },
      timeout: { milliseconds: Math.max(config.scan.timeoutMs * 2, SCAN_MS) },
      initialDelay: { milliseconds: CATALOG_MS },
      signal,
      fn: () => inPlainWords(() => this.linkAnew()),
    });
    const followers =
      scheduler && config.scan.watch
        ? new ClusterFollowers({
            clusters,
            scheduler,
            scan: config.scan,
            follow: (cluster, turn) => this.follow(cluster, turn),
            failures: this.failures,
            signal,
          })
        : undefined;
    await followers?.start();
    clusters.onChange(change => {
      if (!signal.aborted) {
        this.changing = this.changing
          .then(() => this.take(change, followers))
          .catch(error =>
            logger.warn(
              `A change of the clusters is taken up with the next scan only (${
                (error as Error).name
              })`,
            ),
          );
      }
    });
  }

  /** Lists these clusters now, with accounts that are read afresh. */
  async scan(chosen: readonly ClusterHandle[]): Promise<void> {
    const context = await this.held.read({ maxAgeMs: 0 });
    await Promise.all(chosen.map(cluster => this.scans.scan(cluster, context)));
  }

  /**
   * Lists the clusters that are not followed, were not listed for long, or to which the catalog links otherwise now, as
   * after a start at which it was still empty; of the others it looks at the keys again. Accounts are read now, their keys
   * once an hour, or when a key turns up that none of them has.
   */
  async scanDue(): Promise<void> {
    const { clusters, config } = this.options;
    await this.forgetGone();
    const context = await this.held.read({
      maxAgeMs: 0,
      keysMaxAgeMs: KEYS_MAX_AGE_MS,
    });
    await Promise.all(
      clusters.all().map(async cluster => {
        const { alive, listed } = await this.positions.ages(cluster.name);
        const due = listed > (config.scan.relistMs ?? RELIST_MS);
        const isLinkedAnew = await this.scans.isLinkedAnew(cluster, context);
        if (alive > FOLLOWED_MS || due || isLinkedAnew) {
          await this.scans.scan(cluster, context);
        } else {
          await this.scans.refreshKeys(cluster, context);
        }
      }),
    );
  }

  /**
   * Lists the clusters to which the catalog links otherwise now than when they were listed. It is called soon after a start,
   * at which the catalog was perhaps still empty or away, and then less and less often; later `scanDue` is enough.
   */
  async linkAnew(): Promise<void> {
    this.catalogTurns += 1;
    // The turns 1, 2, 4, 8, ...
    if (!Number.isInteger(Math.log2(this.catalogTurns))) {
      return;
    }
    const { clusters, config } = this.options;
    const context = await this.held.read({
      maxAgeMs: config.scan.intervalMs,
      keysMaxAgeMs: KEYS_MAX_AGE_MS,
    });
    await Promise.all(
      clusters.all().map(async cluster => {
        if (await this.scans.isLinkedAnew(cluster, context)) {
          await this.scans.scan(cluster, context);
        }
      }),
    );
  }

  /**
   * Reads one workload afresh and stores it. Throws NotFoundError for a cluster that is not configured, and ClusterError.
   *
   * @param seen - the workload as the caller has just read it; then it is not read again
   */
  async refresh(ref: WorkloadRef, seen?: KubernetesObject): Promise<void> {
    const cluster = this.options.clusters.get(ref.cluster);
    const context = await this.held.read({
      maxAgeMs: 60_000,
      keysMaxAgeMs: KEYS_MAX_AGE_MS,
    });
    const known = new Map(seen ? [[workloadId(ref), seen]] : []);
    await this.applierOf(cluster, context, known).look([ref]);
    this.options.changed({ workload: workloadId(ref) });
  }

  /** Follows a cluster until `signal` is aborted, or lists it where it cannot be followed yet. */
  async follow(cluster: ClusterHandle, signal: AbortSignal): Promise<void> {
    const watcher = new ClusterWatcher({
      cluster,
      positions: this.positions,
      logger: this.options.logger,
      kinds: async () => (await this.memories.kindsOf(cluster)).audited,
      kindsNow: async () => {
        this.memories.forgetKinds(cluster);
        return (await this.memories.kindsOf(cluster)).audited;
      },
      list: async () => this.scans.scan(cluster, await this.held.get()),
      apply: changes => this.apply(cluster, changes),
      refused: (path, { message }) =>
        this.watchFailures.failed(
          `${cluster.name} ${path}`,
          `${message} Until then the portal sees changes there with the next scan only.`,
        ),
      followed: path =>
        this.watchFailures.succeeded(
          `${cluster.name} ${path}`,
          `Changes of ${path} on cluster ${cluster.name} are followed again`,
        ),
    });
    await watcher.run(signal);
  }

  /** Clusters that came and went. */
  private async take(
    { added, removed }: ClusterChange,
    followers: ClusterFollowers | undefined,
  ): Promise<void> {
    const { clusters } = this.options;
    for (const cluster of removed) {
      followers?.remove(cluster);
      this.memories.forget(cluster);
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
      await this.options.store.setClusterUnknown(name, reason);
      this.options.changed({ cluster: name });
    }
  }

  /** Drops what is stored of clusters that no source names, once that is sure. */
  private async forgetGone(): Promise<void> {
    const { clusters, store } = this.options;
    const since = clusters.knownSince();
    if (since !== undefined && Date.now() - since > FORGET_MS) {
      await store.keepClusters(
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
    const { changed, logger } = this.options;
    const context = await this.held.get();
    const found = await this.applierOf(cluster, context).apply(changes);
    const newer = await this.held.get();
    if (newer !== context) {
      // A scan may have stored the newer keys and links before the older ones were stored here.
      await this.applierOf(cluster, newer).look(
        found.map(({ workload }) => workload),
      );
    }
    changed({ cluster: cluster.name });
    const unknown = found
      .map(({ workload }) => workload)
      .filter(({ keys }) =>
        keys.some(({ state }) =>
          ['unknownAccount', 'unreadable'].includes(state),
        ),
      );
    // A key that was made a moment ago: its account is read again, and nobody waits for that.
    void this.newKeys
      .lookAgain(cluster.name, newer, unknown, async (now, refs) => {
        await this.applierOf(cluster, now).look(refs);
        changed({ cluster: cluster.name });
      })
      .catch(error =>
        logger.warn(
          `New keys on cluster ${
            cluster.name
          } stay unknown until the next scan (${(error as Error).name})`,
        ),
      );
  }

  private applierOf(
    cluster: ClusterHandle,
    context: FleetContext,
    known: ReadonlyMap<string, KubernetesObject> = new Map(),
  ): ChangeApplier {
    const { store, config } = this.options;
    return new ChangeApplier({
      cluster: cluster.name,
      store,
      read: async ref =>
        scanWorkload(cluster, ref, {
          ...context,
          kinds: await this.memories.kindsOf(cluster, ref.kind),
          seen: known.get(workloadId(ref)),
          memory: this.memories.factsOf(cluster),
          isNamed: async key =>
            (await store.objectsRead(cluster.name, [key])).length > 0,
          signal: AbortSignal.timeout(config.scan.timeoutMs),
        }),
      keep: found => this.scans.keep(found, context),
      judgedBy: async ref =>
        judgedBy(cluster, ref, await this.memories.kindsOf(cluster, ref.kind)),
    });
  }
}
