import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { releaseFolder } from './paths';
import { run } from './run';

/** Our packages that a portal installs. */
export const ownPackages = [
  'backstage-plugin-irsa',
  'backstage-plugin-irsa-backend',
  'backstage-plugin-irsa-common',
  'backstage-plugin-irsa-node',
];

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      path.relative(folder, path.join(entry.parentPath, entry.name)),
    );

/**
 * Takes our packages out of an installed folder, so that the next install puts them there anew. Yarn goes by names and
 * versions, and ours change without a new version: it would keep the files of an earlier run.
 * @param folder - of a portal; its node_modules may be missing
 */
export function uninstallOwn(folder: string): void {
  const file = path.join(folder, 'node_modules/.yarn-state.yml');
  if (!existsSync(file)) {
    return;
  }
  const blocks = readFileSync(file, 'utf8').split('\n\n');
  writeFileSync(
    file,
    blocks
      .filter(block => !block.startsWith('"backstage-plugin-irsa'))
      .join('\n\n'),
  );
  for (const name of ownPackages) {
    rmSync(path.join(folder, 'node_modules', name), {
      recursive: true,
      force: true,
    });
  }
}

/** Compares the installed packages with the tarballs, file by file. @throws Error with the files that differ */
export async function checkInstalled(
  folder: string,
  logFile: string,
): Promise<void> {
  const unpacked = mkdtempSync(path.join(tmpdir(), 'irsa-released-'));
  try {
    const differences: string[] = [];
    for (const name of ownPackages) {
      const tarball = path.join(releaseFolder, `${name}.tgz`);
      await run('tar', ['xzf', tarball, '-C', unpacked], {
        cwd: unpacked,
        logFile,
      });
      const released = path.join(unpacked, 'package');
      const installed = path.join(folder, 'node_modules', name);
      for (const file of filesIn(released)) {
        const copy = path.join(installed, file);
        if (
          !existsSync(copy) ||
          !readFileSync(copy).equals(readFileSync(path.join(released, file)))
        ) {
          differences.push(`${name}/${file}`);
        }
      }
      rmSync(released, { recursive: true });
    }
    if (differences.length > 0) {
      throw new Error(
        `${
          differences.length
        } files are not those of the tarballs: ${differences
          .slice(0, 10)
          .join(', ')}`,
      );
    }
  } finally {
    rmSync(unpacked, { recursive: true });
  }
}
