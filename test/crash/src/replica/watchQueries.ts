import { Knex } from 'knex';
import { Watch } from './Watch';

const JOURNAL =
  /^\s*(insert into|update|delete from) ["`](migrations|migration_\w+)["`]/i;
const COMMIT = /^\s*commit/i;
/** A heartbeat comes by a timer too, so it is no place that can be found again. */
const HEARTBEAT = /^\S+ \S+ set ["`]heartbeat["`] = /i;
/** The end of a worker's turn. */
const RELEASE =
  /^\S+ \S+ set ["`]claim["`] = \S+, ["`]heartbeat["`] = \S+ where ["`]id["`] = \S+ and ["`]claim["`] = \S+$/i;
/** Bindings that say what a row is about: statuses, steps, kinds of entries. */
const WORD = /^[a-z]+(?:-[a-z]+)*(?:[A-Z][a-z]+)*$/;
const LONGEST_WORD = 24;

interface Connection {
  __knexUid: string;
  __knexTxId?: string;
}

interface Query {
  sql: string;
  bindings?: unknown[];
}

interface Client {
  _query(connection: Connection, query: Query): Promise<unknown>;
}

/**
 * Tells of every write to the tables of migrations, and of every end of a transaction with such a write.
 *
 * @param onLetGo - called when a worker has ended its turn with a migration
 */
export function watchQueries(
  knex: Knex,
  watch: Watch,
  onLetGo: () => void,
): void {
  const client: Client = Object.getPrototypeOf(knex.client);
  const send = client._query;
  /** The last write of each connection's transaction. */
  const writing = new Map<string, string>();
  client._query = async function watched(connection, query) {
    const words = wordsOf(connection, query, writing);
    const isOpen = connection.__knexTxId !== undefined;
    const answered =
      words &&
      watch.before(words, {
        before: isOpen,
        after: isOpen && !COMMIT.test(query.sql),
      });
    const answer = await send.call(this, connection, query);
    if (answered) {
      answered();
    }
    if (RELEASE.test(query.sql)) {
      onLetGo();
    }
    return answer;
  };
}

function wordsOf(
  { __knexUid: uid, __knexTxId: transaction }: Connection,
  { sql, bindings = [] }: Query,
  writing: Map<string, string>,
): string | undefined {
  if (COMMIT.test(sql)) {
    const last = writing.get(uid);
    writing.delete(uid);
    return last && `commit of ${last}`;
  }
  const [, verb, table] = JOURNAL.exec(sql) ?? [];
  if (!table || HEARTBEAT.test(sql)) {
    return undefined;
  }
  const about = bindings.filter(
    value =>
      typeof value === 'string' &&
      value.length <= LONGEST_WORD &&
      WORD.test(value),
  );
  const words = [verb.split(' ')[0].toLowerCase(), table, ...new Set(about)];
  if (transaction !== undefined) {
    writing.set(uid, words.join(' '));
  }
  return words.join(' ');
}
