import { ChildProcess as NodeChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

/**
 * A Node process of a test, with its output in one file. It stays in the process group of the test run, so it ends with
 * the run.
 */
export class ChildProcess {
  private readonly process: NodeChildProcess;
  private readonly exited: Promise<void>;
  private isOver = false;
  /** The output on stdout so far. */
  stdout = '';

  constructor(options: {
    arguments: string[];
    cwd: string;
    environment?: NodeJS.ProcessEnv;
    logFile: string;
  }) {
    const log = createWriteStream(options.logFile, { flags: 'a' });
    this.process = spawn(process.execPath, options.arguments, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout!.on('data', chunk => {
      this.stdout += chunk;
      log.write(chunk);
    });
    this.process.stderr!.on('data', chunk => log.write(chunk));
    this.exited = new Promise(resolve => {
      this.process.once('close', () => {
        this.isOver = true;
        log.end();
        resolve();
      });
    });
    // An aborted test run must not leave processes behind.
    const killNow = () => this.signal('SIGKILL');
    process.once('exit', killNow);
    this.exited.then(() => process.removeListener('exit', killNow));
  }

  get hasExited(): boolean {
    return this.isOver;
  }

  private signal(signal: NodeJS.Signals) {
    try {
      process.kill(this.process.pid!, signal);
    } catch {
      // The process has ended already.
    }
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    this.signal(signal);
    const insist = setTimeout(() => this.signal('SIGKILL'), 10_000);
    await this.exited;
    clearTimeout(insist);
  }
}
