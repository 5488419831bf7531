import { resolve } from 'node:path';

// Data files beside the source of this package. The package is never bundled.
// eslint-disable-next-line no-restricted-syntax
const SCENARIOS = resolve(__dirname, '../../scenarios');

/** Where a scenario of the crash test's own is. */
export function scenarioFolder(name: string): string {
  return resolve(SCENARIOS, name);
}
