import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { urlReaderServiceFactory as urlReaderFactory } from '@backstage/backend-defaults/urlReader';
import {
  mockServices,
  startTestBackend,
  TestBackendOptions,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { KubeConfig } from '@kubernetes/client-node';
import { Knex } from 'knex';
import request from 'supertest';
import { parse } from 'yaml';
import { irsaPlugin } from '../plugin';
import { LiveConfig, liveConfig } from './LiveConfig';
import { portalDatabases } from './portalDatabases';

export interface PortalWorldOptions {
  sandbox: Parameters<typeof startSandbox>[0];
  /** A sandbox that runs already, and goes on when the portal ends. */
  running?: Sandbox;
  /** Merged over the sandbox's own configuration of the plugin. */
  irsa?: Record<string, unknown>;
  /** Other parts of the portal's configuration. */
  config?: JsonObject;
  /** Settings of its backend, beside the database. */
  backend?: JsonObject;
  /** Entities of the catalog, instead of the sandbox's. */
  entities?: Entity[];
  /** An empty database on a server for the portal; without it, SQLite in files. */
  database?: Knex;
  /** Other plugins, modules and services of the portal. */
  features?: TestBackendOptions<[]>['features'];
}

/** The plugin in its own backend with its own sandbox. Tests use it only over HTTP. */
export class PortalWorld {
  static async start(options: PortalWorldOptions): Promise<PortalWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'irsa-portal-'));
    const sandbox = options.running ?? (await startSandbox(options.sandbox));
    await sandbox.writeState(folder);
    const overlay = parse(
      readFileSync(join(folder, 'app-config.sandbox.yaml'), 'utf8'),
    );
    const seen: string[] = [];
    const warnings: string[] = [];
    const settings: JsonObject = {
      ...overlay,
      catalog: undefined,
      irsa: { ...overlay.irsa, ...options.irsa },
      ...options.config,
      backend: {
        database: databaseConfig(folder, options.database),
        ...overlay.backend,
        ...options.backend,
        ...(options.config?.backend as JsonObject | undefined),
      },
    };
    const live = liveConfig(settings);
    const others = options.features ?? [];
    const databases = portalDatabases();
    const backend = await startTestBackend({
      features: [
        irsaPlugin,
        createServiceFactory({
          service: coreServices.rootConfig,
          deps: {},
          factory: () => live.config,
        }),
        databases.factory,
        ...others,
        catalogServiceMock.factory({
          entities: options.entities ?? readEntities(folder),
        }),
        urlReaderFactory,
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => recordingLogger(seen, warnings),
        }),
      ],
    });
    return new PortalWorld({
      sandbox,
      closeSandbox: async () => {
        if (!options.running) {
          await sandbox.close();
        }
      },
      folder,
      backend,
      databases,
      seen,
      warnings,
      settings,
      live,
    });
  }

  /** Administrator of the first cluster, or of the one with this name. */
  admin(cluster?: string): KubeConfig {
    const config = new KubeConfig();
    config.loadFromFile(join(this.folder, 'kubeconfig'));
    const context = cluster
      ? config.contexts.find(each => each.cluster === cluster)
      : undefined;
    if (context) {
      config.setCurrentContext(context.name);
    }
    return config;
  }

  readonly sandbox: Sandbox;
  private readonly closeSandbox: () => Promise<void>;
  readonly folder: string;
  private readonly backend: Awaited<ReturnType<typeof startTestBackend>>;
  private readonly databases: ReturnType<typeof portalDatabases>;
  /** Every answer and every line of the log. */
  readonly seen: string[];
  /** Every line of the log that is a warning or an error. */
  readonly warnings: string[];
  /** The portal's configuration at its start. */
  readonly settings: JsonObject;
  private readonly live: LiveConfig;

  private constructor(parts: {
    sandbox: Sandbox;
    closeSandbox: () => Promise<void>;
    folder: string;
    backend: Awaited<ReturnType<typeof startTestBackend>>;
    databases: ReturnType<typeof portalDatabases>;
    seen: string[];
    warnings: string[];
    settings: JsonObject;
    live: LiveConfig;
  }) {
    this.sandbox = parts.sandbox;
    this.closeSandbox = parts.closeSandbox;
    this.folder = parts.folder;
    this.backend = parts.backend;
    this.databases = parts.databases;
    this.seen = parts.seen;
    this.warnings = parts.warnings;
    this.settings = parts.settings;
    this.live = parts.live;
  }

  /** Where its backend listens, for what is asked of other plugins. */
  get url(): string {
    return `http://localhost:${this.backend.server.port()}`;
  }

  /** Changes the portal's configuration while it runs. */
  configure(settings: JsonObject): void {
    this.live.set(settings);
  }

  get<T>(path: string, status = 200): Promise<T> {
    return this.send('get', path, status);
  }

  post<T>(path: string, body: object, status: number): Promise<T> {
    return this.send('post', path, status, body);
  }

  delete<T>(path: string, status = 200): Promise<T> {
    return this.send('delete', path, status);
  }

  /** The whole answer, whatever its status is. */
  async ask(
    method: 'get' | 'post' | 'delete',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<request.Response> {
    const response = await this.answerTo(method, path, body, headers);
    this.seen.push(response.text);
    return response;
  }

  /** The unparsed answer, for headers and bodies that are not JSON. */
  async download(path: string): Promise<request.Response> {
    const response = await request(this.backend.server)
      .get(`/api/irsa${path}`)
      .buffer(true)
      .parse((stream, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', chunk => chunks.push(Buffer.from(chunk)));
        stream.on('end', () => done(null, Buffer.concat(chunks).toString()));
      });
    this.seen.push(String(response.body));
    return response;
  }

  async close(): Promise<void> {
    await this.backend.stop();
    await this.databases.close();
    await this.closeSandbox();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** On a busy machine the plugin may still be starting when it is asked first. */
  private answerTo(
    method: 'get' | 'post' | 'delete',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<request.Response> {
    return until(
      async () =>
        request(this.backend.server)
          [method](`/api/irsa${path}`)
          .set(headers)
          .send(body),
      ({ status, text }) =>
        status !== 503 || !/The plugin is being started/.test(text),
    );
  }

  private async send<T>(
    method: 'get' | 'post' | 'delete',
    path: string,
    status: number,
    body?: object,
  ): Promise<T> {
    const response = await this.answerTo(method, path, body);
    // A revealed link is a credential, so it is not recorded.
    if (!path.endsWith('/reveal')) {
      this.seen.push(response.text);
    }
    if (response.status !== status) {
      throw new Error(
        `Expected ${status}, got ${response.status}: ${response.text}`,
      );
    }
    return response.body;
  }
}

function databaseConfig(folder: string, database?: Knex): JsonObject {
  const { client, connection } = database?.client.config ?? {};
  return client === 'pg'
    ? { client, connection, pluginDivisionMode: 'schema' }
    : {
        client: 'better-sqlite3',
        connection: { directory: join(folder, 'db') },
      };
}

function readEntities(folder: string) {
  return readdirSync(join(folder, 'catalog'))
    .filter(name => name === 'all.yaml')
    .flatMap(name =>
      readFileSync(join(folder, 'catalog', name), 'utf8')
        .split(/^---$/m)
        .map(text => parse(text))
        .filter(Boolean),
    )
    .map(entity => ({
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    }));
}

function recordingLogger(
  seen: string[],
  warnings: string[],
): ReturnType<typeof mockServices.logger.mock> {
  const writeTo =
    (...lists: string[][]) =>
    (...parts: unknown[]) => {
      const line = parts
        .map(part =>
          part instanceof Error
            ? `${part}${part.stack}`
            : JSON.stringify(part) ?? '',
        )
        .join(' ');
      lists.forEach(list => list.push(line));
    };
  return mockServices.logger.mock({
    debug: writeTo(seen),
    info: writeTo(seen),
    warn: writeTo(seen, warnings),
    error: writeTo(seen, warnings),
    child: () => recordingLogger(seen, warnings),
  });
}
