import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { inRoot, root } from '../../e2e/support/paths';

export { inRoot, root };

/**
 * What is kept between runs: portals with their node_modules, the registry's store, logs. Not in the repository: a portal
 * below it would find packages that it does not have in the repository's own node_modules, and the test would see nothing.
 */
const cache =
  process.env.IRSA_STOCK_CACHE ??
  path.join(
    process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
    'irsa-for-backstage',
    `stock-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`,
  );

export const inStockCache = (...parts: string[]) => path.join(cache, ...parts);

/** Where `npm run release -- --dry-run` puts the tarballs. */
export const releaseFolder = inRoot('.cache/release');
