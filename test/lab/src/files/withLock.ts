import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LabProblem } from '../LabProblem';
import { isRunning, ProcessId, startedAt } from '../processes/processId';

const POLL_MS = 200;

export interface LockOptions {
  /** Called once, when another process holds the lock. */
  onWait?: (holder: ProcessId) => void;
  /** How long to wait for the lock. @default an hour, longer than a cold build takes */
  timeoutMs?: number;
}

/**
 * Runs `work` while no other process runs under the same file. A killed holder does not block: the file names the
 * process by id and start time, so the lock of a dead one is removed.
 * @throws LabProblem `lock-timeout`
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  { onWait, timeoutMs = 3600_000 }: LockOptions = {},
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const deadline = Date.now() + timeoutMs;
  let told = false;
  while (!tryLock(file)) {
    const holder = readHolder(file);
    if (holder && !isRunning(holder)) {
      breakLock(file, holder);
      continue;
    }
    if (holder && !told) {
      told = true;
      onWait?.(holder);
    }
    if (Date.now() > deadline) {
      throw new LabProblem(
        'lock-timeout',
        `Process ${holder?.pid} has held ${file} for too long.`,
        ['Look what it does; when it hangs, end it and try again.'],
      );
    }
    await pause(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** A link appears complete, with its content, and fails when the name is taken. */
function tryLock(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  const me: ProcessId = { pid: process.pid, started: startedAt(process.pid)! };
  writeFileSync(mine, JSON.stringify(me));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function readHolder(file: string): ProcessId | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Two processes that see the same dead holder both rename the file. One that then finds a living holder in it gives the
 * lock back.
 */
function breakLock(file: string, dead: ProcessId): void {
  const taken = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, taken);
  } catch {
    return;
  }
  const holder = readHolder(taken);
  if (holder && holder.pid !== dead.pid && isRunning(holder)) {
    try {
      linkSync(taken, file);
    } catch {
      // Another process has taken the lock in between. Two processes then hold it for a moment, until the next check.
    }
  }
  rmSync(taken, { force: true });
}
