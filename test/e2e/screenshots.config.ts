import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/browserOptions';

export default defineConfig({
  testDir: 'screenshots',
  testMatch: '*.shots.ts',
  outputDir: '../../.cache/e2e/screenshots',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    ...browserOptions,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
  },
});
