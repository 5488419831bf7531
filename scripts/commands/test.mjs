import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { backstageCli, cache, inCache, inRoot, root } from '../lib/paths.mjs';
import { changedFiles } from '../lib/changedFiles.mjs';
import { SourceTree } from '../lib/SourceTree.mjs';
import { staticChecks, unlessUnchanged } from '../lib/staticChecks.mjs';
import { countTests, formatSummary } from '../lib/summary.mjs';

const CORES = availableParallelism();
/**
 * The parts of a run, side by side, each with workers of its own: a worker that met both would load the libraries of pages and
 * those of the backend, some seconds of processor time each. Suites of the backend wait for roll-outs and watches: with one
 * worker a core, the cores would be idle for much of the time.
 */
const PARTS = [
  { part: 'pages', workers: Math.max(1, Math.floor(CORES / 2)) },
  { part: 'others', workers: CORES + 1 },
];
const WORKERS = CORES + 2;
/**
 * A worker that holds more begins anew after its suite, and loads all libraries again. Backstage's command says 1 GB, which
 * every worker reaches within minutes; half of the machine is theirs.
 */
const WORKER_MB = Math.max(
  1000,
  Math.floor(totalmem() / 2 / WORKERS / 1_000_000),
);

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
  const tree = SourceTree.of(root);
  // CI looks at all files, as it runs all tests.
  const changed = context.env.IRSA_TEST_SIZE ? undefined : changedFiles(root);
  for (const check of staticChecks(changed)) {
    const ran = await unlessUnchanged(check, tree, () =>
      runStep(check, context, true),
    );
    const result = ran ?? {
      name: check.name,
      ok: true,
      seconds: 0,
      note: 'nothing has changed since it passed',
    };
    results.push(result);
    process.stderr.write(`${formatSummary([result])}\n`);
  }
  return results;
}

/** Runs the suites of a part; of both, with the arguments that somebody gave. */
async function runJest({ part, workers }, args, context) {
  const name = part ? `jest, ${part}` : 'jest';
  const jestReport = inCache(`jest-report${part ? `-${part}` : ''}.json`);
  mkdirSync(cache, { recursive: true });
  rmSync(jestReport, { force: true });
  const result = await runStep(
    {
      name,
      args: [
        backstageCli,
        'repo',
        'test',
        '--config',
        inRoot('scripts/jest/config.cjs'),
        '--json',
        `--outputFile=${jestReport}`,
        `--maxWorkers=${workers}`,
        `--workerIdleMemoryLimit=${WORKER_MB}M`,
        `--testSequencer=${inRoot('scripts/jest/slowestFirst.cjs')}`,
        ...args,
      ],
    },
    part
      ? { ...context, env: { ...context.env, IRSA_TEST_PART: part } }
      : context,
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
 * Runs everything that can be checked without a browser, but the tests that are left to CI. With arguments (paths or Jest
 * flags), only those tests, and all of them.
 * @returns {Promise<number>} exit code
 */
export async function test(args, { node, env, supervisor }) {
  const context = {
    node,
    supervisor,
    env: {
      ...env,
      // Without CI, Jest would watch, and run only tests of changed files.
      CI: env.CI || 'true',
      // Who names tests wants all of them, also those that are left to CI.
      ...(args.length > 0 && {
        IRSA_TEST_SIZE: env.IRSA_TEST_SIZE || 'rows',
      }),
    },
  };
  const parts = args.length > 0 ? [{ workers: WORKERS }] : PARTS;
  const [checks, ...suites] = await Promise.all([
    args.length > 0 ? [] : runStaticChecks(context),
    ...parts.map(part => runJest(part, args, context)),
  ]);

  for (const { name, ok, output } of checks) {
    if (!ok) {
      process.stdout.write(
        `\n── ${name} ${'─'.repeat(70 - name.length)}\n${output.trim()}\n`,
      );
    }
  }
  const results = [...checks, ...suites];
  const count = what =>
    suites.reduce((sum, { totals }) => sum + totals[what], 0);
  process.stdout.write(
    `\n${formatSummary(results)}\n\n${count('passed')} passed, ${count(
      'failed',
    )} failed\n`,
  );
  return results.every(({ ok }) => ok) ? 0 : 1;
}
