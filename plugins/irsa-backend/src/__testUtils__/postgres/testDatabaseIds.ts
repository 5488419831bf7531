import type { TestDatabaseId } from '@backstage/backend-test-utils';

const NAME = /^BACKSTAGE_TEST_DATABASE_POSTGRES(\d+)_CONNECTION_STRING$/;

/** The variable of the environment that Backstage's TestDatabases reads. */
export function forServer(major: number): string {
  return `BACKSTAGE_TEST_DATABASE_POSTGRES${major}_CONNECTION_STRING`;
}

/** PostgreSQL servers that the environment names; the set-up of a run names one. */
export function namedServers(): TestDatabaseId[] {
  return Object.entries(process.env)
    .flatMap(([name, value]) => (value ? NAME.exec(name)?.[1] ?? [] : []))
    .map(major => `POSTGRES_${major}` as TestDatabaseId);
}
