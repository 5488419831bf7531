import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/browserOptions';

export default defineConfig({
  testDir: 'specs',
  outputDir: '../../.cache/e2e/results',
  // Each file has its own portal and sandbox. Two files at a time would only slow each other down.
  workers: 1,
  fullyParallel: false,
  // Long enough for a page whose every width is checked on a busy machine.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: browserOptions,
});
