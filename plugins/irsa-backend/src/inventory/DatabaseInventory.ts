import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AccountCoverage,
  ClusterCoverage,
  Coverage,
  HeatMap,
  Summary,
  Workload,
  workloadId,
  WorkloadPage,
  WorkloadRef,
} from '@internal/plugin-irsa-common';
import { Knex } from 'knex';
import { AccountRegistry } from '../accounts/types';
import { isClusterError } from '../clusters/ClusterError';
import { ClusterHandle, ClusterRegistry } from '../clusters/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { CatalogLinks } from './CatalogLinks';
import { ScanContext, scanCluster, scanWorkload } from './ClusterScanner';
import { KeyDirectory } from './KeyDirectory';
import { KeyIdMemory } from './KeyIdMemory';
import { CoverageStore } from './store/CoverageStore';
import { FleetFigures } from './store/FleetFigures';
import { WorkloadReader } from './store/WorkloadReader';
import { StoredWorkload } from './store/workloadRow';
import { WorkloadStore } from './store/WorkloadStore';
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
  logger: LoggerService;
  config: IrsaConfig;
  /** Told after stored workloads have changed. */
  onChange?: (change: { cluster?: string; workload?: string }) => void;
}

export class DatabaseInventory implements Inventory {
  static async create(
    options: DatabaseInventoryOptions,
  ): Promise<DatabaseInventory> {
    const { clusters, scheduler, config } = options;
    const store = new WorkloadStore(options.database);
    await store.keepClusters(clusters.all().map(({ name }) => name));
    const inventory = new DatabaseInventory(options, store);
    await scheduler?.scheduleTask({
      id: 'irsa-scan',
      frequency: { milliseconds: config.scan.intervalMs },
      // Clusters are read at the same time, so one timeout and some room for the accounts is enough.
      timeout: { milliseconds: config.scan.timeoutMs * 2 },
      initialDelay: { seconds: 3 },
      fn: async () => {
        await inventory.scan();
      },
    });
    return inventory;
  }

  private scanning = new Map<string, Promise<void>>();

  private readonly reader: WorkloadReader;
  private readonly figures: FleetFigures;
  private readonly coverages: CoverageStore;
  private readonly memories = new Map<string, KeyIdMemory>();

  private constructor(
    private readonly options: DatabaseInventoryOptions,
    private readonly store: WorkloadStore,
  ) {
    this.reader = new WorkloadReader(options.database);
    this.figures = new FleetFigures(options.database);
    this.coverages = new CoverageStore(options.database);
  }

  async list(filter: WorkloadFilter): Promise<WorkloadPage> {
    const page = await this.reader.list(filter);
    return {
      ...page,
      coverage: await this.coverage(),
      facets: await this.reader.facets(),
    };
  }

  async get(ref: WorkloadRef): Promise<Workload> {
    const workload = await this.reader.find(workloadId(ref));
    if (!workload) {
      throw notThere(ref);
    }
    return workload;
  }

  async summary(): Promise<Summary> {
    return {
      ...(await this.figures.summary()),
      coverage: await this.coverage(),
    };
  }

  async coverage(): Promise<Coverage> {
    const { clusters, accounts, config } = this.options;
    const knownClusters = await this.coverages.all<ClusterCoverage>('cluster');
    const knownAccounts = await this.coverages.all<AccountCoverage>('account');
    const list = clusters.all().map(
      ({ name, config: cluster }): ClusterCoverage =>
        knownClusters.get(name) ?? {
          name,
          state: 'pending',
          workloads: 0,
          message: 'Not read yet; the first scan begins soon after the start',
          accountId: cluster.accountId,
          region: cluster.region,
        },
    );
    const readable = list.filter(
      ({ state }) => state === 'ok' || state === 'partial',
    );
    return {
      clusters: list,
      accounts: accounts
        .all()
        .map(
          ({ accountId }): AccountCoverage =>
            knownAccounts.get(accountId) ?? { accountId, state: 'pending' },
        ),
      emulator: config.emulator,
      scanIntervalSeconds: Math.round(config.scan.intervalMs / 1000),
      asOf: readable
        .flatMap(({ asOf }) => asOf ?? [])
        .sort()
        .at(0),
    };
  }

