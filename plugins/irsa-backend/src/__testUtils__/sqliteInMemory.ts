import knexFactory, { Knex } from 'knex';
import { migrations } from './migrations';

/** An empty database with the plugin's tables, made once for each file of tests. */
let template: Promise<Buffer> | undefined;

/** A new database in memory, with the plugin's tables, or without any on request. The caller closes it. */
export async function sqliteInMemory({ empty = false } = {}): Promise<Knex> {
  if (empty) {
    return open(':memory:');
  }
  template ??= makeTemplate();
  return open(await template);
}

async function makeTemplate(): Promise<Buffer> {
  const knex = open(':memory:');
  await knex.migrate.latest(migrations);
  const connection: { serialize(): Buffer } =
    await knex.client.acquireConnection();
  const image = connection.serialize();
  await knex.client.releaseConnection(connection);
  await knex.destroy();
  return image;
}

/** @param content - `:memory:`, or what a database was serialized to */
function open(content: string | Buffer): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    // SQLite takes the content of a file in place of its name.
    connection: { filename: content as string },
    useNullAsDefault: true,
    // A second connection would have a database of its own.
    pool: { min: 1, max: 1 },
  });
}
