import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inCache, inRoot } from '../lib/paths.mjs';
import { judgeRun } from '../lib/faults.mjs';

const folder = inRoot('test/contract');
/** Number of runs at a time: two, for two cores. */
const AT_ONCE = 2;
/** A fault can make a client wait for ever. A run that takes longer than this proves nothing. */
const LONGEST_MS = 5 * 60_000;

/** Runs a part of the contract suite in the sandbox. @returns {Promise<object | undefined>} Jest's report */
function runSuite({ node, env, supervisor }, id, tests) {
  const report = inCache(`faults-${id}.json`);
  rmSync(report, { force: true });
  return new Promise(resolve => {
    const child = supervisor.start(
      `fault ${id}`,
      node,
      [
        inRoot('node_modules/jest/bin/jest.js'),
        '--config',
        inRoot('test/contract/faults/jest.config.cjs'),
        '--ci',
        '--runInBand',
        '--testTimeout=120000',
        '--json',
        `--outputFile=${report}`,
        ...tests.map(test => `src/${test}`),
      ],
      {
        cwd: folder,
        env: {
          ...env,
          NODE_ENV: 'test',
          TZ: 'UTC',
          CONTRACT_WORLD: 'sandbox',
          FAULT: id === 'none' ? '' : id,
          // With a fault, many rows wait in vain.
          IRSA_TEST_PATIENCE_MS: '60000',
        },
        stdio: 'ignore',
      },
    );
    const timer = setTimeout(() => supervisor.stop(child), LONGEST_MS);
    const done = () => {
      clearTimeout(timer);
      try {
        resolve(JSON.parse(readFileSync(report, 'utf8')));
      } catch {
        resolve(undefined);
      }
    };
    child.once('error', done);
    child.once('exit', done);
  });
}

/**
 * Puts faults into the sandbox, one at a time, and runs the contract suite against each. With names of faults as
 * arguments, only those.
 * @returns {Promise<number>} exit code: 0 when each fault was caught
 */
export async function testFaults(args, context) {
  const require = createRequire(import.meta.url);
  const all = require(inRoot('test/contract/faults/faults.cjs'));
  const { checkFaults } = require(inRoot(
    'test/contract/faults/chosenFault.cjs',
  ));
  const unknown = args.filter(id => !all.some(fault => fault.id === id));
  if (unknown.length > 0) {
    console.error(`There is no fault ${unknown.join(', ')}`);
    return 2;
  }
  checkFaults();
  mkdirSync(inCache('.'), { recursive: true });
  const chosen = args.length ? all.filter(({ id }) => args.includes(id)) : all;
  const files = [...new Set(chosen.flatMap(({ tests }) => tests))];
  const clean = await runSuite(context, 'none', files);
  if (!clean?.success) {
    console.error(
      `The suite does not pass without a fault, so it proves nothing about faults. Run npm test first.`,
    );
    console.log('0 passed, 1 failed');
    return 1;
  }
  console.log(`Without a fault ${clean.numPassedTests} rows hold.\n`);

  const waiting = [...chosen];
  let passed = 0;
  const worker = async () => {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      const report = await runSuite(context, fault.id, fault.tests);
      const { isCaught, text } = judgeRun(fault, report);
      if (isCaught) {
        passed += 1;
      }
      console.log(text);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(`\n${passed} passed, ${chosen.length - passed} failed`);
  return passed === chosen.length ? 0 : 1;
}
