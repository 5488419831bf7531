import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const fixture = fileURLToPath(
  new URL('./fixtures/supervised.mjs', import.meta.url),
);

/** A zombie process counts as ended. */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') {
    return true;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function untilAllGone(pids, deadline) {
  const end = Date.now() + deadline;
  while (pids.some(isRunning)) {
    assert.ok(Date.now() < end, `still there: ${pids.filter(isRunning)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Starts the fixture through a shell, as npm does, in its own process group. */
async function startBehindShell(t, mode = 'obedient') {
  const shell = spawn(
    '/bin/sh',
    ['-c', `"${process.execPath}" "${fixture}" ${mode}; exit $?`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
      env: { ...process.env, npm_lifecycle_event: 'start' },
    },
  );
  const lines = createInterface({ input: shell.stdout });
  const { pids } = await new Promise(resolve =>
    lines.once('line', line => resolve(JSON.parse(line))),
  );
  t.after(() =>
    pids.forEach(pid => isRunning(pid) && process.kill(pid, 'SIGKILL')),
  );
  return { shell, pids };
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  test(`${signal} to the process group, as the terminal sends it, leaves nobody`, async t => {
    const { shell, pids } = await startBehindShell(t);
    process.kill(-shell.pid, signal);
    await untilAllGone(pids, 4000);
  });
}

test('children that do not listen are ended too', async t => {
  const { pids } = await startBehindShell(t, 'stubborn');
  process.kill(pids[0], 'SIGTERM');
  await untilAllGone(pids, 9000);
});

test('the end of the process that started us leaves nobody', async t => {
  const { shell, pids } = await startBehindShell(t);
  shell.kill('SIGKILL');
  await untilAllGone(pids, 5000);
});

test('even kill -9 leaves nobody', async t => {
  const { pids } = await startBehindShell(t);
  process.kill(pids[0], 'SIGKILL');
  await untilAllGone(pids, 5000);
});

test('kill -9 of the whole group leaves nobody', async t => {
  const { shell, pids } = await startBehindShell(t);
  process.kill(-shell.pid, 'SIGKILL');
  await untilAllGone(pids, 5000);
});
