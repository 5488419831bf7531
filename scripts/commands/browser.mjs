import { ensureAppBuilt } from '../lib/app-build.mjs';
import { ensureChromium } from '../lib/chromium.mjs';
import { inRoot, root } from '../lib/paths.mjs';

function runPlaywright(config, args, { node, env, supervisor }, chromium) {
  return new Promise(resolve => {
    const child = supervisor.start(
      'browser tests',
      node,
      [
        inRoot('node_modules/@playwright/test/cli.js'),
        'test',
        '--config',
        inRoot(config),
        ...args,
      ],
      {
        cwd: root,
        env: { ...env, CHROMIUM_PATH: chromium },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    child.once('error', () => resolve(1));
    child.once('exit', code => resolve(code ?? 1));
  });
}

/** Runs the browser tests, each suite against its own portal and sandbox. */
export async function testEndToEnd(args, context) {
  const chromium = ensureChromium(context);
  await ensureAppBuilt(context);
  return runPlaywright(
    'test/e2e/playwright.config.ts',
    args,
    context,
    chromium,
  );
}

/** Draws docs/images again. */
export async function screenshots(args, context) {
  const chromium = ensureChromium(context);
  await ensureAppBuilt(context);
  return runPlaywright(
    'test/e2e/screenshots.config.ts',
    args,
    context,
    chromium,
  );
}
