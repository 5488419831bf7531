/* eslint-disable jest/no-export, jest/no-disabled-tests, jest/expect-expect -- this is what test files are made of */
import { resolve } from 'node:path';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { namedServers } from './postgres/testDatabaseIds';

export const migrations = {
  directory: resolve(__dirname, '../../migrations'),
};

/**
 * Tests on SQLite and on PostgreSQL. `open` returns a new database each time, with the plugin's tables, or without any
 * on request. Without PostgreSQL, a skipped test says so.
 */
export function onEachDatabase(
  name: string,
  tests: (
    open: (options?: { empty?: boolean }) => Promise<Knex>,
    id: TestDatabaseId,
  ) => void,
): void {
  const servers = namedServers();
  describe.each<TestDatabaseId>(['SQLITE_3', ...servers])(
    `${name} on %s`,
    id => {
      const databases = TestDatabases.create({ ids: [id] });
      tests(async ({ empty = false } = {}) => {
        const knex = await databases.init(id);
        if (!empty) {
          await knex.migrate.latest(migrations);
        }
        return knex;
      }, id);
    },
  );
  if (servers.length === 0) {
    it.skip(`${name} on PostgreSQL: there is none on this machine`, () => {});
  }
}
