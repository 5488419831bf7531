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
    const inventory = await DatabaseInventory.create({
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
    return new BenchWorld(cluster, database, clusters, accounts, inventory);
  }

  private constructor(
    readonly cluster: BenchCluster,
    readonly database: BenchDatabase,
    readonly clusters: DefaultClusterRegistry,
    readonly accounts: DefaultAccountRegistry,
    readonly inventory: DatabaseInventory,
  ) {}

  get knex() {
    return this.database.knex;
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
