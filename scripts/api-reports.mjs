/**
 * Writes (or, with `--ci`, compares) report.api.md of every plugin package for other code, and report.sql.md of the
 * backend's tables, on a PostgreSQL in WebAssembly. The type check must have written the declarations before.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, repoTools, root } from './lib/paths.mjs';
import { sortUnions } from './lib/sortUnions.mjs';

const PAGES = 'plugins/irsa';

const declarations = inRoot('dist-types', PAGES, 'src');
for (const name of readdirSync(declarations, { recursive: true })) {
  if (name.endsWith('.d.ts')) {
    const file = path.join(declarations, name);
    const text = readFileSync(file, 'utf8');
    const sorted = sortUnions(text);
    if (sorted !== text) {
      writeFileSync(file, sorted);
    }
  }
}

const { status } = spawnSync(
  process.execPath,
  [
    repoTools,
    'api-reports',
    // Without the portal and the sandbox, which are not a public API, and without the command line, which exports nothing.
    PAGES,
    'plugins/irsa-common',
    'plugins/irsa-node',
    'plugins/irsa-backend',
    '--sql-reports',
    // Everything exported is public. The quality of its descriptions is for reviewers. The message on file types names
    // the folder of the clone, so that no other clone could compare.
    '--allow-all-warnings',
    '--omit-messages',
    'ae-missing-release-tag,ae-undocumented,ae-forgotten-export,ae-unresolved-link,ae-wrong-input-file-type',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
