import { Knex } from 'knex';
import { transact } from '../../shared/transaction';

/** PostgreSQL's codes for deadlocks and serialisation failures. The transaction was rolled back. */
const AGAIN = ['40P01', '40001'];
const ATTEMPTS = 5;

/** Runs a transaction that can be repeated: PostgreSQL aborts one of two that wait for each other. */
export async function inTransaction<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact(knex, work);
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt >= ATTEMPTS || !AGAIN.includes(code ?? '')) {
        throw error;
      }
    }
  }
}
