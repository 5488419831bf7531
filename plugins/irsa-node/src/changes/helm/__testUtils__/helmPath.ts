import { existsSync } from 'node:fs';
import path from 'node:path';

// eslint-disable-next-line no-restricted-syntax
const ROOT = path.resolve(__dirname, '../../../../../..');

/**
 * Folders in which helm is looked for, with the one that `npm run lab -- helm` builds it in; undefined, and a word about it, when it is in none.
 */
export function helmPath(): string | undefined {
  const folders = [
    path.join(ROOT, '.cache', 'helm'),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
  if (folders.some(folder => existsSync(path.join(folder, 'helm')))) {
    return folders.join(path.delimiter);
  }
  process.stderr.write(
    'helm is not on this machine, so no chart is rendered in these tests. `npm run lab -- helm` builds it; that needs Go.\n',
  );
  return undefined;
}
