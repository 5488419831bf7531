import { test as base, expect } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths';
import { findFreePort } from './poll';
import { Portal } from './Portal';
import { Sandbox } from './Sandbox';
import { untilScanned } from './untilScanned';

interface World {
  sandbox: Sandbox;
  portal: Portal;
}

interface WorldOptions {
  /** The sandbox's scenario. */
  scenario: string;
  /** Number of made-up workloads beside those of the scenario. */
  fleet: number;
  /** Further configuration of this file's portal. */
  portalConfig: object;
}

/** `world`: one sandbox and one portal, for all tests with the same options until one of them fails. */
export const test = base.extend<
  { consoleErrors: string[] },
  WorldOptions & { world: World }
>({
  scenario: ['portal', { option: true, scope: 'worker' }],
  fleet: [0, { option: true, scope: 'worker' }],
  portalConfig: [{}, { option: true, scope: 'worker' }],
  world: [
    async ({ scenario, fleet, portalConfig }, use, workerInfo) => {
      const parent = inRoot('.cache/e2e');
      mkdirSync(parent, { recursive: true });
      const directory = mkdtempSync(
        path.join(parent, `world-${workerInfo.workerIndex}-`),
      );
      const sandbox = await Sandbox.start({
        scenario,
        fleet,
        directory: path.join(directory, 'sandbox'),
      });
      let portal: Portal | undefined;
      try {
        portal = await Portal.start({
          directory: path.join(directory, 'portal'),
          port: await findFreePort(),
          sandboxConfig: sandbox.portalConfig,
          config: portalConfig,
        });
        await untilScanned(portal, fleet);
        await use({ sandbox, portal });
      } finally {
        await portal?.stop();
        await sandbox.stop();
      }
      // Kept when the start failed, because it contains the logs.
      rmSync(directory, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  baseURL: async ({ world }, use) => use(world.portal.url),
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', error => errors.push(String(error)));
      // Errors without an exception, such as loops of a ResizeObserver: the development server covers the page with them.
      await page.exposeFunction('reportWindowError', (message: string) =>
        errors.push(message),
      );
      await page.addInitScript(() => {
        window.addEventListener('error', event => {
          if (!event.error && event.message) {
            const { reportWindowError } = window as unknown as {
              reportWindowError: (message: string) => void;
            };
            reportWindowError(event.message);
          }
        });
      });
      await use(errors);
      expect(errors, 'uncaught errors in the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
