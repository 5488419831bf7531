import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import {
  backstageCli,
  cache,
  inCache,
  inRoot,
  nodeTransform,
  root,
} from '../lib/paths.mjs';
import { helm } from './helm.mjs';
import { formatContractReport } from '../lib/contractReport.mjs';
import { countTests, formatSummary } from '../lib/summary.mjs';

const labCli = inRoot('test/lab/src/cli.ts');

/** Number of consecutive ports of a lab. */
const PORTS = 11;

function run(name, args, { node, env, supervisor }, cwd = root) {
  return new Promise(resolve => {
    const child = supervisor.start(name, node, args, {
      cwd,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(1));
    child.once('exit', code => resolve(code ?? 1));
  });
}

/**
 * The real control plane and the AWS emulator: `up`, `down`, `status`; and `helm`, which builds Helm and runs it.
 * @returns {Promise<number>} exit code
 */
export function lab(args, context) {
  if (args[0] === 'helm') {
    return helm(args.slice(1));
  }
  return run('lab', ['--require', nodeTransform, labCli, ...args], context);
}

/**
 * The contract suite and the whole main job on a lab of their own, which is taken down whatever happens. With `--no-git-host`, Gitea and
 * Flux are not in it, and neither are the rows and tests that need them.
 * @returns {Promise<number>} exit code
 */
export async function testLab(given, context) {
  const gitHost = !given.includes('--no-git-host');
  const args = given.filter(each => each !== '--no-git-host');
  const own = {
    ...context,
    env: {
      ...context.env,
      CI: 'true',
      CONTRACT_WORLD: 'lab',
      LAB_RUN: inCache('lab'),
      LAB_PORT: String(await freePorts()),
    },
  };
  const results = [];
  let totals = { passed: 0, failed: 0 };
  try {
    await lab(['down', '--wipe'], own);
    const startedAt = Date.now();
    if ((await lab(['up', ...(gitHost ? ['--git-host'] : [])], own)) !== 0) {
      return 1;
    }
    results.push({
      name: 'lab up',
      ok: true,
      seconds: (Date.now() - startedAt) / 1000,
    });
    for (const [name, folder, extra] of [
      [
        'contract',
        'test/contract',
        ['src', ...(gitHost ? [] : [leftOut('/src/git/')])],
      ],
      [
        'main job',
        'test/lab',
        [
          gitHost ? '\\.(lab|gitHost)\\.test\\.ts$' : '\\.lab\\.test\\.ts$',
          '--testPathIgnorePatterns=/node_modules/',
        ],
      ],
    ]) {
      const result = await runJest(name, folder, [...extra, ...args], own);
      results.push(result);
      totals = {
        passed: totals.passed + result.totals.passed,
        failed: totals.failed + result.totals.failed,
      };
    }
  } finally {
    await lab(['down', '--wipe'], own);
  }
  const contract = results.find(({ name }) => name === 'contract')?.report;
  process.stdout.write(
    [
      ...(contract ? [formatContractReport(contract, 'lab')] : []),
      formatSummary(results),
      `${totals.passed} passed, ${totals.failed} failed`,
    ]
      .map(part => `\n${part}\n`)
      .join(''),
  );
  return results.every(({ ok }) => ok) ? 0 : 1;
}

const leftOut = path => `--testPathIgnorePatterns=/node_modules/|${path}`;

async function runJest(name, folder, args, context) {
  const startedAt = Date.now();
  const file = inCache('jest-report-lab.json');
  mkdirSync(cache, { recursive: true });
  rmSync(file, { force: true });
  const code = await run(
    name,
    [
      backstageCli,
      'package',
      'test',
      '--runInBand',
      '--json',
      `--outputFile=${file}`,
      ...args,
    ],
    context,
    inRoot(folder),
  );
  const report = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : undefined;
  const totals = report ? countTests(report) : { passed: 0, failed: 1 };
  return {
    name,
    report,
    // A suite without any test has not passed.
    ok: code === 0 && totals.passed > 0,
    totals,
    seconds: (Date.now() - startedAt) / 1000,
    note: `${totals.passed} passed, ${totals.failed} failed`,
  };
}

/** The first of so many free ports, below the range that the system uses for outgoing connections. */
async function freePorts() {
  for (let first = 20_000; ; first += PORTS) {
    const ports = Array.from({ length: PORTS }, (_, index) => first + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) {
      return first;
    }
  }
}

function isFree(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
