import { createSpecializedBackend } from '@backstage/backend-app-api';
import { Entity } from '@backstage/catalog-model';
import knexFactory, { Knex } from 'knex';
import irsaPlugin from 'backstage-plugin-irsa-backend';
import { Order, Report } from './messages';
import { replicaServices } from './services';
import { holdRounds, tick } from './ticks';
import { Watch } from './Watch';
import { watchQueries } from './watchQueries';
import { watchFetch, watchRequests } from './watchRequests';

/**
 * One replica of the portal, as a process of its own: the plugin, a database, and what ends or stops the process in the
 * middle of its work. It does what its parent orders, and ends with it.
 */
const watch = new Watch();
let stop: () => Promise<void> = async () => {};

function report(message: Report): void {
  process.send?.(message);
}

async function start(order: Order & { order: 'start' }): Promise<void> {
  const knex = knexFactory({
    client: order.database.client,
    connection: order.database.connection as Knex.StaticConnectionConfig,
    useNullAsDefault: true,
  });
  holdRounds();
  watchRequests(watch);
  watchFetch(watch);
  watchQueries(knex, watch, () => report({ report: 'let go' }));
  const services = replicaServices({
    config: order.config,
    entities: order.entities as unknown as Entity[],
    knex,
    log(level, message) {
      report({ report: 'log', level, message });
      if (/taken over by another process/.test(message)) {
        report({ report: 'let go' });
      }
    },
  });
  const backend = createSpecializedBackend({
    defaultServiceFactories: services.factories,
  });
  backend.add(irsaPlugin);
  await backend.start();
  const port = await services.listen();
  stop = async () => {
    await backend.stop();
    await knex.destroy();
  };
  report({ report: 'up', port });
}

async function obey(order: Order): Promise<void> {
  switch (order.order) {
    case 'start':
      await start(order);
      break;
    case 'watch':
      watch.begin({
        end: order.end,
        ...(order.isTold && {
          tell: told => report({ report: 'call', ...told }),
        }),
      });
      break;
    case 'tick':
      tick();
      break;
    default:
      await stop();
      process.exit(0);
  }
}

process.on('message', (order: Order) => {
  obey(order).catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
report({ report: 'loaded' });
