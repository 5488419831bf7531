import { ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  AuthService,
  LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import knexFactory, { Knex } from 'knex';
import { parse, parseAllDocuments } from 'yaml';
import { DefaultAccountRegistry } from '../../../plugins/irsa-backend/src/accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../../../plugins/irsa-backend/src/clusters/DefaultClusterRegistry';
import { readIrsaConfig } from '../../../plugins/irsa-backend/src/config/readIrsaConfig';
import { DatabaseInventory } from '../../../plugins/irsa-backend/src/inventory/DatabaseInventory';

const root = join(__dirname, '../../..');

const quiet = {
  debug() {},
  info() {},
  warn: (message: string) => process.stderr.write(`${message}\n`),
  error: (message: unknown) => process.stderr.write(`${message}\n`),
  child: () => quiet,
} as unknown as LoggerService;

/** A sandbox with a fleet in a process of its own, and the portal's inventory in this one. */
export class BenchWorld {
  static async start(options: {
    workloads: number;
    folder: string;
  }): Promise<BenchWorld> {
    const { workloads, folder } = options;
    const state = join(folder, 'sandbox');
    const began = performance.now();
    const sandbox = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(root, 'packages/sandbox/src/cli.ts'),
        '--scenario',
        join(root, 'test/bench/scenario'),
        '--json',
        '--state-dir',
        state,
        '--fleet',
        String(workloads),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: sandbox.stdout }).once('line', () => resolve());
      sandbox.once('exit', code =>
        reject(new Error(`The sandbox ended with code ${code}`)),
      );
    });
    const loadedMs = performance.now() - began;
    const overlay = parse(
      readFileSync(join(state, 'app-config.sandbox.yaml'), 'utf8'),
    );
    const file = join(folder, 'portal.sqlite');
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: file },
      useNullAsDefault: true,
    });
    await knex.raw('pragma foreign_keys = on');
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@internal/plugin-irsa-backend',
        'migrations',
      ),
    });
    const rootConfig = new ConfigReader(overlay);
    const config = readIrsaConfig(rootConfig);
    const common = { config, rootConfig, logger: quiet };
    const clusters = DefaultClusterRegistry.create(common);
    const accounts = DefaultAccountRegistry.create(common);
    const inventory = await DatabaseInventory.create({
      database: knex,
      clusters,
      accounts,
      catalog: catalogOf(join(state, 'catalog/all.yaml')),
      auth: {
        getOwnServiceCredentials: async () => ({}),
      } as unknown as AuthService,
      logger: quiet,
      config,
    });
    return new BenchWorld({
      sandbox,
      loadedMs,
      knex,
      file,
      clusters,
      accounts,
      inventory,
      kubeconfig: join(state, 'kubeconfig'),
    });
  }

  readonly loadedMs: number;
  readonly knex: Knex;
  readonly file: string;
  readonly clusters: DefaultClusterRegistry;
  readonly accounts: DefaultAccountRegistry;
  readonly inventory: DatabaseInventory;
  /** Of the administrator. */
  readonly kubeconfig: string;
  private readonly sandbox: ChildProcess;

  private constructor(parts: {
    sandbox: ChildProcess;
    loadedMs: number;
    knex: Knex;
    file: string;
    clusters: DefaultClusterRegistry;
    accounts: DefaultAccountRegistry;
    inventory: DatabaseInventory;
    kubeconfig: string;
  }) {
    this.sandbox = parts.sandbox;
    this.loadedMs = parts.loadedMs;
    this.knex = parts.knex;
    this.file = parts.file;
    this.clusters = parts.clusters;
    this.accounts = parts.accounts;
    this.inventory = parts.inventory;
    this.kubeconfig = parts.kubeconfig;
  }

  async close(): Promise<void> {
    await this.knex.destroy();
    this.sandbox.removeAllListeners('exit');
    const ended = new Promise(resolve => {
      this.sandbox.once('exit', resolve);
    });
    this.sandbox.kill('SIGTERM');
    await ended;
  }
}

function catalogOf(file: string): CatalogService {
  const entities = parseAllDocuments(readFileSync(file, 'utf8'))
    .map(document => document.toJS() as Entity)
    .filter(Boolean)
    .map(entity => ({
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    }));
  return {
    async *streamEntities() {
      yield entities;
    },
  } as unknown as CatalogService;
}
