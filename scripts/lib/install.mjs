import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { explainInstallFailure } from './install-failure.mjs';
import { withLock } from './lock.mjs';
import { step } from './log.mjs';
import { cache, inCache, root } from './paths.mjs';

/** The committed Yarn. */
export function findYarn(project = root) {
  const settings = readFileSync(path.join(project, '.yarnrc.yml'), 'utf8');
  return path.join(project, /^yarnPath:\s*(\S+)/m.exec(settings)[1]);
}

/** A hash of the lock file and every package.json. It changes whenever an install would do something different. */
export function computeStamp(project) {
  const files = ['.yarnrc.yml', 'package.json', 'yarn.lock'];
  for (const folder of ['packages', 'plugins']) {
    for (const name of readdirSync(path.join(project, folder)).sort()) {
      files.push(path.join(folder, name, 'package.json'));
    }
  }
  const hash = createHash('sha256');
  for (const file of files) {
    const absolute = path.join(project, file);
    if (existsSync(absolute)) {
      hash.update(file).update('\0').update(readFileSync(absolute));
    }
  }
  return hash.digest('hex');
}

/**
 * Package folders that are missing although Yarn's records say that it installed them.
 * @param {string} project
 * @returns {string[] | undefined} undefined when Yarn never finished
 */
export function findMissingPackages(project) {
  const state = path.join(project, 'node_modules/.yarn-state.yml');
  if (!existsSync(state)) {
    return undefined;
  }
  const locations = readFileSync(state, 'utf8').matchAll(
    /^ {4}- "?(node_modules\/[^"\n]+)"?$/gm,
  );
  return [...locations]
    .map(([, location]) => location)
    .filter(
      location => !existsSync(path.join(project, location, 'package.json')),
    );
}

function runYarnInstall(node, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [findYarn(), 'install', '--immutable'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    // Shows only the steps. The reason of a failure is shown once, at the end, and not for each of 2,500 packages.
    createInterface({ input: child.stdout }).on('line', line => {
      output += `${line}\n`;
      if (line.includes('YN0000')) {
        process.stderr.write(`${line}\n`);
      }
    });
    child.stderr.on('data', chunk => (output += chunk));
    const stop = () => child.kill('SIGTERM');
    process.once('exit', stop);
    child.on('error', reject);
    child.on('close', code => {
      process.removeListener('exit', stop);
      if (code === 0) {
        resolve();
      } else {
        reject(
          explainInstallFailure(
            'The dependencies could not be installed.',
            output,
          ),
        );
      }
    });
  });
}

/** Installs the dependencies, unless they are complete already. */
export async function ensureInstalled(node, env) {
  const stampFile = inCache('install-stamp');
  const runningFile = inCache('install-running');
  mkdirSync(cache, { recursive: true });

  await withLock(inCache('install-lock'), async () => {
    const stamp = computeStamp(root);
    const missing = findMissingPackages(root);
    const interrupted = existsSync(runningFile);
    const stamped =
      existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
    if (stamped && !interrupted && missing?.length === 0) {
      return;
    }

    if (missing === undefined) {
      step(
        'installing the dependencies with Yarn (about a minute the first time)',
      );
    } else if (interrupted || missing.length > 0) {
      step(
        interrupted
          ? 'an earlier install was interrupted: installing again'
          : `${missing.length} installed packages are missing (${missing[0]}, ...): installing again`,
      );
      // Yarn trusts this file and does not check the folders. Without the file it writes them again.
      rmSync(path.join(root, 'node_modules/.yarn-state.yml'), { force: true });
    } else {
      step('the dependencies have changed: installing');
    }
    rmSync(stampFile, { force: true });
    writeFileSync(runningFile, '');
    await runYarnInstall(node, env);
    rmSync(runningFile);
    writeFileSync(stampFile, stamp);
    step('dependencies installed');
  });
}
