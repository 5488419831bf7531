import { rmSync } from 'node:fs';
import path from 'node:path';
import { ensureAppBuilt } from '../lib/app-build.mjs';
import { parseFlags } from '../lib/arguments.mjs';
import { box, step } from '../lib/log.mjs';
import { inCache, inRoot, shown } from '../lib/paths.mjs';
import {
  backendArguments,
  preparePortal,
  READINESS_PATH,
} from '../lib/portal.mjs';
import { requireFreePorts } from '../lib/ports.mjs';
import { startSandbox } from '../lib/sandbox.mjs';
import { waitForUrl } from '../lib/wait.mjs';

const parsePreview = args => {
  const { scenario = 'portal', port = 7007 } = parseFlags(args, {
    scenario: 'string',
    port: 'port',
  });
  return { scenario, port };
};

export async function checkPreview(args) {
  await requireFreePorts([
    {
      port: parsePreview(args).port,
      use: 'the portal',
      flag: 'npm run preview -- --port',
    },
  ]);
}

/** Runs the portal as one process with built pages, as in production, with a sandbox. */
export async function preview(args, { node, env, supervisor }) {
  const { scenario, port } = parsePreview(args);
  await ensureAppBuilt({ node, env, supervisor });

  const stopBecause = reason => {
    if (supervisor.stopping) {
      return;
    }
    process.stderr.write(`\n✖ ${reason} Stopping everything.\n`);
    supervisor.stopAll().then(() => process.exit(1));
  };
  const stateDirectory = inCache('preview/sandbox');
  const directory = inCache('preview/portal');
  rmSync(directory, { recursive: true, force: true });
  const sandbox = await startSandbox({
    supervisor,
    node,
    env,
    scenario,
    stateDirectory,
    onExit: how =>
      stopBecause(
        `The sandbox has ended (${how}); its log: ${shown(
          stateDirectory,
        )}/sandbox.log.`,
      ),
  });
  const { config, appUrl } = preparePortal({
    directory,
    appPort: port,
    backendPort: port,
  });

  step('starting the portal');
  let ended = false;
  supervisor.start(
    'portal',
    node,
    backendArguments([
      inRoot('app-config.yaml'),
      inRoot('app-config.single.yaml'),
      path.join(stateDirectory, 'app-config.sandbox.yaml'),
      config,
    ]),
    {
      cwd: inRoot('packages/backend'),
      env: { ...env, NODE_ENV: 'production' },
      stdio: ['ignore', 'inherit', 'inherit'],
      onExit: how => {
        ended = true;
        stopBecause(`The portal has ended (${how}).`);
      },
    },
  );
  const up = await waitForUrl(`${appUrl}${READINESS_PATH}`, {
    timeout: 180_000,
    until: () => ended || supervisor.stopping,
  });
  if (ended || supervisor.stopping) {
    return;
  }
  if (!up) {
    stopBecause('The portal did not answer within three minutes.');
    return;
  }
  const lines = [
    `Portal   ${appUrl}/irsa`,
    `kubectl  export KUBECONFIG=${stateDirectory}/kubeconfig`,
    'Stop     Ctrl-C',
  ];
  process.stderr.write(`\n${box(lines)}\n`);
  process.stdout.write(`${sandbox.description}\n`);
}
