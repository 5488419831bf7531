import { Knex } from 'knex';
import { ClaimLostError } from '../model/errors';
import { databaseNow } from './databaseClock';

/**
 * Holds the claim until the transaction ends, and renews it: nobody takes the migration over while a row is written. Every
 * row of a worker is written after this, in the same transaction, so that a process that was paused cannot write one late.
 *
 * @returns the number of the claim (a fencing token), for the rows that are written
 * @throws ClaimLostError when another process has taken the migration over
 */
export async function holdClaim(
  transaction: Knex.Transaction,
  id: string,
  claim: string,
): Promise<number> {
  const [held] = await transaction('migrations')
    .where({ id, claim })
    .update({ heartbeat: databaseNow(transaction) })
    .returning('claim_number');
  if (!held) {
    throw new ClaimLostError();
  }
  return held.claim_number;
}
