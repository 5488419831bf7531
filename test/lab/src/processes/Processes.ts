import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LabProblem } from '../LabProblem';
import { writeAtomically } from '../files/writeAtomically';
import { isRunning, ProcessId } from './processId';

/** A program that runs beside this process and outlives it. */
export interface Program {
  name: string;
  command: string;
  args: string[];
  /** Replaces the environment, except PATH, HOME and LANG. */
  env?: Record<string, string>;
}

/**
 * The shell records its own id and start time and then becomes the program. So a running program can always be found
 * again, even when this process is killed right after the spawn.
 */
const LAUNCHER = `
since() {
  if [ -r "/proc/$1/stat" ]; then
    stat=$(cat "/proc/$1/stat"); set -- \${stat##*) }; shift 19; printf %s "$1"
  else
    ps -o lstart= -p "$1"
  fi
}
printf '{"pid":%s,"started":"%s"}' $$ "$(since $$)" >"$0.part" && mv "$0.part" "$0" && exec "$@"`;

/** The programs of one run directory: process ids (`pid/`), how each was started (`program/`), and output (`log/`). */
export class Processes {
  constructor(private readonly directory: string) {}

  logFile(name: string): string {
    return join(this.directory, 'log', `${name}.log`);
  }

  /** The last lines of a program's output. */
  lastWords(name: string, lines: number = 12): string {
    try {
      return readFileSync(this.logFile(name), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(-lines)
        .join('\n');
    } catch {
      return '';
    }
  }

  find(name: string): ProcessId | undefined {
    try {
      const found = JSON.parse(readFileSync(this.pidFile(name), 'utf8'));
      return isRunning(found) ? found : undefined;
    } catch {
      return undefined;
    }
  }

  /** Names of all programs that were started and not yet stopped, running or not. */
  names(): string[] {
    try {
      return readdirSync(join(this.directory, 'pid')).filter(
        name => !name.endsWith('.part'),
      );
    } catch {
      return [];
    }
  }

  /** Starts the program unless it runs. @returns whether it was started */
  async start(program: Program): Promise<boolean> {
    const { name, command, args, env } = program;
    if (this.find(name)) {
      return false;
    }
    writeAtomically(this.programFile(name), JSON.stringify(program));
    rmSync(this.pidFile(name), { force: true });
    for (const folder of ['pid', 'log']) {
      mkdirSync(join(this.directory, folder), { recursive: true, mode: 0o700 });
    }
    const log = openSync(this.logFile(name), 'a', 0o600);
    const { PATH, HOME, LANG } = process.env;
    const child = spawn(
      'sh',
      ['-c', LAUNCHER, this.pidFile(name), command, ...args],
      {
        cwd: this.directory,
        detached: true,
        stdio: ['ignore', log, log],
        env: { PATH, HOME, LANG, ...env } as NodeJS.ProcessEnv,
      },
    );
    closeSync(log);
    child.unref();
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(this.ended(name)));
    });
    // Rejects when the program ends later, when nothing waits for it any more.
    failed.catch(() => {});
    await Promise.race([failed, this.launched(name)]);
    return true;
  }

  /** The program as it was last started, with these changes. */
  programOf(name: string): Program {
    return JSON.parse(readFileSync(this.programFile(name), 'utf8'));
  }

  /** Asks the program to end, and kills it after `graceMs`. Never affects another process. */
  async stop(name: string, graceMs: number = 5000): Promise<boolean> {
    const found = this.find(name);
    if (found) {
      signal(found.pid, graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
      const deadline = Date.now() + graceMs;
      while (isRunning(found) && Date.now() < deadline) {
        await pause(50);
      }
      if (isRunning(found)) {
        signal(found.pid, 'SIGKILL');
      }
      while (isRunning(found)) {
        await pause(20);
      }
    }
    rmSync(this.pidFile(name), { force: true });
    return found !== undefined;
  }

  /** @returns the error to throw when a program that should run does not */
  ended(name: string): LabProblem {
    const words = this.lastWords(name).replace(/^/gm, '    ');
    return new LabProblem('program-ended', `${name} has ended.\n${words}`, [
      `Its whole output: ${this.logFile(name)}`,
      'Try again, and when it stays: npm run lab -- down --wipe',
    ]);
  }

  private async launched(name: string): Promise<void> {
    while (!this.find(name)) {
      await pause(10);
    }
  }

  private pidFile(name: string): string {
    return join(this.directory, 'pid', name);
  }

  private programFile(name: string): string {
    return join(this.directory, 'program', `${name}.json`);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // The process has ended by itself.
  }
}
