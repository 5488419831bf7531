import {
  PlaywrightTestOptions,
  PlaywrightWorkerOptions,
} from '@playwright/test';

/** `scripts/run.mjs` looks for Chromium and sets CHROMIUM_PATH; without it Playwright's own is used. */
export const browserOptions: Partial<
  PlaywrightTestOptions & PlaywrightWorkerOptions
> & { trace: 'off' | 'retain-on-failure' } = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  timezoneId: 'UTC',
  // A trace records every act. Where nobody can open it, it only costs time.
  trace: process.env.CI ? 'off' : 'retain-on-failure',
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH || undefined,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};
