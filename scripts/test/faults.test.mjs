import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { judgeRun } from '../lib/faults.mjs';

const require = createRequire(import.meta.url);
const {
  checkFaults,
  putIn,
} = require('../../test/contract/faults/chosenFault.cjs');

const fault = { id: 'f', what: 'w', file: 'a.ts', from: 'x + 1', to: 'x' };

const report = (tests, rest = {}) => ({
  numRuntimeErrorTestSuites: 0,
  testResults: [
    {
      assertionResults: tests.map(([status, message]) => ({
        status,
        title: 'row',
        failureMessages: message ? [message] : [],
      })),
    },
  ],
  ...rest,
});
const passed = ['passed'];
const wrong = ['failed', 'expect(received).toEqual(expected)'];
const broken = ['failed', 'TypeError: x is not a function'];

for (const [name, run, isCaught, words] of [
  ['a row fails', report([passed, wrong]), true, 'caught'],
  ['every row holds', report([passed, passed]), false, 'every row holds'],
  ['nothing passes', report([wrong, wrong]), false, 'does not run'],
  [
    'a file does not load',
    report([passed, wrong], { numRuntimeErrorTestSuites: 1 }),
    false,
    'does not run',
  ],
  ['rows only crash', report([passed, broken]), false, 'every row holds'],
  ['there is no report', undefined, false, 'does not run'],
]) {
  test(`a fault when ${name}`, () => {
    const judged = judgeRun(fault, run);
    assert.equal(judged.isCaught, isCaught);
    assert.ok(judged.text.includes(words), judged.text);
  });
}

test('a fault goes where its text is, and nowhere else', () => {
  assert.equal(putIn(fault, 'y = x + 1;'), 'y = x;');
  assert.throws(() => putIn(fault, 'y = x + 2;'), /does not fit any more/);
  assert.throws(() => putIn(fault, 'x + 1; x + 1;'), /2 times in a.ts/);
});

test('every fault still fits its file', () => {
  checkFaults();
});
