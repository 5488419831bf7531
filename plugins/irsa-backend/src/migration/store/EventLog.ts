import { MigrationEvent } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { scrub } from '../../shared/scrub';
import { transact } from '../../shared/transaction';
import { WorkId } from '../model/stepIds';
import { holdClaim } from './holdClaim';
import { MigrationRow } from './mapping';

/** One line of the log of a migration. Its message is scrubbed when it is written. */
export interface MigrationEventInput {
  level: MigrationEvent['level'];
  step?: WorkId;
  message: string;
}

/** The log of each migration: its lines have numbers without gaps. */
export class EventLog {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
  ) {}

  /** Writes a line of the log as the holder of the claim. Throws ClaimLostError. */
  async add(
    id: string,
    claim: string,
    event: MigrationEventInput,
  ): Promise<void> {
    await transact(this.knex, async transaction => {
      const claimNumber = await holdClaim(transaction, id, claim);
      await this.append(transaction, id, event, claimNumber);
    });
  }

  /**
   * Writes what a person asked for, under no claim; or, with the number of the claim that it had, what a worker did that
   * found itself late.
   */
  async note(
    id: string,
    event: MigrationEventInput,
    claimNumber?: number,
  ): Promise<void> {
    await transact(this.knex, transaction =>
      this.append(transaction, id, event, claimNumber),
    );
  }

  /** Writes a line within the transaction of what it tells of. */
  async append(
    transaction: Knex.Transaction,
    id: string,
    event: MigrationEventInput,
    claimNumber?: number,
  ): Promise<void> {
    // The update locks the row, so that two writers get different numbers.
    await transaction('migrations').where({ id }).increment('last_seq', 1);
    const row = await transaction<MigrationRow>('migrations')
      .where({ id })
      .first();
    if (!row) {
      return;
    }
    await transaction('migration_events').insert({
      migration_id: id,
      seq: row.last_seq,
      at: new Date(this.now()).toISOString(),
      level: event.level,
      step: event.step ?? null,
      claim_number: claimNumber ?? null,
      message: scrub(event.message).slice(0, 4000),
    });
  }

  async after(id: string, after: number): Promise<MigrationEvent[]> {
    const rows = await this.knex('migration_events')
      .where({ migration_id: id })
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(500);
    return rows.map(({ seq, at, level, step, message }) => ({
      seq,
      at,
      level,
      stepId: step ?? undefined,
      message,
    }));
  }
}
