import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';

const require = createRequire(import.meta.url);

/** Runs suites one after the other in one worker, as `npm test` does, beside a package that counts how often it is loaded. */
function runSuites(suites) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'irsa-jest-')));
  const write = (name, text) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  try {
    const loads = write('loads.txt', '');
    write('node_modules/other/index.js', `exports.isOther = true;`);
    write(
      'node_modules/counted/index.js',
      `require('fs').appendFileSync(${JSON.stringify(loads)}, 'x');
       globalThis.setByPackage = true;
       exports.list = [];
       exports.fail = () => { throw new Error('counted'); };
       exports.later = () => require('other');`,
    );
    const files = suites.map((text, place) =>
      write(`suite${place}.test.js`, text),
    );
    const order = write(
      'order.cjs',
      `const { default: Sequencer } = require(${JSON.stringify(
        inRoot('node_modules/@jest/test-sequencer'),
      )});
       module.exports = class extends Sequencer {
         sort(tests) { return [...tests].sort((a, b) => a.path < b.path ? -1 : 1); }
       };`,
    );
    const run = () => {
      const config = {
        rootDir: folder,
        testSequencer: order,
        transform: {},
        cacheDirectory: path.join(folder, 'cache'),
        testEnvironment: inRoot('scripts/jest/nodeEnvironment.cjs'),
        runtime: inRoot('scripts/jest/nodeRuntime.cjs'),
        testRunner: inRoot('scripts/jest/measuredRunner.cjs'),
      };
      const { status, stderr } = spawnSync(
        process.execPath,
        [
          inRoot('node_modules/jest/bin/jest.js'),
          '--config',
          JSON.stringify(config),
          '--runInBand',
          ...files,
        ],
        { encoding: 'utf8', cwd: folder, env: { ...process.env, CI: 'true' } },
      );
      return { status, stderr, loads: readFileSync(loads, 'utf8').length };
    };
    return run();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const LOADS_AND_LEAVES_TRACES = `
const { list, fail } = require('counted');
test('loads', () => {
  expect(fail).toThrow(Error);
  globalThis.left = 'behind';
  globalThis.fetch = 'replaced';
  process.env.LEFT = 'behind';
  process.on('SIGUSR2', () => {});
  jest.spyOn(list, 'push').mockReturnValue('spied');
  jest.useFakeTimers();
});`;

const FINDS_NONE = `
const { list, fail, later } = require('counted');
test('finds none', () => {
  expect(globalThis.left).toBeUndefined();
  expect(globalThis.fetch).not.toBe('replaced');
  expect(process.env.LEFT).toBeUndefined();
  expect(process.listenerCount('SIGUSR2')).toBe(0);
  expect(list.push(1)).toBe(1);
  expect(jest.isMockFunction(setTimeout)).toBe(false);
  expect(setTimeout.clock).toBeUndefined();
  expect(globalThis.setByPackage).toBe(true);
  expect(fail).toThrow(Error);
  expect(later().isOther).toBe(true);
});`;

const MOCKS = `
jest.mock('other', () => ({ isOther: false }));
test('has modules of its own', () => {
  expect(require('counted').later().isOther).toBe(false);
});`;

test('suites share third-party modules, but nothing that one of them left behind', () => {
  const result = runSuites([
    LOADS_AND_LEAVES_TRACES,
    FINDS_NONE,
    MOCKS,
    FINDS_NONE.replace('expect(list.push(1)).toBe(1);', ''),
    `/** @jest-environment ${inRoot(
      'node_modules/jest-environment-node/build/index.js',
    )} */${FINDS_NONE}`,
  ]);
  assert.equal(result.status, 0, result.stderr);
  // Once for all, and once for each suite that replaces a module or has another environment.
  assert.equal(result.loads, 3);
});

test('pages bring no style sheets of packages', async () => {
  const { projects } = await require(inRoot('scripts/jest/config.cjs'));
  const injects = inRoot(
    'node_modules/@backstage/ui/dist/node_modules_dist/style-inject/dist/style-inject.es.esm.js',
  );
  assert.ok(existsSync(injects), `${injects} has moved`);
  const ofPages = projects.filter(({ testEnvironment }) =>
    testEnvironment.includes('jsdom'),
  );
  assert.ok(ofPages.length > 0);
  for (const { moduleNameMapper } of ofPages) {
    const [, stub] = Object.entries(moduleNameMapper).find(([pattern]) =>
      new RegExp(pattern).test(injects),
    );
    assert.equal(stub, inRoot('scripts/jest/noStyles.cjs'));
  }
});
