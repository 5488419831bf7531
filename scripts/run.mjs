#!/usr/bin/env node
// Runs on any Node >= 18, before anything is installed. So this file and lib/ import only Node's own modules.
import { describeProblem, Problem } from './lib/log.mjs';
import { linters } from './lib/lint.mjs';
import { makeEnvironment } from './lib/environment.mjs';
import { ensureInstalled, findYarn } from './lib/install.mjs';
import { pickNode } from './lib/platform.mjs';
import { inRoot, root, typeCheck } from './lib/paths.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { Supervisor } from './lib/supervisor.mjs';
import { checkStart, start } from './commands/start.mjs';
import { checkPreview, preview } from './commands/preview.mjs';
import { screenshots, testEndToEnd } from './commands/browser.mjs';
import { irsaAudit } from './commands/irsa-audit.mjs';
import { testCrash } from './commands/crash.mjs';
import { testFaults } from './commands/faults.mjs';
import { lab, testLab } from './commands/lab.mjs';
import { testParity } from './commands/parity.mjs';
import { checkRelease, release } from './commands/release.mjs';
import { testStock } from './commands/stock.mjs';
import { test } from './commands/test.mjs';
import { testHeavy } from './commands/heavy.mjs';
import { trustCases } from './commands/trustCases.mjs';

/**
 * Every command gets its arguments and { node, env, supervisor }. It returns an exit code, or undefined when it keeps
 * running. `check` runs before the install.
 */
const commands = {
  start: { check: checkStart, run: start },
  preview: { check: checkPreview, run: preview },
  test: { run: test },
  'test:heavy': { run: testHeavy },
  'test:e2e': { run: testEndToEnd },
  'test:lab': { run: testLab },
  'test:crash': { run: testCrash },
  'test:faults': { run: testFaults },
  'test:parity': { run: testParity },
  'test:stock': { run: testStock },
  'trust-cases': { run: trustCases },
  screenshots: { run: screenshots },
  lab: { run: lab },
  'irsa-audit': { run: irsaAudit },
  release: { check: checkRelease, run: release },
  sandbox: { run: (args, context) => passOn(sandboxArguments(args), context) },
  tsc: {
    run: (args, context) => passOn([typeCheck, ...args], context),
  },
  lint: {
    run: async (args, context) => {
      const codes = [];
      for (const linter of linters()) {
        codes.push(await passOn([...linter, ...args], context));
      }
      return Math.max(...codes);
    },
  },
  prettier: {
    run: (args, context) =>
      passOn(
        [
          inRoot('node_modules/prettier/bin-prettier.js'),
          ...(args.length ? args : ['--check', '.']),
        ],
        context,
      ),
  },
  'api-reports': {
    run: async (args, context) =>
      (await passOn([typeCheck], context)) ||
      passOn([inRoot('scripts/api-reports.mjs'), ...args], context),
  },
  architecture: {
    run: (args, context) =>
      passOn([inRoot('scripts/architecture.mjs'), ...args], context),
  },
  exec: {
    run: ([script, ...args], context) => passOn([script, ...args], context),
  },
};

/** Commands of Yarn that change what is installed: an install of what was there before would be refused before them. */
const CHANGES_DEPENDENCIES = ['install', 'add', 'remove', 'up', 'dedupe'];

/** Runs a script under the chosen Node with our own input and output. @returns {Promise<number>} its exit code */
function passOn(nodeArguments, { node, env, supervisor }) {
  return new Promise(resolve => {
    const child = supervisor.start('command', node, nodeArguments, {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    child.once('error', () => resolve(1));
    child.once('exit', code => resolve(code ?? 1));
  });
}

async function main([name = 'start', ...args]) {
  if (Number(process.versions.node.split('.')[0]) < 18) {
    throw new Problem(
      `Node ${process.versions.node} is too old to install a newer one.`,
      ['Install Node 24 (https://nodejs.org).'],
    );
  }
  const command = commands[name];
  await command?.check?.(args);
  const node = await pickNode();
  const env = makeEnvironment(node);
  if (!CHANGES_DEPENDENCIES.includes(name)) {
    await ensureInstalled(node, env);
  }

  const endless = name === 'start' || name === 'preview' || name === 'sandbox';
  const context = {
    node,
    env,
    supervisor: new Supervisor({ exitCodeOnSignal: endless ? 0 : 130 }),
  };
  const code = command
    ? await command.run(args, context)
    : await passOn([findYarn(), name, ...args], context);
  if (code === undefined) {
    return;
  }
  await context.supervisor.stopAll();
  process.exitCode = code;
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(describeProblem(error));
  process.exit(1);
});
