import { findPostgres } from './findPostgres';
import { RunningPostgres, startPostgres } from './startPostgres';
import { forServer, namedServers } from './testDatabaseIds';

const FOR_TESTS = {
  // Nothing of it outlives the run.
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
 * One PostgreSQL for all tests of a run, unless the environment names a server. On Linux on x64 its programs are among the
 * dependencies, and everywhere in CI: there a run without it fails. Elsewhere the tests that need it say that they were skipped.
 */
export default async function globalSetup(): Promise<void> {
  if (namedServers().length > 0) return;
  const programs = findPostgres();
  if (programs) {
    globalThis.irsaTestPostgres = await startPostgres(programs, FOR_TESTS);
    process.env[forServer(programs.major)] =
      globalThis.irsaTestPostgres.connectionString;
    return;
  }
  const isExpected = process.platform === 'linux' && process.arch === 'x64';
  const message = `PostgreSQL was not tested: there is none that runs on ${
    process.platform
  } on ${process.arch}. Install PostgreSQL, or name a server in ${forServer(
    18,
  )}.`;
  if (isExpected || process.env.IRSA_TEST_POSTGRES === 'required') {
    throw new Error(message);
  }
  process.stderr.write(`${message}\n`);
}
