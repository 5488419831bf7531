import { repoTools } from './paths.mjs';

/**
 * The arguments for Node that write (or, with `--ci`, compare) report.api.md of every plugin package for other code, and
 * report.sql.md of the backend's tables, on a PostgreSQL in WebAssembly. The type
 * check must have written the declarations before.
 * @param {string[]} args
 */
export function apiReportsArguments(args) {
  return [
    repoTools,
    'api-reports',
    // Without the portal and the sandbox, which are not a public API, and without the pages: their types are inferred
    // unions, which the compiler orders differently in clean and incremental builds.
    'plugins/irsa-common',
    'plugins/irsa-node',
    'plugins/irsa-backend',
    '--sql-reports',
    // Everything exported is public. The quality of its descriptions is for reviewers. The message on file types names
    // the folder of the clone, so that no other clone could compare.
    '--allow-all-warnings',
    '--omit-messages',
    'ae-missing-release-tag,ae-undocumented,ae-forgotten-export,ae-unresolved-link,ae-wrong-input-file-type',
    ...args,
  ];
}
