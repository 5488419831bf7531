import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import knexFactory, { Knex } from 'knex';
import { PostgresPrograms } from './findPostgres';
import { RunningPostgres, startPostgres } from './startPostgres';

const FIRST_PORT = 20_000;
const LAST_PORT = 30_000;
const USER = 'irsa';
const DATABASE = 'portal';

/** A server as portals have it: reached over TCP with a user and a password. It can go away and come back. */
export class PortalPostgres {
  static async start(programs: PostgresPrograms): Promise<PortalPostgres> {
    const port = await freePort();
    const server = await startPostgres(programs, {
      listen_addresses: '127.0.0.1',
      port: String(port),
      // Only the process is killed, and the system keeps what it was given. Otherwise the next start syncs every file.
      fsync: 'off',
    });
    writeFileSync(
      join(server.folder, 'data/pg_hba.conf'),
      `local all postgres trust\nhost all ${USER} 127.0.0.1/32 scram-sha-256\n`,
    );
    const postgres = new PortalPostgres(server, port);
    await postgres.asAdmin(
      'select pg_reload_conf()',
      `create role ${USER} login password '${postgres.password}'`,
      `create database ${DATABASE} owner ${USER}`,
    );
    return postgres;
  }

  readonly password = 'pg-word-of-the-portal';

  private constructor(
    private readonly server: RunningPostgres,
    private readonly port: number,
  ) {}

  /** As in `backend.database.connection`. */
  get connection() {
    return {
      host: '127.0.0.1',
      port: this.port,
      user: USER,
      password: this.password,
      database: DATABASE,
    };
  }

  /** The portal's database as the portal sees it. The caller closes it. */
  connect(): Knex {
    return knexFactory({ client: 'pg', connection: this.connection });
  }

  /** The server has another password than the portal. */
  refusePassword(): Promise<void> {
    return this.asAdmin(`alter role ${USER} password 'another'`);
  }

  /** The password of the portal is right again. */
  takePassword(): Promise<void> {
    return this.asAdmin(`alter role ${USER} password '${this.password}'`);
  }

  /** Empties the database. */
  async empty(): Promise<void> {
    await this.asAdmin(
      `drop database ${DATABASE} with (force)`,
      `create database ${DATABASE} owner ${USER}`,
    );
  }

  goAway(): Promise<void> {
    return this.server.halt();
  }

  comeBack(): Promise<void> {
    return this.server.resume();
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private async asAdmin(...statements: string[]): Promise<void> {
    const knex = knexFactory({
      client: 'pg',
      connection: { ...this.server.connection, port: this.port },
    });
    try {
      for (const statement of statements) {
        await knex.raw(statement);
      }
    } finally {
      await knex.destroy();
    }
  }
}

/** Below those that systems give to outgoing connections, so that nobody takes it while the server is away. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    const server = createServer();
    const isFree = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) {
      await new Promise(resolve => {
        server.close(resolve);
      });
      return port;
    }
  }
}
