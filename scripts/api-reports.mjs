/**
 * Writes (or, with `--ci`, compares) report.api.md of every plugin package for other code, and report.sql.md of the
 * backend's tables, on a PostgreSQL in WebAssembly. The type check must have written the declarations before.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inCache, inRoot, repoTools, root } from './lib/paths.mjs';
import { sortUnions } from './lib/sortUnions.mjs';
import { hasPassed, hashOf, setPassed } from './lib/stamp.mjs';

const PAGES = 'plugins/irsa';
// Without the portal and the sandbox, which are not a public API, and without the command line, which exports nothing.
const PACKAGES = [
  PAGES,
  'plugins/irsa-common',
  'plugins/irsa-node',
  'plugins/irsa-backend',
];

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

/** All that the reports are made of, and the reports. */
function hashOfInputs() {
  const ofPackages = PACKAGES.flatMap(folder => [
    `dist-types/${folder}/src`,
    `${folder}/package.json`,
    `${folder}/migrations`,
    ...readdirSync(inRoot(folder))
      .filter(name => name.startsWith('report'))
      .map(name => `${folder}/${name}`),
  ]);
  const ofAll = ['yarn.lock', 'package.json', 'tsconfig.json'];
  const ourselves = ['api-reports', 'lib/sortUnions', 'lib/stamp'].map(
    name => `scripts/${name}.mjs`,
  );
  return hashOf(root, [...ofPackages, ...ofAll, ...ourselves]);
}

const isCheck = process.argv.includes('--ci');
const stamp = inCache('api-reports.hash');
if (isCheck && hasPassed(stamp, hashOfInputs())) {
  process.exit(0);
}

const { status } = spawnSync(
  process.execPath,
  [
    repoTools,
    'api-reports',
    ...PACKAGES,
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
if (status === 0) {
  setPassed(stamp, hashOfInputs());
}
process.exit(status ?? 1);
