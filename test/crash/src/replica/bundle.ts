import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { build } from 'esbuild';

/** Drivers of databases that knex knows and nobody uses here, and what cannot be in one file. */
const OUTSIDE = [
  'better-sqlite3',
  'mariadb',
  'mariadb/*',
  'mysql',
  'mysql2',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'sqlite3',
  'tedious',
  '@azure/identity',
  '@google-cloud/cloud-sql-connector',
  'google-auth-library',
];

/**
 * The replica in one file. Hundreds of processes start from it, and loading some thousand files would take most of
 * their time.
 *
 * @param folder - inside the repository, so that the packages left outside are found
 */
export async function bundleReplica(folder: string): Promise<string> {
  const outfile = join(folder, 'replica.cjs');
  await build({
    entryPoints: [resolvePackagePath('@internal/crash', 'src/replica/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: OUTSIDE,
    logLevel: 'error',
  });
  return outfile;
}
