import { forServer } from './testDatabaseIds';

/**
 * What it means that no PostgreSQL was found. On Linux on x64 its programs are among the dependencies, so something is
 * broken; CI wants it wherever it runs. Elsewhere the tests that need one are skipped, and say so.
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
