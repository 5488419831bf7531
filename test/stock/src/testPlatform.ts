import { Browser } from '@playwright/test';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { findPostgres } from '../../../plugins/irsa-backend/src/__testUtils__/postgres/findPostgres';
import { startPostgres } from '../../../plugins/irsa-backend/src/__testUtils__/postgres/startPostgres';
import { Sandbox } from '../../e2e/support/Sandbox';
import { checkApi, checkPages } from './checks';
import { checkSearch, checkTemplate } from './checkHosts';
import { newCopies } from './copies';
import { InstallGuide } from './InstallGuide';
import { modulesOfGuide, templateOfGuide } from './integrations';
import { Row } from './matrix';
import { checkInstalled } from './ownPackages';
import { inStockCache } from './paths';
import { Platform } from './platforms';
import { Registry } from './Registry';
import { check } from './results';
import { RunningPortal } from './RunningPortal';
import { StockPortal } from './StockPortal';
import { checkTypes } from './types';

/** What the tests of all platforms share. */
export interface World {
  registry: Registry;
  uplink: string;
  browser: Browser;
}

/** Every row of one platform, one after the other: they share its portal. */
export async function testPlatform(
  platform: Platform,
  chosen: Row[],
  world: World,
) {
  const logFile = inStockCache('logs', `${platform.name}.log`);
  let portal: StockPortal | undefined;
  const isMade = await check(`${platform.name}: portal`, async () => {
    portal = await StockPortal.make(platform, {
      uplink: world.uplink,
      logFile,
    });
  });
  let installed = '';
  for (const row of isMade ? chosen : []) {
    const wanted = `${row.headings} ${row.isHybrid}`;
    if (installed !== wanted) {
      installed = (await install(portal!, row, world)) ? wanted : '';
    }
    if (installed) {
      await runRow(portal!, row, world);
    }
  }
}

async function install(portal: StockPortal, row: Row, { registry }: World) {
  const name = `${portal.platform.name}: `;
  const heading = row.headings.join(', ') + (row.isHybrid ? ' (hybrid)' : '');
  const guide = new InstallGuide();
  const isInstalled = await check(
    `${name}install.md, "${heading}"`,
    async () => {
      portal.reset();
      if (row.isHybrid) {
        portal.makeHybrid();
      }
      for (const block of row.headings.flatMap(each => guide.under(each))) {
        await portal.follow(block, {
          YARN_NPM_REGISTRY_SERVER: registry.url,
          YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
          // On loopback Yarn's retry of a request ends Yarn itself.
          YARN_HTTP_RETRY: '0',
          // Published a moment ago, and young packages are held back.
          YARN_NPM_PREAPPROVED_PACKAGES: '@backstage/*,backstage-plugin-irsa*',
        });
      }
    },
  );
  if (!isInstalled) {
    return false;
  }
  await check(`${name}installed as released`, () =>
    checkInstalled(portal.folder, portal.logFile),
  );
  await check(`${name}no second copies`, async () => {
    const copies = newCopies(portal.baseLock, portal.read('yarn.lock'));
    if (copies.length > 0) {
      throw new Error(copies.join('\n'));
    }
  });
  await check(`${name}types`, () => checkTypes(portal));
  return true;
}

async function runRow(portal: StockPortal, row: Row, { browser }: World) {
  const directory = inStockCache('runs', row.name);
  rmSync(directory, { recursive: true, force: true });
  const programs = findPostgres();
  const postgres =
    row.database === 'postgres' ? await startPostgres(programs!) : undefined;
  const sandbox = await Sandbox.start({
    scenario: 'portal',
    directory: path.join(directory, 'sandbox'),
  });
  let running: RunningPortal | undefined;
  let removeHosts = () => {};
  try {
    const isUp = await check(`${row.name}: starts`, async () => {
      if (row.hasHosts) {
        removeHosts = await portal.addHosts(modulesOfGuide());
      }
      running = await RunningPortal.start(portal, {
        mode: row.mode,
        sandboxConfig: sandbox.portalConfig,
        directory: path.join(directory, 'portal'),
        template: row.hasHosts ? templateOfGuide() : undefined,
        postgres: postgres && {
          host: postgres.connection.host,
          user: postgres.connection.user,
        },
      });
    });
    if (isUp) {
      await check(`${row.name}: REST`, () => checkApi(running!));
      await check(`${row.name}: pages`, () => checkPages(running!, browser));
    }
    if (isUp && row.hasHosts) {
      await check(`${row.name}: search finds what a person may see`, () =>
        checkSearch(running!, browser),
      );
      await check(`${row.name}: a template runs our step`, () =>
        checkTemplate(running!),
      );
    }
  } finally {
    await running?.stop();
    removeHosts();
    await sandbox.stop();
    await postgres?.stop();
  }
}
