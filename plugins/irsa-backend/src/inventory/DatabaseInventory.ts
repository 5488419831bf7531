import { SchedulerService } from '@backstage/backend-plugin-api';
import {
  Coverage,
  HeatMap,
  PlanVerdict,
  Summary,
  Trends,
  Workload,
  workloadId,
  WorkloadPage,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { Knex } from 'knex';
import { ClusterRegistry } from '../clusters/types';
import { FleetQueries } from './FleetQueries';
import { FleetContextOptions } from './scan/fleetContext';
import { ScanKeeper } from './ScanKeeper';
import { WorkloadStore } from './store/WorkloadStore';
import { Inventory, MigrationMark, Within, WorkloadFilter } from './types';

export interface DatabaseInventoryOptions extends FleetContextOptions {
  /** With the tables of `migrations/` in it. */
  database: Knex;
  clusters: ClusterRegistry;
  /** Scans on a schedule when given. */
  scheduler?: SchedulerService;
  /** Ends the schedules. */
  signal?: AbortSignal;
}

/** Says which stored workloads have changed: those of a cluster, or one by its id. */
export type InventoryListener = (change: {
  cluster?: string;
  workload?: string;
}) => void;

const SQLITE_CACHE_KB = 32_768;
/** Of 4 kB. */
const SQLITE_LOG_PAGES = 4_096;

/** The inventory in the portal's database: `FleetQueries` answers, `ScanKeeper` keeps it current. */
export class DatabaseInventory implements Inventory {
  static async create(
    options: DatabaseInventoryOptions,
  ): Promise<DatabaseInventory> {
    await tuneSqlite(options.database);
    const inventory = new DatabaseInventory(options);
    await inventory.keeper.start();
    return inventory;
  }

  /** Lists and follows the clusters. */
  readonly keeper: ScanKeeper;
  private readonly queries: FleetQueries;
  private readonly store: WorkloadStore;
  private readonly listeners: InventoryListener[] = [];

  private constructor(private readonly options: DatabaseInventoryOptions) {
    this.store = new WorkloadStore(options.database);
    this.queries = new FleetQueries(options);
    this.keeper = new ScanKeeper({
      ...options,
      store: this.store,
      changed: change => this.changed(change),
    });
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

  get(ref: WorkloadRef, options?: Within): Promise<Workload> {
    return this.queries.get(ref, options);
  }

  named(ids: string[], options?: Within) {
    return this.queries.named(ids, options);
  }

  summary(options?: Within): Promise<Summary> {
    return this.queries.summary(options);
  }

  coverage(options?: Within): Promise<Coverage> {
    return this.queries.coverage(options);
  }

  heatMap(options: Parameters<Inventory['heatMap']>[0]): Promise<HeatMap> {
    return this.queries.heatMap(options);
  }

  trends(options: Parameters<Inventory['trends']>[0]): Promise<Trends> {
    return this.queries.trends(options);
  }

  async scan(options?: { cluster?: string } & Within): Promise<Coverage> {
    const { clusters } = this.options;
    await this.keeper.scan(
      options?.cluster ? [clusters.get(options.cluster)] : clusters.all(),
    );
    return this.coverage(options);
  }

  async refresh(ref: WorkloadRef, seen?: KubernetesObject): Promise<Workload> {
    await this.keeper.refresh(ref, seen);
    return this.get(ref);
  }

  readersOf(cluster: string, object: string): Promise<string[]> {
    return this.store.readersOf(cluster, [object]);
  }

  async mark(ref: WorkloadRef, mark: MigrationMark): Promise<void> {
    await this.store.mark(ref, mark);
    this.changed({ workload: workloadId(ref) });
  }

  async notePlan(
    ref: WorkloadRef,
    verdict: PlanVerdict | undefined,
  ): Promise<void> {
    await this.store.notePlan(ref, verdict);
    this.changed({ workload: workloadId(ref) });
  }

  private changed(change: Parameters<InventoryListener>[0]): void {
    this.listeners.forEach(listener => listener(change));
  }
}

/**
 * SQLite keeps 2 MB of a database in memory unless told otherwise; the indexes of a large fleet are many times that, and
 * every row of a first scan then goes to the disk and back. https://www.sqlite.org/pragma.html#pragma_cache_size
 *
 * Its usual journal writes each page twice; the write-ahead log writes it once, lets lists be read meanwhile, and loses as
 * little when the process is killed. https://www.sqlite.org/wal.html
 * It is copied into the database when it has 32 MB and not 4: a scan writes the same pages of the indexes again and again.
 */
async function tuneSqlite(database: Knex): Promise<void> {
  if (String(database.client.config.client).includes('sqlite')) {
    await database.raw(`pragma cache_size = -${SQLITE_CACHE_KB}`);
    await database.raw('pragma journal_mode = wal');
    await database.raw(`pragma wal_autocheckpoint = ${SQLITE_LOG_PAGES}`);
  }
}
