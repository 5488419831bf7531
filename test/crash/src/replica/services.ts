import { AddressInfo } from 'node:net';
import { IncomingMessage, Server } from 'node:http';
import {
  BackstageCredentials,
  coreServices,
  createServiceFactory,
  LoggerService,
  ServiceFactory,
  ServiceRef,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import express, { ErrorRequestHandler, Handler } from 'express';
import { Knex } from 'knex';
import { USER_HEADER } from './messages';

/** Who asks over HTTP, unless the request says so. */
const USER = 'user:default/guest';

const INTERNAL = 500;
/** Refusals that a person may meet on the ways of the test. */
const STATUSES: Record<string, number> = {
  ConflictError: 409,
  InputError: 400,
  NotFoundError: 404,
  ServiceUnavailableError: 503,
};
const INSTRUMENTS = [
  'Counter',
  'Gauge',
  'Histogram',
  'UpDownCounter',
  'ObservableCounter',
  'ObservableGauge',
  'ObservableUpDownCounter',
];

/** As the portal does it for the plugin. */
const answerErrors: ErrorRequestHandler = (error, _request, response, _next) =>
  void response
    .status(STATUSES[error.name] ?? INTERNAL)
    .json({ error: { name: error.name, message: error.message } });

type Hook = () => void | Promise<void>;

export interface ReplicaServices {
  factories: ServiceFactory[];
  listen(): Promise<number>;
}

/**
 * The services of a portal, as small as the plugin can work with: one user who may do everything, the database with its
 * tables, the catalog with the sandbox's entities. What reaches clusters and AWS is the plugin's own.
 */
export function replicaServices(options: {
  config: JsonObject;
  entities: Entity[];
  knex: Knex;
  log(level: string, message: string): void;
}): ReplicaServices {
  const app = express();
  const startup: Hook[] = [];
  const shutdown: Hook[] = [];
  const lifecycle = {
    addStartupHook: (hook: Hook) => void startup.push(hook),
    addBeforeShutdownHook: () => {},
    addShutdownHook: (hook: Hook) => void shutdown.push(hook),
    startup: () => all(startup),
    beforeShutdown: async () => {},
    shutdown: () => all(shutdown),
  };
  const logger = loggerFor(options.log);
  const allowed = async (asked: readonly unknown[]) =>
    asked.map(() => ({ result: AuthorizeResult.ALLOW }));
  const instrument = () => ({
    add: () => {},
    record: () => {},
    addCallback: () => {},
    removeCallback: () => {},
  });
  const factories = [
    given(coreServices.rootConfig, new ConfigReader(options.config)),
    given(coreServices.rootLogger, logger),
    given(coreServices.logger, logger),
    given(coreServices.rootLifecycle, lifecycle),
    given(coreServices.lifecycle, lifecycle),
    given(coreServices.database, {
      getClient: async () => options.knex,
      migrations: { skip: true },
    }),
    given(coreServices.auditor, {
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    }),
    given(coreServices.auth, {
      getOwnServiceCredentials: async () => credentialsOf(USER),
      isPrincipal: () => true,
    }),
    given(coreServices.httpAuth, {
      credentials: async (request: IncomingMessage) =>
        credentialsOf(String(request.headers[USER_HEADER] ?? USER)),
    }),
    given(coreServices.httpRouter, {
      use: (handler: Handler) => void app.use('/api/irsa', handler),
      addAuthPolicy: () => {},
    }),
    given(coreServices.permissions, {
      authorize: allowed,
      authorizeConditional: allowed,
    }),
    given(coreServices.permissionsRegistry, {
      addResourceType: () => {},
      addPermissions: () => {},
      addPermissionRules: () => {},
      getPermissionRuleset: () => ({}),
    }),
    // Scans are asked for over HTTP.
    given(coreServices.scheduler, { scheduleTask: async () => {} }),
    given(coreServices.urlReader, {}),
    given(coreServices.userInfo, {
      getUserInfo: async () => ({
        userEntityRef: USER,
        ownershipEntityRefs: [USER],
      }),
    }),
    given(
      metricsServiceRef,
      Object.fromEntries(
        INSTRUMENTS.map(name => [`create${name}`, instrument]),
      ),
    ),
    // Nobody asks for actions of assistants and templates.
    given(actionsRegistryServiceRef, { register: () => {} }),
    given(notificationService, { send: async () => {} }),
    given(signalsServiceRef, { publish: async () => {} }),
    given(catalogServiceRef, new InMemoryCatalogClient(options)),
  ];
  return {
    factories,
    listen: () => {
      app.use(answerErrors);
      return new Promise<number>((resolve, reject) => {
        const server: Server = app.listen(0, '127.0.0.1', () =>
          resolve((server.address() as AddressInfo).port),
        );
        server.once('error', reject);
      });
    },
  };
}

function credentialsOf(userEntityRef: string): BackstageCredentials {
  return {
    $$type: '@backstage/BackstageCredentials',
    principal: { type: 'user', userEntityRef },
  } as BackstageCredentials;
}

/** A service that is the same for every plugin. `part` has the methods that the plugin calls. */
function given<T>(
  service: ServiceRef<T, 'plugin' | 'root'>,
  part: object,
): ServiceFactory {
  return createServiceFactory({
    service: service as ServiceRef<unknown, 'root'>,
    deps: {},
    factory: async () => part,
  }) as unknown as ServiceFactory;
}

async function all(hooks: Hook[]): Promise<void> {
  for (const hook of hooks) {
    await hook();
  }
}

function loggerFor(
  log: (level: string, message: string) => void,
): LoggerService {
  const at = (level: string) => (message: string | Error) =>
    log(level, String(message instanceof Error ? message.stack : message));
  const logger: LoggerService = {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: () => {},
    child: () => logger,
  };
  return logger;
}
