import { absence } from './absence';
import { findPostgres } from './findPostgres';
import { RunningPostgres, startPostgres } from './startPostgres';
import { forServer, namedServers } from './testDatabaseIds';

const FOR_TESTS = {
  // Nothing has to survive the run, so data need not be safe on disk.
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
};

declare global {
  // eslint-disable-next-line no-var
  var irsaTestPostgres: RunningPostgres | undefined;
}

/**
 * One PostgreSQL for all tests of a run, unless the environment names a server. With `IRSA_TEST_POSTGRES=required`, as in
 * CI, a run without one fails on every platform.
 */
export default async function globalSetup(): Promise<void> {
  if (namedServers().length > 0) {
    return;
  }
  const programs = findPostgres();
  if (programs) {
    globalThis.irsaTestPostgres = await startPostgres(programs, FOR_TESTS);
    process.env[forServer(programs.major)] =
      globalThis.irsaTestPostgres.connectionString;
    return;
  }
  const { platform, arch, env } = process;
  const { message, isFailure } = absence({
    platform,
    arch,
    isRequired: env.IRSA_TEST_POSTGRES === 'required',
  });
  if (isFailure) {
    throw new Error(message);
  }
  process.stderr.write(`${message}\n`);
}