  async heatMap(options: { cluster?: string }): Promise<HeatMap> {
    const { clusters } = this.options;
    // Throws for one that is not configured.
    const all = options.cluster
      ? [clusters.get(options.cluster)]
      : clusters.all();
    const known = await this.coverages.all<ClusterCoverage>('cluster');
    const isKnown = (name: string) =>
      ['ok', 'partial'].includes(known.get(name)?.state ?? 'pending');
    const counts = await this.figures.byAge(options.cluster);
    const names = options.cluster
      ? [...new Set(counts.map(({ name }) => name))]
      : all.map(({ name }) => name);
    return {
      rows: names.map(name => ({
        name,
        isKnown: isKnown(options.cluster ?? name),
        cells: counts
          .filter(cell => cell.name === name)
          .map(({ band, count }) => ({ band, count })),
      })),
    };
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

  async refresh(ref: WorkloadRef): Promise<Workload> {
    const { clusters, config, onChange } = this.options;
    const cluster = clusters.get(ref.cluster);
    const context = await this.context({ maxAgeMs: 60_000 });
    try {
      const stored = await scanWorkload(cluster, ref, {
        ...context,
        memory: this.memoryOf(cluster),
        signal: AbortSignal.timeout(config.scan.timeoutMs),
      });
      await this.keep([stored], context);
    } catch (error) {
      if (isClusterError(error, 'notFound') || error instanceof NotFoundError) {
        await this.store.delete([workloadId(ref)]);
        onChange?.({ workload: workloadId(ref) });
        throw notThere(ref);
      }
      throw error;
    }
    onChange?.({ workload: workloadId(ref) });
    return this.get(ref);
  }

  async mark(ref: WorkloadRef, mark: MigrationMark): Promise<void> {
    await this.store.mark(ref, mark);
    this.options.onChange?.({ workload: workloadId(ref) });
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
    const { config, logger, onChange } = this.options;
    const began = Date.now();
    const { coverage, positions } = await scanCluster(
      cluster,
      {
        ...context,
        memory: this.memoryOf(cluster),
        signal: AbortSignal.timeout(config.scan.timeoutMs),
      },
      page => this.keep(page, context),
    );
    if (positions) {
      await this.store.sweep(cluster.name, began);
      await this.coverages.save({ type: 'cluster', document: coverage });
    } else {
      logger.warn(
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
    onChange?.({ cluster: cluster.name });
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

  private memoryOf({ name }: ClusterHandle): KeyIdMemory {
    const memory = this.memories.get(name) ?? new KeyIdMemory();
    this.memories.set(name, memory);
    return memory;
  }

  private async context(options: {
    maxAgeMs: number;
  }): Promise<Omit<ScanContext, 'memory'>> {
    const { accounts, catalog, auth, logger, config } = this.options;
    const [keys, links] = await Promise.all([
      KeyDirectory.read(accounts, logger, options),
      CatalogLinks.read({ catalog, auth, logger }),
    ]);
    for (const document of keys.coverage) {
      await this.coverages.save({ type: 'account', document });
    }
    return { readLevel: config.readLevel, keys, links, logger };
  }
}

/** While the catalog is away, what it said before still holds. */
function keepLink(workload: Workload, before: Workload | undefined): void {
  workload.entityRef = before?.entityRef;
  workload.entityTitle = before?.entityTitle;
  workload.ownerRef = before?.ownerRef;
  workload.linkedBy = before?.linkedBy;
}

function notThere(ref: WorkloadRef): NotFoundError {
  return new NotFoundError(
    `There is no ${ref.kind} ${ref.namespace}/${ref.name} on cluster ${ref.cluster}. It was deleted, or was not seen by a scan yet.`,
  );
}
