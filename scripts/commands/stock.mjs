import { ensureChromium } from '../lib/chromium.mjs';
import { inRoot, nodeTransform, root } from '../lib/paths.mjs';
import { release } from './release.mjs';

/**
 * Makes the tarballs and installs them in stock portals, by docs/install.md. `--only NAME` chooses a row or a platform,
 * and may be given more than once; `--portals-only` makes the portals and tests nothing.
 * @returns {Promise<number>} exit code
 */
export async function testStock(args, context) {
  const chromium = ensureChromium(context);
  // Portals can be made while something else runs; only tests need tarballs.
  const code = args.includes('--portals-only')
    ? 0
    : await release(['--dry-run'], context);
  if (code !== 0) {
    return code;
  }
  const { node, env, supervisor } = context;
  return new Promise(resolve => {
    const child = supervisor.start(
      'stock portals',
      node,
      ['--require', nodeTransform, inRoot('test/stock/src/cli.ts'), ...args],
      {
        cwd: root,
        env: { ...env, CHROMIUM_PATH: chromium },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    child.once('error', () => resolve(1));
    child.once('exit', exitCode => resolve(exitCode ?? 1));
  });
}
