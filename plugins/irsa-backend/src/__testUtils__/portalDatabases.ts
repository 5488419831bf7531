import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { DatabaseManager } from '@backstage/backend-defaults/database';
import { Knex } from 'knex';

/**
 * The service for databases as a portal has it, and the end of what it opened. Backstage's own end of it throws before it
 * closes anything (`config.includes` of an object), and the timers of a pool that stays open keep a process of Jest alive.
 */
export function portalDatabases() {
  const opened = new Set<Knex>();
  const factory = createServiceFactory({
    service: coreServices.database,
    deps: {
      config: coreServices.rootConfig,
      lifecycle: coreServices.lifecycle,
      logger: coreServices.logger,
      plugin: coreServices.pluginMetadata,
      rootLifecycle: coreServices.rootLifecycle,
      rootLogger: coreServices.rootLogger,
    },
    createRootContext: ({ config, rootLifecycle, rootLogger }) =>
      DatabaseManager.fromConfig(config, { rootLifecycle, rootLogger }),
    factory({ plugin, lifecycle, logger }, manager) {
      const database = manager.forPlugin(plugin.getId(), { lifecycle, logger });
      return {
        ...database,
        async getClient() {
          const client = await database.getClient();
          opened.add(client);
          return client;
        },
      };
    },
  });
  const close = async () => {
    await Promise.all([...opened].map(client => client.destroy()));
  };
  return { factory, close };
}
