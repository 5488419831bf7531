import { backstageCli, inRoot } from './paths.mjs';

/** Folders with code that are no packages of their own, so Backstage's command leaves them out. */
const FOLDERS = ['scripts', 'test/bench', 'test/e2e'];

/** Arguments of the two Node programs that lint everything. */
export const LINTERS = [
  [backstageCli, 'repo', 'lint', '--max-warnings', '0'],
  [
    inRoot('node_modules/eslint/bin/eslint.js'),
    '--max-warnings',
    '0',
    '--ext',
    '.ts,.mjs,.cjs,.js',
    ...FOLDERS,
  ],
];
