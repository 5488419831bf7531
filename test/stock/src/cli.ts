import { Browser, chromium } from '@playwright/test';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findPostgres } from '../../../plugins/irsa-backend/src/__testUtils__/postgres/findPostgres';
import { startPostgres } from '../../../plugins/irsa-backend/src/__testUtils__/postgres/startPostgres';
import { formatSummary } from '../../../scripts/lib/summary.mjs';
import { browserOptions } from '../../e2e/support/browserOptions';
import { Sandbox } from '../../e2e/support/Sandbox';
import { checkApi, checkPages } from './checks';
import { newCopies } from './copies';
import { InstallGuide } from './InstallGuide';
import { Row, rows } from './matrix';
import { inStockCache, releaseFolder, root } from './paths';
import {
  legacyPlatform,
  newestPlatform,
  oldestPlatform,
  Platform,
} from './platforms';
import { Registry } from './Registry';
import { run } from './run';
import { RunningPortal } from './RunningPortal';
import { StockPortal } from './StockPortal';
import { checkTypes } from './types';

interface Result {
  name: string;
  ok: boolean;
  seconds: number;
  note?: string;
}

const results: Result[] = [];

/** Does one thing and notes how it went. @returns whether it went well */
async function check(name: string, act: () => Promise<unknown>) {
  const startedAt = Date.now();
  let note: string | undefined;
  try {
    await act();
  } catch (error) {
    note = error instanceof Error ? error.message : String(error);
  }
  const result = {
    name,
    ok: note === undefined,
    seconds: (Date.now() - startedAt) / 1000,
  };
  results.push(result);
  process.stdout.write(`${formatSummary([result])}\n`);
  if (note) {
    process.stdout.write(`${note.replace(/^/gm, '    ')}\n`);
  }
  return result.ok;
}

interface World {
  registry: Registry;
  uplink: string;
  browser: Browser;
}

/** Every row of one platform, one after the other: they share its portal. */
async function testPlatform(platform: Platform, chosen: Row[], world: World) {
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
    const wanted = row.headings.join();
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
  const heading = row.headings.join(', ');
  const guide = new InstallGuide();
  const isInstalled = await check(
    `${name}install.md, "${heading}"`,
    async () => {
      portal.reset();
      await forgetOurs(portal);
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
  await check(`${name}no second copies`, async () => {
    const copies = newCopies(portal.baseLock, portal.read('yarn.lock'));
    if (copies.length > 0) {
      throw new Error(copies.join('\n'));
    }
  });
  await check(`${name}types`, () => checkTypes(portal));
  return true;
}

/** Yarn's cache knows packages by version, and ours change without one. */
async function forgetOurs(portal: StockPortal) {
  const cache = (
    await portal.run('yarn', ['config', 'get', 'cacheFolder'])
  ).trim();
  for (const file of existsSync(cache) ? readdirSync(cache) : []) {
    if (file.startsWith('backstage-plugin-irsa')) {
      rmSync(path.join(cache, file));
    }
  }
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
  try {
    const isUp = await check(`${row.name}: starts`, async () => {
      running = await RunningPortal.start(portal, {
        mode: row.mode,
        sandboxConfig: sandbox.portalConfig,
        directory: path.join(directory, 'portal'),
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
  } finally {
    await running?.stop();
    await sandbox.stop();
    await postgres?.stop();
  }
}

/** What npm is set to, and what the newest platform is there. */
async function askRegistry() {
  const npm = (args: string[]) =>
    run('npm', args, { cwd: root, logFile: inStockCache('logs', 'npm.log') });
  const uplink = (await npm(['config', 'get', 'registry'])).trim();
  const versions = await Promise.all(
    ['create-app', 'cli', 'frontend-plugin-api'].map(name =>
      npm(['view', `@backstage/${name}`, 'version']),
    ),
  );
  return { uplink, newest: versions.map(text => text.trim()).join(' ') };
}

async function main() {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true } },
  });
  const chosen = rows.filter(
    ({ name, platform }) =>
      !values.only || values.only.some(only => [name, platform].includes(only)),
  );
  if (chosen.length === 0) {
    console.error(
      `There is no row ${values.only}. Rows: ${rows
        .map(({ name }) => name)
        .join(', ')}`,
    );
    return 2;
  }
  if (!existsSync(releaseFolder)) {
    console.error('There are no tarballs: npm run release -- --dry-run');
    return 2;
  }
  rmSync(inStockCache('logs'), { recursive: true, force: true });
  mkdirSync(inStockCache('logs'), { recursive: true });
  const { uplink, newest } = await askRegistry();
  const registry = await Registry.start({ name: 'now', uplink });
  const browser = await chromium.launch(browserOptions.launchOptions);
  try {
    await registry.publishAll();
    const world = { registry, uplink, browser };
    const platforms = [oldestPlatform, newestPlatform(newest), legacyPlatform];
    // Two cores: what one platform waits for, the other uses.
    await Promise.all(
      platforms.map(async platform => {
        const own = chosen.filter(row => row.platform === platform.name);
        if (own.length > 0) {
          await testPlatform(platform, own, world);
        }
      }),
    );
  } finally {
    await browser.close();
    await registry.stop();
  }
  const failed = results.filter(({ ok }) => !ok).length;
  process.stdout.write(
    `\n${formatSummary(results)}\n\n${
      results.length - failed
    } passed, ${failed} failed. Logs: ${inStockCache('logs')}\n`,
  );
  return failed === 0 ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
