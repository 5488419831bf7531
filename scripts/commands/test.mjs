import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { backstageCli, cache, inCache, inRoot, root } from '../lib/paths.mjs';
import { linters } from '../lib/lint.mjs';
import { countTests, formatSummary } from '../lib/summary.mjs';

const jestReport = inCache('jest-report.json');

/** The checks that run beside Jest, one after the other: each is the Node script and its arguments. */
function staticChecks() {
  const openapi = inRoot('scripts/openapi.mjs');
  return [
    { name: 'scripts', args: ['--test', inRoot('scripts/test/*.test.mjs')] },
    { name: 'types', args: [inRoot('node_modules/typescript/bin/tsc')] },
    ...linters().map(args => ({ name: 'lint', args })),
    {
      name: 'formatting',
      args: [
        inRoot('node_modules/prettier/bin-prettier.js'),
        '--check',
        '--loglevel',
        'warn',
        '--cache',
        '--cache-location',
        inCache('prettier.json'),
        '.',
      ],
    },
    { name: 'OpenAPI', args: [openapi, '--check'], skip: !existsSync(openapi) },
    { name: 'documents', args: [inRoot('scripts/documents.mjs')] },
    {
      name: 'architecture',
      args: [inRoot('scripts/architecture.mjs'), '--check'],
    },
    // Nothing declared that is not imported, nothing imported that is not declared, no file that nobody uses.
    {
      name: 'dependencies',
      args: [inRoot('node_modules/knip/bin/knip.js'), '--no-progress'],
    },
    // Reads the declarations that the type check has written.
    { name: 'API reports', args: [inRoot('scripts/api-reports.mjs'), '--ci'] },
  ].filter(({ skip }) => !skip);
}

/** Runs a script. With `quiet`, what it says is kept and shown only when it fails. */
function runStep({ name, args }, { node, env, supervisor }, quiet) {
  const startedAt = Date.now();
  return new Promise(resolve => {
    const child = supervisor.start(name, node, args, {
      cwd: root,
      env,
      stdio: quiet
        ? ['ignore', 'pipe', 'pipe']
        : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', chunk => (output += chunk));
    child.stderr?.on('data', chunk => (output += chunk));
    const finish = ok =>
      resolve({ name, ok, output, seconds: (Date.now() - startedAt) / 1000 });
    child.once('error', error => {
      output += error;
      finish(false);
    });
    child.once('close', code => finish(code === 0));
  });
}

async function runStaticChecks(context) {
  const results = [];
  for (const check of staticChecks()) {
    const result = await runStep(check, context, true);
    results.push(result);
    process.stderr.write(`${formatSummary([result])}\n`);
  }
  return results;
}

async function runJest(args, context) {
  mkdirSync(cache, { recursive: true });
  rmSync(jestReport, { force: true });
  const result = await runStep(
    {
      name: 'jest',
      args: [
        backstageCli,
        'repo',
        'test',
        '--config',
        inRoot('scripts/jest/config.cjs'),
        '--json',
        `--outputFile=${jestReport}`,
        // Many suites wait for roll-outs and watches: with one worker a core, the cores would be idle for much of the time.
        `--maxWorkers=${availableParallelism() + 2}`,
        `--testSequencer=${inRoot('scripts/jest/slowestFirst.cjs')}`,
        ...args,
      ],
    },
    context,
    false,
  );
  const totals = existsSync(jestReport)
    ? countTests(JSON.parse(readFileSync(jestReport, 'utf8')))
    : { passed: 0, failed: 1 };
  return {
    ...result,
    totals,
    note: `${totals.passed} passed, ${totals.failed} failed`,
  };
}

/**
 * Runs everything that can be checked without a browser. With arguments (paths or Jest flags), only those tests.
 * @returns {Promise<number>} exit code
 */
export async function test(args, { node, env, supervisor }) {
  // Without CI, Jest would watch, and run only tests of changed files.
  const context = { node, supervisor, env: { ...env, CI: env.CI || 'true' } };
  const [jest, checks] = await Promise.all([
    runJest(args, context),
    args.length > 0 ? [] : runStaticChecks(context),
  ]);

  for (const { name, ok, output } of checks) {
    if (!ok) {
      process.stdout.write(
        `\n── ${name} ${'─'.repeat(70 - name.length)}\n${output.trim()}\n`,
      );
    }
  }
  const results = [...checks, jest];
  process.stdout.write(
    `\n${formatSummary(results)}\n\n${jest.totals.passed} passed, ${
      jest.totals.failed
    } failed\n`,
  );
  return results.every(({ ok }) => ok) ? 0 : 1;
}
