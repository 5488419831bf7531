import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

const PREFIX = 'irsa-render';
/** Rendering is over long before. Folders of other machines, on a disk that is shared, are told by their age alone. */
const OLD_MS = 30 * 60_000;
/** Tells this process from an earlier one that had its number. */
const PROCESS = `${hostname().replace(/[^A-Za-z0-9]/g, '')}-${
  process.pid
}-${randomUUID().slice(0, 8)}`;

const open = new Set<string>();
let swept: Promise<unknown> | undefined;

process.once('exit', () => {
  for (const folder of open) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * Gives work a folder that only this user can read, with these files in it, and removes it afterwards. What a process that was
 * killed has left is removed by the next one.
 *
 * @param files - text by path below the folder, with forward slashes
 */
export async function inWorkFolder<T>(
  files: ReadonlyMap<string, string>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  swept ??= sweepWorkFolders();
  await swept;
  const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}-${PROCESS}-`));
  open.add(folder);
  try {
    for (const [name, text] of files) {
      const file = path.join(folder, ...name.split('/'));
      if (path.relative(folder, file).startsWith('..')) {
        throw new RangeError(`${name} is not below the folder`);
      }
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    open.delete(folder);
  }
}

/** Removes the folders of processes that have ended. Never throws: what cannot be removed belongs to somebody else. */
export async function sweepWorkFolders(now = Date.now()): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter(each => each.startsWith(`${PREFIX}-`))) {
    const folder = path.join(tmpdir(), name);
    try {
      const { mtimeMs } = await stat(folder);
      if (!open.has(folder) && (isOfTheDead(name) || now - mtimeMs > OLD_MS)) {
        await rm(folder, { recursive: true, force: true });
      }
    } catch {
      // Gone already, or of another user.
    }
  }
}

function isOfTheDead(name: string): boolean {
  const [, , host, pid, token] = name.split('-');
  const [ownHost, ownPid, ownToken] = PROCESS.split('-');
  if (host !== ownHost) {
    return false;
  }
  return pid === ownPid ? token !== ownToken : !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH';
  }
}
