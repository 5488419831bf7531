import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** A command that did not end well, with the end of what it said. */
export class CommandError extends Error {
  constructor(
    command: string,
    how: string,
    /** Everything it said. */
    readonly output: string,
  ) {
    super(
      `${command}\n  ended with ${how}:\n${output
        .trimEnd()
        .split('\n')
        .slice(-25)
        .join('\n')}`,
    );
    this.name = 'CommandError';
  }
}

/** What npm, Yarn and Node say of a request that got no good answer from a registry. */
const OF_NETWORK =
  /ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|EPIPE|socket hang up|RequestError|Response Code: (429|5\d\d)|network (socket|timeout)/i;

/** Whether a command may have failed for the network alone. */
export const isOfNetwork = (error: unknown): boolean =>
  error instanceof CommandError && OF_NETWORK.test(error.output);

/**
 * Runs a command to its end. Everything it says is appended to the log.
 * @returns what it wrote to stdout
 */
export async function run(
  command: string,
  args: string[],
  options: {
    cwd: string;
    logFile: string;
    env?: NodeJS.ProcessEnv;
    input?: string;
  },
): Promise<string> {
  const { cwd, logFile, env, input } = options;
  mkdirSync(path.dirname(logFile), { recursive: true });
  const shown = [command, ...args].join(' ');
  appendFileSync(logFile, `\n$ ${shown}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let all = '';
    child.stdout!.on('data', chunk => {
      stdout += chunk;
      all += chunk;
      appendFileSync(logFile, chunk);
    });
    child.stderr!.on('data', chunk => {
      all += chunk;
      appendFileSync(logFile, chunk);
    });
    child.stdin?.end(input);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) {
        resolve(stdout);
      } else {
        reject(new CommandError(shown, signal ?? `exit code ${code}`, all));
      }
    });
  });
}
