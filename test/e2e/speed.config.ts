import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/browserOptions';

/** Measures the built pages; see docs/benchmarks.md. */
export default defineConfig({
  testDir: 'speed',
  testMatch: '*.speed.ts',
  outputDir: '../../.cache/e2e/speed',
  workers: 1,
  // A fleet of 100,000 is scanned first, which takes minutes.
  timeout: 3_600_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: { ...browserOptions, viewport: { width: 1440, height: 900 } },
});
