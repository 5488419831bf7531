import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { inRoot, root } from '../lib/paths.mjs';
import { isTestCode, waitsByClock } from '../lib/waits.mjs';

/** Files whose use of the clock is what they are for. Each is needed: one that is not any more has to go. */
const ALLOWED = {
  'packages/sandbox/src/kubernetes/clusterForTests.ts':
    'a container that ends by itself shortly after its start',
  'plugins/irsa-backend/src/__testUtils__/postgres/startPostgres.ts':
    'polls a file of PostgreSQL; runs before Jest does',
  'test/e2e/support/ChildProcess.ts':
    'kills what does not end when it is asked to',
  'test/e2e/support/poll.ts': 'the way in which browser tests poll',
  'test/lab/src/mainJob/__testUtils__/until.ts':
    'the way in which tests on the lab poll; the lab does not know the sandbox',
};

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter(file => file && isTestCode(file) && existsSync(inRoot(file)));

test('tests wait for conditions, not for clocks', () => {
  assert.ok(files.length > 300, `${files.length} files`);
  const found = files.flatMap(file =>
    waitsByClock(readFileSync(inRoot(file), 'utf8')).map(({ line, what }) => ({
      file,
      text: `${file}:${line}: ${what}`,
    })),
  );
  assert.deepEqual(
    found.filter(({ file }) => !(file in ALLOWED)).map(({ text }) => text),
    [],
  );
  const needed = new Set(found.map(({ file }) => file));
  assert.deepEqual(
    Object.keys(ALLOWED).filter(file => !needed.has(file)),
    [],
    'allowed without need',
  );
});

for (const [text, what] of [
  ['await new Promise(done => setTimeout(done, 5_000));', /a pause/],
  ['await new Promise(done => setTimeout(done, PAUSE_MS));', /a pause/],
  [
    "import { setTimeout as sleep } from 'node:timers/promises';\nawait sleep(20);",
    /a pause/,
  ],
  [
    "import timers from 'timers/promises';\nawait timers.setTimeout(20);",
    /a pause/,
  ],
  ['await page.waitForTimeout(500);', /a pause/],
  ['while (Date.now() < end) { await read(); }', /a loop/],
  ['await until(read, done, 10_000);', /a limit of 10000 ms/],
  ['await world.until(read, done, 2 * 1000);', /a limit of 2000 ms/],
  ['await waitFor(() => seen(), { timeout: 5_000 });', /a limit of 5000 ms/],
  [
    "await screen.findByText('a', {}, { timeout: 5_000 });",
    /a limit of 5000 ms/,
  ],
  ["it('does', async () => {}, 60_000);", /ms for a test/],
  ["it.each(rows)('does', async () => {}, 60_000);", /ms for a test/],
  ['beforeAll(async () => {}, 60_000);', /ms for a test/],
  ['jest.setTimeout(60_000);', /ms for a test/],
  ['expect(Date.now() - began).toBeLessThan(1000);', /how long/],
  ["await until('it is there', isThere);"],
  ['await until(read, done, process.env.FAULT ? 3_000 : 90_000);'],
  ["await screen.findByText('a');"],
  ['jest.setTimeout(300_000);'],
  ['test.clock.advance(60_000);'],
  ['expect(page.items.length).toBeLessThan(10);'],
]) {
  test(`${what ? 'refuses' : 'accepts'} ${text.replaceAll('\n', ' ')}`, () => {
    const found = waitsByClock(text).map(each => each.what);
    if (what) {
      assert.equal(found.length, 1, found.join());
      assert.match(found[0], what);
    } else {
      assert.deepEqual(found, []);
    }
  });
}
