import { repoTools } from './paths.mjs';

/**
 * The arguments for Node that write (or, with `--ci`, compare) report.api.md of every plugin package. The type
 * check must have written the declarations before.
 * @param {string[]} args
 */
export function apiReportsArguments(args) {
  return [
    repoTools,
    'api-reports',
    // The portal and the sandbox are not for others to build on, nor are the types of the pages: inferred unions,
    // which the compiler orders differently in a clean build and in one that goes on from the last.
    'plugins/irsa-common',
    'plugins/irsa-backend',
    // What is exported is public; how well it is described is for people to judge.
    '--allow-all-warnings',
    '--omit-messages',
    'ae-missing-release-tag,ae-undocumented,ae-forgotten-export,ae-unresolved-link',
    ...args,
  ];
}
