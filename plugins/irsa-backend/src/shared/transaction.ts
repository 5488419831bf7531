import { Knex } from 'knex';

/** Longer than any of our statements waits for the next one of its transaction. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * A transaction that PostgreSQL ends when this process does not go on with it. A process that is paused, as with its
 * machine, would otherwise keep its rows locked for everybody until it wakes.
 * https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT
 *
 * @param longestPauseMs - how long it may lie still, in whole milliseconds
 */
export function transact<T>(
  knex: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
  longestPauseMs = LONGEST_PAUSE_MS,
): Promise<T> {
  return knex.transaction(async transaction => {
    if (knex.client.config.client === 'pg') {
      await transaction.raw(
        `set local idle_in_transaction_session_timeout = ${longestPauseMs}`,
      );
    }
    return work(transaction);
  });
}
