import { chromium } from '@playwright/test';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { formatSummary } from '../../../scripts/lib/summary.mjs';
import { browserOptions } from '../../e2e/support/browserOptions';
import { auditFromTarball } from './auditFromTarball';
import { rows } from './matrix';
import { inStockCache, releaseFolder, root } from './paths';
import { legacyPlatform, newestPlatform, oldestPlatform } from './platforms';
import { Registry } from './Registry';
import { check, results } from './results';
import { run } from './run';
import { portalEnvironment, StockPortal } from './StockPortal';
import { testPlatform } from './testPlatform';

const AT_ONCE = 2;

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

/** Yarn's cache knows packages by version, and ours change without one. */
async function forgetOurs() {
  const cache = await run('yarn', ['config', 'get', 'cacheFolder'], {
    cwd: root,
    logFile: inStockCache('logs', 'yarn.log'),
    env: portalEnvironment(),
  });
  for (const file of existsSync(cache.trim())
    ? readdirSync(cache.trim())
    : []) {
    if (file.startsWith('backstage-plugin-irsa')) {
      rmSync(path.join(cache.trim(), file));
    }
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      'portals-only': { type: 'boolean', default: false },
    },
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
  const { uplink, newest } = await askRegistry();
  const platforms = [
    oldestPlatform,
    newestPlatform(newest),
    legacyPlatform,
  ].filter(({ name }) => chosen.some(({ platform }) => platform === name));
  if (values['portals-only']) {
    for (const platform of platforms) {
      const logFile = inStockCache('logs', `${platform.name}.log`);
      await check(`${platform.name}: portal`, () =>
        StockPortal.make(platform, { uplink, logFile }),
      );
    }
    return report();
  }
  if (!existsSync(releaseFolder)) {
    console.error('There are no tarballs: npm run release -- --dry-run');
    return 2;
  }
  rmSync(inStockCache('logs'), { recursive: true, force: true });
  mkdirSync(inStockCache('logs'), { recursive: true });
  const registry = await Registry.start({ name: 'now', uplink });
  const browser = await chromium.launch(browserOptions.launchOptions);
  try {
    await registry.publishAll();
    await forgetOurs();
    const world = { registry, uplink, browser };
    await check('irsa-audit from its tarball', auditFromTarball);
    // What one platform waits for, the other uses; more than two at a time would only wait for each other.
    const waiting = [...platforms];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (
          let platform = waiting.shift();
          platform;
          platform = waiting.shift()
        ) {
          await testPlatform(
            platform,
            chosen.filter(row => row.platform === platform!.name),
            world,
          );
        }
      }),
    );
  } finally {
    await browser.close();
    await registry.stop();
  }
  return report();
}

/** @returns the exit code */
function report() {
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
