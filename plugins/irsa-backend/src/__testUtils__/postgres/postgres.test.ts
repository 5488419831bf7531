import { existsSync } from 'node:fs';
import knexFactory from 'knex';
import { absence } from './absence';
import { findPostgres } from './findPostgres';
import { startPostgres } from './startPostgres';

describe('no PostgreSQL', () => {
  it.each([
    ['linux', 'x64', false, true],
    ['linux', 'arm64', false, false],
    ['darwin', 'arm64', false, false],
    ['darwin', 'arm64', true, true],
    ['freebsd', 'x64', false, false],
  ])(
    'on %s on %s, required %s: fails %s',
    (platform, arch, isRequired, fails) => {
      const { message, isFailure } = absence({ platform, arch, isRequired });
      expect(isFailure).toBe(fails);
      expect(message).toMatch(
        /^PostgreSQL was not tested: .*Install PostgreSQL/,
      );
    },
  );
});

// When there is none, the set-up of the run has reported it or failed.
const programs = findPostgres();

(programs ? describe : describe.skip)('a PostgreSQL of our own', () => {
  it('is reached by its socket, sorts as people do, and leaves nothing behind', async () => {
    const server = await startPostgres(programs!);
    const knex = knexFactory({ client: 'pg', connection: server.connection });
    try {
      const { rows } = await knex.raw(
        `select v from (values ('B'), ('a'), ('c')) as t(v) order by v`,
      );
      expect(rows.map((row: { v: string }) => row.v)).toEqual(['a', 'B', 'c']);
      const listening = await knex.raw('show listen_addresses');
      expect(listening.rows).toEqual([{ listen_addresses: '' }]);
    } finally {
      await knex.destroy();
      await server.stop();
    }
    expect(existsSync(server.folder)).toBe(false);
  });

  it('says in the server’s own words why it does not start', async () => {
    await expect(
      startPostgres(programs!, { max_connections: 'many' }),
    ).rejects.toThrow(/did not start: .*max_connections/s);
  });
});
