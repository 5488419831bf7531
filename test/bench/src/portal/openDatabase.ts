import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import knexFactory, { Knex } from 'knex';
import { findPostgres } from '../../../../plugins/irsa-backend/src/__testUtils__/postgres/findPostgres';
import { startPostgres } from '../../../../plugins/irsa-backend/src/__testUtils__/postgres/startPostgres';
import { DatabaseKind } from '../options';

const MB = 1024 * 1024;

/** The portal's database with its tables, set up as in production. */
export interface BenchDatabase {
  knex: Knex;
  /** The name for the table. */
  name: string;
  sizeMb(): Promise<number>;
  close(): Promise<void>;
}

export async function openDatabase(options: {
  kind: DatabaseKind;
  folder: string;
  keep?: string;
}): Promise<BenchDatabase> {
  const database =
    options.kind === 'sqlite'
      ? await openSqlite(options.folder, options.keep)
      : await openPostgres();
  await database.knex.migrate.latest({
    directory: resolvePackagePath(
      'backstage-plugin-irsa-backend',
      'migrations',
    ),
  });
  return database;
}

async function openSqlite(
  folder: string,
  keep?: string,
): Promise<BenchDatabase> {
  const file = join(folder, 'portal.sqlite');
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
  });
  await knex.raw('pragma foreign_keys = on');
  return {
    knex,
    name: 'SQLite in a file',
    sizeMb: async () => {
      await knex.raw('pragma wal_checkpoint(truncate)');
      return statSync(file).size / MB;
    },
    close: async () => {
      await knex.destroy();
      if (keep) {
        copyFileSync(file, join(keep, 'portal.sqlite'));
      }
    },
  };
}

/** With its default settings, so that committed data is on the disk. */
async function openPostgres(): Promise<BenchDatabase> {
  const programs = findPostgres();
  if (!programs) {
    throw new Error(
      'There is no PostgreSQL on this machine. Install the dependencies, or Debian’s postgresql.',
    );
  }
  const server = await startPostgres(programs);
  const knex = knexFactory({
    client: 'pg',
    connection: server.connection,
  });
  return {
    knex,
    name: `PostgreSQL ${programs.major} with its own settings`,
    sizeMb: async () => {
      const { rows } = await knex.raw(
        'select pg_database_size(current_database()) as size',
      );
      return Number(rows[0].size) / MB;
    },
    close: async () => {
      await knex.destroy();
      await server.stop();
    },
  };
}
