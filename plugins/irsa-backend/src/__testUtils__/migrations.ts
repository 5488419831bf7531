import { resolve } from 'node:path';

/** Where the plugin's tables come from. */
export const migrations = {
  directory: resolve(__dirname, '../../migrations'),
};
