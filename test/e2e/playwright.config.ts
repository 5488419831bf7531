import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/browserOptions';

export default defineConfig({
  testDir: 'specs',
  outputDir: '../../.cache/e2e/results',
  // Each file has its own portal and sandbox. Two files at a time would only slow each other down.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: browserOptions,
});
