import assert from 'node:assert/strict';
import test from 'node:test';
import { parseStart } from '../commands/start.mjs';
import { parseFlags } from '../lib/arguments.mjs';

const flags = { scenario: 'string', sandbox: 'boolean', port: 'port' };

test('reads values after a space and after an equals sign', () => {
  assert.deepEqual(parseFlags(['--scenario', 'empty', '--port=8123'], flags), {
    scenario: 'empty',
    port: 8123,
  });
});

test('reads switches both ways', () => {
  assert.deepEqual(parseFlags(['--sandbox'], flags), { sandbox: true });
  assert.deepEqual(parseFlags(['--no-sandbox'], flags), { sandbox: false });
});

for (const args of [
  ['--unknown'],
  ['scenario'],
  ['--scenario'],
  ['--scenario='],
  ['--scenario', '--sandbox'],
  ['--no-scenario'],
  ['--sandbox=yes'],
  ['--port', '80'],
  ['--port', '70000'],
  ['--port', 'http'],
]) {
  test(`refuses ${args.join(' ')} and says what is known`, () => {
    assert.throws(
      () => parseFlags(args, flags),
      error =>
        error.name === 'Problem' &&
        /--\[no-\]sandbox/.test(error.wayOut.join()),
    );
  });
}

test('start has the whole demo and the usual ports unless told otherwise', () => {
  assert.equal(parseStart([], () => false).scenario, 'portal');
  assert.deepEqual(
    parseStart([], () => true),
    {
      scenario: 'company',
      appPort: 3000,
      backendPort: 7007,
      open: true,
    },
  );
  assert.equal(parseStart(['--no-sandbox']).scenario, undefined);
  assert.throws(
    () => parseStart(['--no-sandbox', '--scenario', 'empty']),
    /--scenario is for the sandbox/,
  );
});
