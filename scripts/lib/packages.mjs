import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** The folders of the packages that are published, each after those it depends on. */
export const publishedFolders = [
  'plugins/irsa-common',
  'plugins/irsa-node',
  'plugins/irsa-backend',
  'plugins/irsa',
  'packages/cli',
];

/** @returns {Record<string, any>} the package.json of a folder */
export function readManifest(folder) {
  return JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'));
}
