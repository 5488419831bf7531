import path from 'node:path';
import root from './root.cjs';

export { root };
/** Everything that the scripts make is in this folder. It can always be deleted. */
export const cache = path.join(root, '.cache');

export const inRoot = (...parts) => path.join(root, ...parts);
export const inCache = (...parts) => path.join(cache, ...parts);
/** A path relative to the top of the project. */
export const shown = file => path.relative(root, file) || '.';

export const backstageCli = inRoot(
  'node_modules/@backstage/cli/bin/backstage-cli',
);
/** Checks types, and writes declarations to dist-types. */
export const typeCheck = inRoot('scripts/types.mjs');
export const repoTools = inRoot(
  'node_modules/@backstage/repo-tools/bin/backstage-repo-tools',
);
export const nodeTransform = inRoot(
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
export const sandboxCli = inRoot('packages/sandbox/src/cli.ts');
