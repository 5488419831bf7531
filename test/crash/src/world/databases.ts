import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import knexFactory, { Knex } from 'knex';
import { findPostgres } from '../../../../plugins/irsa-backend/src/__testUtils__/postgres/findPostgres';
import {
  RunningPostgres,
  startPostgres,
} from '../../../../plugins/irsa-backend/src/__testUtils__/postgres/startPostgres';
import { DatabaseKind } from '../points/Point';

/** One database of one world. */
export interface WorldDatabase {
  client: string;
  connection: JsonObject;
  /** The test's own connection. */
  knex: Knex;
  close(): Promise<void>;
}

/** Makes databases with the plugin's tables. */
export interface Databases {
  make(name: string): Promise<WorldDatabase>;
  close(): Promise<void>;
}

const MIGRATIONS = {
  directory: resolvePackagePath('backstage-plugin-irsa-backend', 'migrations'),
};

/** Throws an Error when there is no PostgreSQL on this machine. */
export function openDatabases(
  kind: DatabaseKind,
  folder: string,
): Promise<Databases> {
  return kind === 'sqlite' ? sqliteFiles(folder) : postgresDatabases();
}

async function sqliteFiles(folder: string): Promise<Databases> {
  const client = 'better-sqlite3';
  const open = (filename: string) =>
    knexFactory({ client, connection: { filename }, useNullAsDefault: true });
  const template = join(folder, 'template.sqlite');
  const first = open(template);
  await first.migrate.latest(MIGRATIONS);
  await first.destroy();
  return {
    async make(name) {
      const filename = join(folder, `${name}.sqlite`);
      copyFileSync(template, filename);
      const knex = open(filename);
      return {
        client,
        connection: { filename },
        knex,
        async close() {
          await knex.destroy();
          rmSync(filename, { force: true });
        },
      };
    },
    close: async () => rmSync(template, { force: true }),
  };
}

const TEMPLATE = 'crash_template';

async function postgresDatabases(): Promise<Databases> {
  const programs = findPostgres();
  if (!programs) {
    throw new Error(
      'There is no PostgreSQL on this machine. Install the dependencies, or Debian’s postgresql.',
    );
  }
  const server: RunningPostgres = await startPostgres(programs, {
    // What is tested is the end of processes of the portal, not that of the machine.
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: '300',
  });
  const client = 'pg';
  const connectionOf = (database: string) => ({
    ...server.connection,
    database,
  });
  const open = (database: string) =>
    knexFactory({ client, connection: connectionOf(database) });
  const admin = open('postgres');
  await admin.raw(`create database ${TEMPLATE}`);
  const first = open(TEMPLATE);
  await first.migrate.latest(MIGRATIONS);
  await first.destroy();
  return {
    async make(name) {
      const database = name.replace(/\W/g, '_');
      await admin.raw(`create database ${database} template ${TEMPLATE}`);
      const knex = open(database);
      return {
        client,
        connection: connectionOf(database),
        knex,
        async close() {
          await knex.destroy();
          await admin.raw(`drop database ${database} with (force)`);
        },
      };
    },
    async close() {
      await admin.destroy();
      await server.stop();
    },
  };
}
