import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { backstageCli, inCache, inRoot } from './paths.mjs';

/** Folders with code that are no packages of their own, so Backstage's command leaves them out. */
const FOLDERS = ['scripts', 'test/bench', 'test/e2e', 'test/trust'];

/** Backstage's command keeps what passed by the content of each package, and does not know of our rules outside of them. */
function cacheOfRules() {
  const hash = createHash('sha256');
  for (const file of readdirSync(inRoot('scripts/lint')).sort()) {
    hash.update(readFileSync(inRoot('scripts/lint', file)));
  }
  return inCache('lint', hash.digest('hex').slice(0, 12));
}

/** Arguments of the two Node programs that lint everything; what passed before and has not changed is left out. */
export function linters() {
  const passed = cacheOfRules();
  return [
    [
      backstageCli,
      'repo',
      'lint',
      '--max-warnings',
      '0',
      '--success-cache',
      '--success-cache-dir',
      passed,
    ],
    [
      inRoot('node_modules/eslint/bin/eslint.js'),
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      `${passed}/folders.json`,
      '--ext',
      '.ts,.mjs,.cjs,.js',
      ...FOLDERS,
    ],
  ];
}
