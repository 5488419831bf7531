import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DefaultAccountRegistry } from '../../../../plugins/irsa-backend/src/accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../../../../plugins/irsa-backend/src/clusters/DefaultClusterRegistry';
import { readIrsaConfig } from '../../../../plugins/irsa-backend/src/config/readIrsaConfig';
import { DatabaseInventory } from '../../../../plugins/irsa-backend/src/inventory/DatabaseInventory';
import { Options } from '../options';
import { BenchDatabase, openDatabase } from '../portal/openDatabase';
import { BenchCluster } from './BenchCluster';
import { labCluster } from './labCluster';
import { sandboxCluster } from './sandboxCluster';

const quiet = {
  debug() {},
  info() {},
  warn: (message: string) => process.stderr.write(`${message}\n`),
  error: (message: unknown) => process.stderr.write(`${message}\n`),
  child: () => quiet,
} as unknown as LoggerService;

/** What scans write. */
const SCANNED = [
  'workloads',
  'workload_documents',
  'workload_keys',
  'workload_objects',
  'watch_positions',
  'coverage',
  'daily_counts',
];

/** A cluster with a fleet in separate processes, and the portal's inventory in this one. */
export class BenchWorld {
  static async start(
    options: Pick<Options, 'database' | 'world' | 'keep'> & {
      workloads: number;
      folder: string;
    },
  ): Promise<BenchWorld> {
    const make = options.world === 'lab' ? labCluster : sandboxCluster;
    const cluster = await make(options);
    const database = await openDatabase({
      ...options,
      kind: options.database,
    });
    const rootConfig = new ConfigReader(cluster.config);
    const config = readIrsaConfig(rootConfig);
    const common = { config, rootConfig, logger: quiet };
    const clusters = DefaultClusterRegistry.create(common);
    const accounts = DefaultAccountRegistry.create(common);
    const open = () =>
      DatabaseInventory.create({
        database: database.knex,
        clusters,
        accounts,
        catalog: catalogOf(cluster.entities),
        auth: {
          getOwnServiceCredentials: async () => ({}),
        } as unknown as AuthService,
        logger: quiet,
        config,
      });
    return new BenchWorld(
      cluster,
      database,
      clusters,
      accounts,
      open,
      await open(),
    );
  }

  private constructor(
    readonly cluster: BenchCluster,
    readonly database: BenchDatabase,
    readonly clusters: DefaultClusterRegistry,
    readonly accounts: DefaultAccountRegistry,
    private readonly open: () => Promise<DatabaseInventory>,
    private opened: DatabaseInventory,
  ) {}

  get inventory() {
    return this.opened;
  }

  get knex() {
    return this.database.knex;
  }

  /** Forgets all that was scanned, also what the process remembers of it. */
  async startAnew(): Promise<void> {
    for (const name of SCANNED) {
      const table = this.knex(name);
      await (this.knex.client.config.client === 'pg'
        ? table.truncate()
        : table.delete());
    }
    this.opened = await this.open();
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.cluster.close();
  }
}

function catalogOf(entities: Entity[]): CatalogService {
  return {
    async *streamEntities() {
      yield entities;
    },
  } as unknown as CatalogService;
}
