import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Identifies a process uniquely. An id alone can be reused by another process; an id with a start time cannot. */
export interface ProcessId {
  pid: number;
  /** Clock ticks since boot on Linux (field 22 of proc_pid_stat(5)), `ps`'s lstart elsewhere. */
  started: string;
}

/** When a process started, or undefined when there is none (or only its zombie is left). */
export function startedAt(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return startedFromStat(readOr(`/proc/${pid}/stat`));
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  return stdout?.trim() || undefined;
}

/** @param stat one line of `/proc/PID/stat`; the command in it may hold blanks and brackets */
export function startedFromStat(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}

export function isRunning({ pid, started }: ProcessId): boolean {
  return started !== '' && startedAt(pid) === started;
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
