import { forServer } from './testDatabaseIds';

/**
 * The consequence when no PostgreSQL is found. On Linux on x64 its programs are a dependency, so their absence is an
 * error; in CI it always is. Elsewhere, tests that need PostgreSQL are skipped and say so.
 */
export function absence(machine: {
  platform: string;
  arch: string;
  isRequired: boolean;
}): { message: string; isFailure: boolean } {
  const { platform, arch, isRequired } = machine;
  return {
    message: `PostgreSQL was not tested: there is none that runs on ${platform} on ${arch}. Install PostgreSQL, or name a server in ${forServer(
      18,
    )}.`,
    isFailure: isRequired || (platform === 'linux' && arch === 'x64'),
  };
}
