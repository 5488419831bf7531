import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { irsaPlugin } from '../../../../plugins/irsa-backend/src/plugin';
import { BenchWorld } from '../world/BenchWorld';

export interface BenchPortal {
  /** Returns the body of a GET below `/api/irsa`. Throws when the answer is not a success. */
  get(path: string): Promise<string>;
  /** The whole address of a path below `/api/irsa`. */
  address(path: string): string;
  stop(): Promise<void>;
}

/**
 * Starts the plugin in a backend, on the database of the world, with its routes over HTTP. It does not scan by itself.
 */
export async function startPortal(world: BenchWorld): Promise<BenchPortal> {
  const { cluster, knex } = world;
  const backend = await startTestBackend({
    features: [
      irsaPlugin,
      mockServices.rootConfig.factory({
        data: { ...cluster.config, catalog: undefined } as never,
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({
          getClient: async () => knex,
          migrations: { skip: true },
        }),
      }),
      catalogServiceMock.factory({ entities: cluster.entities }),
      mockServices.rootLogger.factory({ level: 'error' }),
    ],
  });
  const address = backend.server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The portal has no port');
  }
  const whole = (path: string) =>
    `http://127.0.0.1:${address.port}/api/irsa${path}`;
  return {
    address: whole,
    async get(path) {
      const response = await fetch(whole(path));
      const text = await response.text();
      if (!response.ok) {
        throw new Error(`${path}: ${text}`);
      }
      return text;
    },
    stop: () => backend.stop(),
  };
}
