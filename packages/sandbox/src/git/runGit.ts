import { spawn } from 'node:child_process';

/** Git ended with another code than 0. The message is its own. */
export class GitFailure extends Error {
  constructor(readonly code: number | null, message: string) {
    super(message);
    this.name = 'GitFailure';
  }
}

/** Nothing of the machine's own settings may change what the sandbox does. */
export const GIT_ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Runs git in a folder and returns what it writes. Throws GitFailure. */
export function runGit(
  folder: string,
  args: readonly string[],
  options: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: folder,
      env: { ...GIT_ENVIRONMENT, ...options.env } as NodeJS.ProcessEnv,
    });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', chunk => out.push(chunk));
    child.stderr.on('data', chunk => errors.push(chunk));
    child.on('error', reject);
    child.on('close', code =>
      code === 0
        ? resolve(Buffer.concat(out))
        : reject(
            new GitFailure(code, Buffer.concat(errors).toString('utf8').trim()),
          ),
    );
    // A git that ends early closes its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
  });
}
