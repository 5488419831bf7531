import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Problem, step } from './log.mjs';
import { withLock } from './lock.mjs';
import { backstageCli, inCache, inRoot } from './paths.mjs';

const sources = [
  'packages/app/src',
  'packages/app/public',
  'packages/app/package.json',
  'plugins/irsa/src',
  'plugins/irsa/package.json',
  'plugins/irsa-common/src',
  'yarn.lock',
  'app-config.yaml',
  'app-config.single.yaml',
];

/** The time of the newest file in a folder, in milliseconds; 0 when there is none. */
function newestChange(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) {
    return 0;
  }
  if (!stats.isDirectory()) {
    return stats.mtimeMs;
  }
  const inside = readdirSync(file).map(name =>
    newestChange(path.join(file, name)),
  );
  return Math.max(stats.mtimeMs, ...inside);
}

/** Builds the pages when they are older than their sources. */
export async function ensureAppBuilt({ node, env, supervisor }) {
  const marker = inRoot('packages/app/dist/index.html');
  await withLock(inCache('build-lock'), async () => {
    const built = newestChange(marker);
    if (
      existsSync(marker) &&
      sources.every(source => newestChange(inRoot(source)) < built)
    ) {
      return;
    }
    step('building the pages');
    // An aborted build must not look like a complete one.
    rmSync(marker, { force: true });
    const failed = await new Promise(resolve => {
      const child = supervisor.start(
        'build',
        node,
        [
          backstageCli,
          'package',
          'build',
          '--config',
          inRoot('app-config.yaml'),
          '--config',
          inRoot('app-config.single.yaml'),
        ],
        {
          cwd: inRoot('packages/app'),
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let output = '';
      child.stdout.on('data', chunk => (output += chunk));
      child.stderr.on('data', chunk => (output += chunk));
      child.once('error', () => resolve(true));
      child.once('close', code => {
        if (code !== 0) {
          process.stderr.write(output);
        }
        resolve(code !== 0);
      });
    });
    if (failed) {
      throw new Problem('The pages could not be built.', [
        'The reason is in the lines above.',
      ]);
    }
  });
}
