import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { World } from '../../World';

export interface KubectlResult {
  code: number;
  out: string;
  err: string;
}

/** One folder per world, with the kubeconfig and kubectl's cache of the discovery. */
const folders = new Map<World, string>();

afterAll(() => {
  for (const folder of folders.values()) {
    rmSync(folder, { recursive: true });
  }
  folders.clear();
});

/** Longer than any deadline in the rows. A command that waits for ever is ended, and its row fails by its answer. */
const LONGEST_MS = 30_000;
/** The exit code of a shell for a command that timed out; see timeout(1). */
const TIMED_OUT = 124;

/** Runs kubectl of the PATH; `input` goes to its stdin as a JSON manifest (a list of them as a `List`). */
export function kubectl(
  world: World,
  namespace: string,
  args: string[],
  input?: unknown,
): Promise<KubectlResult> {
  const folder = folderOf(world);
  return new Promise((resolve, reject) => {
    const child = execFile(
      'kubectl',
      [
        '--kubeconfig',
        join(folder, 'config'),
        '--cache-dir',
        join(folder, 'cache'),
        '--namespace',
        namespace,
        ...args,
      ],
      {
        env: { PATH: process.env.PATH, HOME: folder },
        timeout: LONGEST_MS,
      },
      (error, out, err) => {
        if (error?.killed) {
          const seconds = LONGEST_MS / 1000;
          const why = `kubectl did not end within ${seconds} s`;
          resolve({ code: TIMED_OUT, out, err: `${err}${why}` });
          return;
        }
        if (error && typeof error.code !== 'number') {
          reject(error);
          return;
        }
        resolve({ code: error ? Number(error.code) : 0, out, err });
      },
    );
    child.stdin!.end(input === undefined ? undefined : manifest(input));
  });
}

function manifest(input: unknown): string {
  return JSON.stringify(
    Array.isArray(input)
      ? { apiVersion: 'v1', kind: 'List', items: input }
      : input,
  );
}

function folderOf(world: World): string {
  let folder = folders.get(world);
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), 'contract-'));
    writeFileSync(join(folder, 'config'), world.kubernetes.kubeconfig, {
      mode: 0o600,
    });
    folders.set(world, folder);
  }
  return folder;
}
