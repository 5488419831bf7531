import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Problem, step } from './log.mjs';
import { inRoot, root } from './paths.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function askPlaywright(node, env) {
  const script =
    'process.stdout.write(require("@playwright/test").chromium.executablePath())';
  return spawnSync(node, ['-e', script], { cwd: root, env, encoding: 'utf8' })
    .stdout;
}

function find(node, env) {
  return [env.CHROMIUM_PATH, ...places, askPlaywright(node, env)].find(
    file => file && existsSync(file),
  );
}

const runsAptAsRoot = () =>
  process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function run(command, args, env) {
  step(`${command} ${args.join(' ')}`);
  return (
    spawnSync(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    }).status === 0
  );
}

/** @returns {string} path of a Chromium, installed if there was none */
export function ensureChromium({ node, env }) {
  if (env.CHROMIUM_PATH && !existsSync(env.CHROMIUM_PATH)) {
    throw new Problem(
      `CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which is not there.`,
      ['Correct it, or unset it.'],
    );
  }
  const present = find(node, env);
  if (present) {
    return present;
  }

  step('no Chromium on this machine: installing one');
  if (runsAptAsRoot()) {
    const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-q'], aptEnv);
    run(
      'apt-get',
      [
        'install',
        '-qy',
        '--no-install-recommends',
        'chromium',
        'fonts-dejavu-core',
      ],
      aptEnv,
    );
  }
  if (!find(node, env)) {
    run(
      node,
      [inRoot('node_modules/@playwright/test/cli.js'), 'install', 'chromium'],
      env,
    );
  }
  const installed = find(node, env);
  if (installed) {
    return installed;
  }
  throw new Problem(
    'The browser tests need Chromium, and it could not be installed.',
    [
      'Debian and Ubuntu: sudo apt-get install chromium',
      'Or set CHROMIUM_PATH to a Chrome or Chromium that you have.',
    ],
  );
}
