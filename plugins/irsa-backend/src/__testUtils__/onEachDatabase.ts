/* eslint-disable jest/no-export, jest/no-disabled-tests, jest/expect-expect -- this is what test files are made of */
import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrations } from './migrations';
import { namedServers } from './postgres/testDatabaseIds';
import { sqliteInMemory } from './sqliteInMemory';

export { migrations };

type DatabaseTests = (
  open: (options?: { empty?: boolean }) => Promise<Knex>,
  id: TestDatabaseId,
) => void;

/**
 * Tests on SQLite and on PostgreSQL. `open` returns a new database each time, with the plugin's tables, or without any
 * on request. Without PostgreSQL, a skipped test says so.
 */
export function onEachDatabase(name: string, tests: DatabaseTests): void {
  const servers = namedServers();
  run(name, tests, servers);
  if (servers.length === 0) {
    it.skip(`${name} on PostgreSQL: there is none on this machine`, () => {});
  }
}

/**
 * Tests of small stores, and of behaviour that lies above the stores: on SQLite, and on PostgreSQL too where it is required
 * (`IRSA_TEST_POSTGRES=required`, as in CI), so that everybody else waits half as long. Tests of the tables, of the
 * inventory's rows and of the journal are on each database everywhere.
 */
export function onOneDatabase(name: string, tests: DatabaseTests): void {
  const isWhole = process.env.IRSA_TEST_POSTGRES === 'required';
  run(name, tests, isWhole ? namedServers() : []);
}

/** Tests that only need some database, and would take minutes on two: on SQLite everywhere. */
export function onSqlite(name: string, tests: DatabaseTests): void {
  run(name, tests, []);
}

function run(
  name: string,
  tests: DatabaseTests,
  servers: TestDatabaseId[],
): void {
  describe.each<TestDatabaseId>(['SQLITE_3', ...servers])(
    `${name} on %s`,
    id => {
      tests(id === 'SQLITE_3' ? sqliteDatabases() : serverDatabases(id), id);
    },
  );
}

type Open = Parameters<DatabaseTests>[0];

function sqliteDatabases(): Open {
  const opened: Knex[] = [];
  afterAll(() => Promise.all(opened.map(knex => knex.destroy())));
  return async options => {
    const knex = await sqliteInMemory(options);
    opened.push(knex);
    return knex;
  };
}

function serverDatabases(id: TestDatabaseId): Open {
  // Loads the whole backend, which takes longer than most suites.
  const utils: { TestDatabases: typeof TestDatabases } = jest.requireActual(
    '@backstage/backend-test-utils',
  );
  const databases = utils.TestDatabases.create({ ids: [id] });
  return async ({ empty = false } = {}) => {
    const knex = await databases.init(id);
    if (!empty) {
      await knex.migrate.latest(migrations);
    }
    return knex;
  };
}
