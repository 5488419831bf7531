import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { inCache } from '../lib/paths.mjs';

/** Built from its Go module, as the lab is: the charts in `test/charts` are rendered by it. */
const MODULE = 'helm.sh/helm/v3/cmd/helm@v3.19.0';
const FOLDER = inCache('helm');
const BINARY = path.join(FOLDER, 'helm');

/**
 * Builds helm when it is not in the cache, and runs it with the arguments; without any, tells where it is.
 * @returns {Promise<number>} exit code
 */
export async function helm(args) {
  if (!existsSync(BINARY) && (await build()) !== 0) {
    return 1;
  }
  if (args.length === 0) {
    process.stdout.write(`${BINARY}\n`);
    return 0;
  }
  return spawnSync(BINARY, args, { stdio: 'inherit' }).status ?? 1;
}

function build() {
  mkdirSync(FOLDER, { recursive: true });
  process.stderr.write(
    `building ${MODULE}; about six minutes when nothing of it is compiled yet\n`,
  );
  return new Promise(resolve => {
    const child = spawn(
      'go',
      ['install', '-trimpath', '-ldflags', '-s -w', MODULE],
      {
        env: { ...process.env, CGO_ENABLED: '0', GOBIN: FOLDER },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    child.once('error', error => {
      process.stderr.write(
        error.code === 'ENOENT'
          ? 'There is no `go` on the PATH. Install Go 1.24 or later: https://go.dev/dl\n'
          : `go cannot be started (${error.code}).\n`,
      );
      resolve(1);
    });
    child.once('exit', code => resolve(code ?? 1));
    if (child.pid) {
      setPriority(child.pid, constants.priority.PRIORITY_LOW);
    }
  });
}
