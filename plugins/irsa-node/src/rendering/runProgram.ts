import { execFile, ExecFileException } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { RenderError } from './RenderError';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;
/** Seconds of computing; the kernel ends a program that goes on alone after this process was killed. */
const CPU_SECONDS = 30;
const MEMORY_BYTES = 2 * 1024 ** 3;
const MAX_OUTPUT = 32 * 1024 * 1024;
/** Each takes a core. */
const AT_ONCE = 2;
const SHELL = '/bin/sh';
/** Port 9 throws away what comes; nobody listens on most machines. */
const NO_PROXY_THERE = 'http://127.0.0.1:9';
const LIMITED = `ulimit -t ${CPU_SECONDS} 2>/dev/null; ulimit -v ${
  MEMORY_BYTES / 1024
} 2>/dev/null; exec "$@"`;

let running = 0;
const waiting: (() => void)[] = [];
let cutOff: Promise<readonly string[]> | undefined;

export interface RunOptions {
  /** Where the program works, and its home: it finds no settings of a user. */
  folder: string;
  /** Where programs are looked for. */
  searchPath?: string;
  /** Wall clock. */
  timeoutMs?: number;
}

/**
 * Runs a program that computes and answers on standard output: with limits of time and memory, and without a network, settings,
 * credentials or other programs. What it says on standard error may quote files, and is dropped. Throws RenderError.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { folder, timeoutMs = TIMEOUT_MS } = options;
  const file = await programAt(program, options.searchPath);
  if (!file) {
    throw new RenderError('noProgram', `${program} is not on this machine.`);
  }
  await turn();
  try {
    const command = [...(await limits(options.searchPath)), file, ...args];
    const { stdout } = await run(command[0], command.slice(1), {
      cwd: folder,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT,
      windowsHide: true,
      env: {
        HOME: folder,
        TMPDIR: folder,
        PATH: '',
        KUBECONFIG: path.join(folder, '.none'),
        GOMEMLIMIT: String(Math.round(MEMORY_BYTES * 0.6)),
        GOMAXPROCS: '2',
        HTTP_PROXY: NO_PROXY_THERE,
        HTTPS_PROXY: NO_PROXY_THERE,
      },
    });
    return stdout;
  } catch (error) {
    throw inWords(program, error as ExecFileException, timeoutMs);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function turn(): Promise<void> {
  while (running >= AT_ONCE) {
    await new Promise<void>(resolve => waiting.push(resolve));
  }
  running += 1;
}

function inWords(
  program: string,
  { code, killed }: ExecFileException,
  timeoutMs: number,
): RenderError {
  if (String(code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return new RenderError(
      'tooMuch',
      `${program} makes more than ${MAX_OUTPUT / 1024 ** 2} MiB.`,
    );
  }
  if (killed) {
    return new RenderError(
      'tooMuch',
      `${program} was not done after ${timeoutMs / 1000} seconds.`,
    );
  }
  return new RenderError('failed', `${program} fails.`);
}

/** The file of a program; undefined when it is in none of the folders. */
async function programAt(
  program: string,
  searchPath = process.env.PATH ?? '',
): Promise<string | undefined> {
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  for (const folder of searchPath.split(path.delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const file = path.join(folder, program + ending);
      try {
        await access(file, constants.X_OK);
        return file;
      } catch {
        // The next one.
      }
    }
  }
  return undefined;
}

/** What comes before the program: limits of the kernel, and a network of its own that leads nowhere, where the machine allows it. */
async function limits(searchPath?: string): Promise<readonly string[]> {
  if (process.platform === 'win32') {
    return [];
  }
  cutOff ??= withoutNetwork(searchPath);
  return [SHELL, '-c', LIMITED, 'sh', ...(await cutOff)];
}

async function withoutNetwork(searchPath?: string): Promise<readonly string[]> {
  const unshare =
    process.platform === 'linux' && (await programAt('unshare', searchPath));
  if (!unshare) {
    return [];
  }
  const command = [unshare, '--map-root-user', '--net'];
  try {
    // Containers often forbid it.
    await run(unshare, [...command.slice(1), SHELL, '-c', ':'], {
      timeout: 5_000,
    });
    return command;
  } catch {
    return [];
  }
}
