import {
  DatabaseService,
  LifecycleService,
  LoggerService,
  PluginMetadataService,
  resolvePackagePath,
  RootLifecycleService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Config } from '@backstage/config';
import { Knex } from 'knex';
import { databaseOutage } from '../shared/databaseOutage';
import { loadLibrary } from '../shared/loadLibrary';
import { StartError } from './StartError';

type Databases = typeof import('@backstage/backend-defaults/database');
type Schedulers = typeof import('@backstage/backend-defaults/scheduler');

export interface DatabaseParts {
  database: DatabaseService;
  scheduler: SchedulerService;
  rootConfig: Config;
  logger: LoggerService;
  lifecycle: LifecycleService;
  rootLifecycle: RootLifecycleService;
  metrics: MetricsService;
  pluginMetadata: PluginMetadataService;
}

export interface OpenDatabase {
  knex: Knex;
  scheduler: SchedulerService;
}

/** For example `pg`; absent where the settings do not tell. */
export function databaseClient(
  rootConfig: Config,
  pluginId: string,
): string | undefined {
  return (
    rootConfig.getOptionalString(
      `backend.database.plugin.${pluginId}.client`,
    ) ?? rootConfig.getOptionalString('backend.database.client')
  );
}

/** Opens the plugin's database again and again, as long as it is refused. */
export class DatabaseOpener {
  private refusal?: unknown;
  /** Made here when the portal's own have given up. */
  private own?: OpenDatabase;

  constructor(private readonly parts: DatabaseParts) {}

  /** The database with the plugin's tables. Throws StartError. */
  async open(): Promise<OpenDatabase> {
    const { database, rootConfig, pluginMetadata } = this.parts;
    const client = databaseClient(rootConfig, pluginMetadata.getId());
    refuseMysql(client);
    let opened: OpenDatabase;
    try {
      opened = await this.connect();
      refuseMysql(String(opened.knex.client.config.client));
      if (!database.migrations?.skip) {
        await opened.knex.migrate.latest({
          directory: resolvePackagePath(
            'backstage-plugin-irsa-backend',
            'migrations',
          ),
        });
      }
    } catch (error) {
      throw error instanceof StartError ? error : refused(client, error);
    }
    return opened;
  }

  private async connect(): Promise<OpenDatabase> {
    if (this.own) {
      return this.own;
    }
    const { database, scheduler } = this.parts;
    try {
      return { knex: await database.getClient(), scheduler };
    } catch (error) {
      // The portal's own service keeps its first answer, a refusal too, and so does its scheduler.
      if (error !== this.refusal) {
        this.refusal = error;
        throw error;
      }
    }
    this.own = await this.connectAnew();
    return this.own;
  }

  private async connectAnew(): Promise<OpenDatabase> {
    const { rootConfig, pluginMetadata, logger, lifecycle } = this.parts;
    // The portal's own copy, which every backend has; needed by nobody whose database answers.
    const { DatabaseManager } = loadLibrary<Databases>(
      '@backstage/backend-defaults/database',
    );
    const { DefaultSchedulerService } = loadLibrary<Schedulers>(
      '@backstage/backend-defaults/scheduler',
    );
    const fresh = DatabaseManager.fromConfig(rootConfig).forPlugin(
      pluginMetadata.getId(),
      { logger, lifecycle },
    );
    const knex = await fresh.getClient();
    lifecycle.addShutdownHook(() => knex.destroy());
    const scheduler = DefaultSchedulerService.create({
      ...this.parts,
      database: fresh,
      // Its routes are those of the portal's own scheduler, which are there already.
      httpRouter: { use: () => {}, addAuthPolicy: () => {} },
    });
    return { knex, scheduler };
  }
}

function refuseMysql(client: string | undefined): void {
  if (client?.startsWith('mysql')) {
    throw new StartError(
      [
        {
          area: 'database',
          key: 'backend.database.client',
          message: `backend.database.client: '${client}' is not supported by this plugin, whose indexes are too long for it. Give the plugin PostgreSQL or SQLite: backend.database.plugin.irsa.client and connection.`,
        },
      ],
      false,
    );
  }
}

function refused(client: string | undefined, error: unknown): StartError {
  const outage = databaseOutage(error as Error);
  // The words of a driver name hosts and users, and those of Knex quote the statement; the code says enough.
  const { code, name } = error as Error & { code?: unknown };
  return new StartError(
    [
      {
        area: 'database',
        key: 'backend.database',
        message:
          outage?.message ??
          `The plugin's database (${
            client ?? 'unknown client'
          }) cannot be used: ${
            typeof code === 'string' ? code : name
          }. Check that backend.database, or backend.database.plugin.irsa, names a database (or schema) that its user may create tables in.`,
      },
    ],
    true,
  );
}
