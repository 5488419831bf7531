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
  // CI tries a failed test once more, in a fresh world, and prints what the first try met: such a test is a fault to mend.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: browserOptions,
});
