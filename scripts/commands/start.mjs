import { spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseFlags } from '../lib/arguments.mjs';
import { Problem, box, step } from '../lib/log.mjs';
import { backstageCli, inCache, inRoot, root, shown } from '../lib/paths.mjs';
import {
  configArguments,
  preparePortal,
  READINESS_PATH,
} from '../lib/portal.mjs';
import { requireFreePorts } from '../lib/ports.mjs';
import { startSandbox } from '../lib/sandbox.mjs';
import { waitForUrl } from '../lib/wait.mjs';

const flags = {
  scenario: 'string',
  sandbox: 'boolean',
  'app-port': 'port',
  'backend-port': 'port',
  open: 'boolean',
};

/** The Git host of the sandbox is git's own server, so without git the demo is without it. */
function hasGit() {
  return spawnSync('git', ['--version']).status === 0;
}

export function parseStart(args, isGitThere = hasGit) {
  const given = parseFlags(args, flags);
  if (given.sandbox === false && given.scenario) {
    throw new Problem(
      '--scenario is for the sandbox, and --no-sandbox turns it off.',
      ['Leave one of them out.'],
    );
  }
  return {
    scenario:
      given.sandbox === false
        ? undefined
        : given.scenario ?? (isGitThere() ? 'company' : 'portal'),
    appPort: given['app-port'] ?? 3000,
    backendPort: given['backend-port'] ?? 7007,
    open: given.open ?? true,
  };
}

/** Runs before the install, because what is wrong now would still be wrong afterwards. */
export async function checkStart(args) {
  const { appPort, backendPort, scenario } = parseStart(args);
  await requireFreePorts([
    { port: appPort, use: 'the pages', flag: 'npm start -- --app-port' },
    {
      port: backendPort,
      use: 'the backend',
      flag: 'npm start -- --backend-port',
    },
  ]);
  if (!scenario && !existsSync(inRoot('app-config.local.yaml'))) {
    throw new Problem(
      'There is no app-config.local.yaml, so the portal would know no cluster and no account.',
      [
        'Write one; README.md shows what belongs in it.',
        'Or leave out --no-sandbox to see the portal with a sandbox.',
      ],
    );
  }
}

export async function start(args, { node, env, supervisor }) {
  const { scenario, appPort, backendPort, open } = parseStart(args);
  const sandboxDirectory = inCache('sandbox');
  // A new sandbox is a new world, so the portal's data about the last one would be wrong.
  const directory = inCache(scenario ? 'portal' : 'portal-own');
  if (scenario) {
    rmSync(directory, { recursive: true, force: true });
  }

  const stopBecause = reason => {
    if (supervisor.stopping) {
      return;
    }
    process.stderr.write(`\n✖ ${reason} Stopping everything.\n`);
    supervisor.stopAll().then(() => process.exit(1));
  };

  const sandbox = scenario
    ? await startSandbox({
        supervisor,
        node,
        env,
        scenario,
        stateDirectory: sandboxDirectory,
        onExit: how =>
          stopBecause(
            `The sandbox has ended (${how}); its log: ${shown(
              sandboxDirectory,
            )}/sandbox.log.`,
          ),
      })
    : undefined;

  const { config, tokenFile, appUrl, backendUrl } = preparePortal({
    directory,
    appPort,
    backendPort,
  });
  step('starting the portal');
  let ended = false;
  const portal = supervisor.start(
    'portal',
    node,
    // Not started through Yarn, which would not pass signals on to its child.
    [
      backstageCli,
      'repo',
      'start',
      ...configArguments([
        inRoot('app-config.yaml'),
        sandbox
          ? path.join(sandboxDirectory, 'app-config.sandbox.yaml')
          : inRoot('app-config.local.yaml'),
        config,
      ]),
    ],
    {
      cwd: root,
      // This script opens the page itself, once the backend answers too.
      env: {
        ...env,
        BROWSER: 'none',
        ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      onExit: how => {
        ended = true;
        stopBecause(`The portal has ended (${how}).`);
      },
    },
  );

  let ready = false;
  portal.stdout.pipe(process.stdout);
  portal.stderr.on('data', chunk => {
    process.stderr.write(chunk);
    // Without this the CLI would wait for a change of the sources, which is of no use at the first start.
    if (!ready && /^Node\.js v\d+/m.test(chunk)) {
      stopBecause('The backend has ended; the reason is in the lines above.');
    }
  });

  const options = {
    timeout: 300_000,
    until: () => ended || supervisor.stopping,
  };
  const up = await Promise.all([
    waitForUrl(`${appUrl}/`, options),
    waitForUrl(`${backendUrl}${READINESS_PATH}`, options),
  ]);
  if (ended || supervisor.stopping) {
    return;
  }
  if (up.includes(false)) {
    stopBecause(
      `The ${up[0] ? 'backend' : 'page'} did not answer within five minutes.`,
    );
    return;
  }

  ready = true;
  process.stderr.write(
    `\n${box(describeRun({ appUrl, tokenFile, sandbox, scenario }))}\n`,
  );
  if (sandbox) {
    process.stdout.write(`${sandbox.description}\n`);
  }
  step('ready');
  if (open && process.stdout.isTTY && !env.CI) {
    openBrowser(`${appUrl}/irsa`, env);
  }
}

function describeRun({ appUrl, tokenFile, sandbox, scenario }) {
  const lines = [`Portal       ${appUrl}/irsa`];
  if (sandbox) {
    lines.push(
      `Sandbox      scenario "${scenario}", made anew by each start`,
      `kubectl      export KUBECONFIG=${path.join(
        sandbox.directory,
        'kubeconfig',
      )}`,
      `AWS          source ${path.join(sandbox.directory, 'aws.env')}`,
      '             (the root keys of its first account are in that file)',
    );
  }
  lines.push(`API token    ${tokenFile}`, 'Stop         Ctrl-C');
  return lines;
}

function openBrowser(url, env) {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  if (command === 'xdg-open' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return;
  }
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
