import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresPrograms } from './findPostgres';

export interface RunningPostgres {
  /** Connection string of the database `postgres`, as its superuser. */
  connectionString: string;
  /** The same for knex. */
  connection: { host: string; user: string; database: string };
  /** Folder with data, log and socket. */
  folder: string;
  /** Ends the server as if its machine were turned off; data stay. */
  halt(): Promise<void>;
  /** Starts the server anew on the same data. */
  resume(): Promise<void>;
  /** Ends the server and removes the folder. */
  stop(): Promise<void>;
}

/** Long enough for a machine that does much else. */
const START_MS = 90_000;
const POLL_MS = 20;
/** From this version on, every build has a collation other than the order of bytes. */
const FIRST_WITH_ICU = 15;

/**
 * Starts a server in a temporary folder. It can only be reached through a socket in that folder. PostgreSQL does not
 * run as root, so root runs it as a user without rights. Throws an Error with the server's own words.
 *
 * @param settings such as `{ fsync: 'off' }`
 */
export async function startPostgres(
  programs: PostgresPrograms,
  settings: Record<string, string> = {},
): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'irsa-pg-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  try {
    const as = userFor(folder, data);
    const bin = join(copyOf(programs, folder), 'bin');
    const options = { ...as, cwd: folder };
    const made = spawnSync(
      join(bin, 'initdb'),
      [
        ...['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'],
        ...['--no-sync', '--locale=C'],
        // As on production servers, 'B' sorts after 'a'.
        ...(programs.major >= FIRST_WITH_ICU
          ? ['--locale-provider=icu', '--icu-locale=en-US']
          : []),
      ],
      { ...options, encoding: 'utf8' },
    );
    if (made.status !== 0) {
      throw new Error(
        `PostgreSQL's initdb failed: ${made.stderr || made.error}`,
      );
    }
    const log = join(folder, 'log');
    const run = async () => {
      const server = spawn(
        join(bin, 'postgres'),
        [
          ...['-D', data, '-k', folder, '-c', 'listen_addresses='],
          ...Object.entries(settings).flatMap(([name, value]) => [
            '-c',
            `${name}=${value}`,
          ]),
        ],
        { ...options, stdio: ['ignore', 'ignore', openSync(log, 'a')] },
      );
      const onExit = () => server.kill('SIGQUIT');
      process.once('exit', onExit);
      server.once('exit', () => process.removeListener('exit', onExit));
      await ready(server, data, log);
      return server;
    };
    let server = await run();
    return {
      connection: { host: folder, user: 'postgres', database: 'postgres' },
      connectionString: `socket:${folder}?user=postgres&db=postgres`,
      folder,
      halt: () => ended(server, 'SIGQUIT'),
      async resume() {
        server = await run();
      },
      async stop() {
        // "Fast" shutdown: open connections are closed.
        await ended(server, 'SIGINT');
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function ended(
  server: ChildProcess,
  signal: NodeJS.Signals,
): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const exit = new Promise(resolve => {
      server.once('exit', resolve);
    });
    server.kill(signal);
    await exit;
  }
}

/** The server writes its state into this file. pg_ctl reads it too. */
async function ready(
  server: ChildProcess,
  data: string,
  log: string,
): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const until = Date.now() + START_MS;
  const isReady = () => {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    // After a crash the file of the process before is still there.
    return text.startsWith(`${server.pid}\n`) && /^ready/m.test(text);
  };
  while (!isReady()) {
    if (server.exitCode !== null || Date.now() > until) {
      server.kill('SIGQUIT');
      throw new Error(
        `PostgreSQL did not start: ${readFileSync(log, 'utf8').slice(-2000)}`,
      );
    }
    await pause(POLL_MS);
  }
}

/** Gives the folders to the user that the server runs as. */
function userFor(...folders: string[]): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  const found = ['postgres', 'nobody', 'daemon']
    .map(name => users.find(([user]) => user === name))
    .find(Boolean);
  if (!found) {
    throw new Error(
      'PostgreSQL does not run as root, and there is no user "postgres", "nobody" or "daemon" to run it as. Run the tests as another user, or add one of these.',
    );
  }
  const [uid, gid] = [Number(found[2]), Number(found[3])];
  folders.forEach(folder => chownSync(folder, uid, gid));
  return { uid, gid };
}

/**
 * The programs of the package: an install script would make the links between its libraries, but it does not run here;
 * and another user may not be allowed to read the dependencies.
 */
function copyOf({ folder }: PostgresPrograms, into: string): string {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return folder;
  }
  const copy = join(into, 'native');
  cpSync(folder, copy, { recursive: true });
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(list, 'utf8'),
  );
  for (const { source, target } of links) {
    const link = join(into, target);
    if (!existsSync(link)) {
      symlinkSync(basename(source), link);
    }
  }
  return copy;
}
