import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import SlowestFirst from '../jest/slowestFirst.cjs';

const pure = "it('adds', () => {});\n".repeat(20);
const HEAVY = `beforeEach(async () => {
  world = await WalkthroughWorld.start();
});
it('migrates', async () => {});
it('goes back', async () => {});
`;

test('suites that start clusters begin first, though nothing has run yet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'irsa-sequence-'));
  const known = new Map();
  const write = (name, text, runtime) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    if (runtime !== undefined) {
      known.set(path, [1, runtime]);
    }
    return { path };
  };
  class Known extends SlowestFirst {
    _getCache() {
      return Object.fromEntries(known);
    }
  }
  try {
    const order = new Known({}).sort([
      write('short.test.ts', pure, 10),
      write('pure.test.ts', pure),
      write('heavy.test.ts', HEAVY),
      write('slowest.test.ts', pure, 60_000),
      write('host.test.ts', 'describeHost(gitLabContract);'),
    ]);
    assert.deepEqual(
      order.map(({ path }) => path.slice(folder.length + 1)),
      [
        'host.test.ts',
        'slowest.test.ts',
        'heavy.test.ts',
        'pure.test.ts',
        'short.test.ts',
      ],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
