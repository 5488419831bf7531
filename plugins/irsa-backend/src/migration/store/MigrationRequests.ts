import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { transact } from '../../shared/transaction';
import { MigrationRecord, OpenAct } from '../model/records';
import { MigrationChanges } from './changes';
import { EventLog, MigrationEventInput } from './EventLog';
import { toMigrationRow } from './mapping';
import { MigrationReads } from './MigrationReads';

/** Writes what people ask of migrations, each by compare-and-swap on what they have seen. */
export class MigrationRequests extends MigrationReads {
  constructor(knex: Knex, readonly log: EventLog) {
    super(knex);
  }

  /**
   * Stores an act that a person asks for, with a line of the log. False when the status is not the one that was read, when
   * another act has not ended, or when one was asked for since then: a request that slept comes too late.
   */
  async ask(
    { id, status, actNumber }: MigrationRecord,
    act: OpenAct,
    message: string,
  ): Promise<boolean> {
    return transact(this.knex, async transaction => {
      const count = await transaction('migrations')
        .where({ id, status, act_number: actNumber })
        .whereNull('act')
        .update({ ...toMigrationRow({ act }), act_number: actNumber + 1 });
      if (count === 1) {
        const step = act.request.act;
        await this.log.append(transaction, id, {
          level: 'info',
          step,
          message,
        });
      }
      return count === 1;
    });
  }

  /** Lets a worker take on an act that waits for a second person, with a line of the log. False when it does not any more. */
  async confirm(
    id: string,
    act: OpenAct,
    by: string,
    message: string,
  ): Promise<boolean> {
    return transact(this.knex, async transaction => {
      const count = await transaction('migrations')
        .where({ id, act: JSON.stringify(act), act_waits: true })
        .update(
          toMigrationRow({
            act: { ...act, confirmedBy: by, waitsForSecond: undefined },
          }),
        );
      if (count === 1) {
        const step = act.request.act;
        await this.log.append(transaction, id, {
          level: 'info',
          step,
          message,
        });
      }
      return count === 1;
    });
  }

  /** Marks an open act as withdrawn; its worker looks before it begins. False when it is not open any more. */
  async withdraw(id: string, act: OpenAct, by: string): Promise<boolean> {
    const count = await this.knex('migrations')
      .where({ id, act: JSON.stringify(act) })
      .update(
        toMigrationRow({
          act: { ...act, withdrawnBy: by, waitsForSecond: undefined },
        }),
      );
    return count === 1;
  }

  /** Lets a worker end an act that waited for a second person for too long. False when it does not wait any more. */
  async expire(id: string, act: OpenAct, expiredAt: string): Promise<boolean> {
    const count = await this.knex('migrations')
      .where({ id, act: JSON.stringify(act), act_waits: true })
      .update(
        toMigrationRow({
          act: { ...act, expiredAt, waitsForSecond: undefined },
        }),
      );
    return count === 1;
  }

  /**
   * Stores a person's request, by compare-and-swap on the status. False while an act of the retirement is open, too, unless
   * it is `instead`, which waits for a second person and goes.
   */
  async request(
    id: string,
    from: MigrationStatus[],
    changes: MigrationChanges,
    transaction: Knex = this.knex,
    instead?: OpenAct,
  ): Promise<boolean> {
    const count = await transaction('migrations')
      .where({ id })
      .whereIn('status', from)
      .modify(query => {
        if (instead) {
          query.where({ act: JSON.stringify(instead), act_waits: true });
        } else {
          query.whereNull('act');
        }
      })
      .update({
        ...toMigrationRow({ ...changes, ...(instead && { act: undefined }) }),
        // Who waits for somebody else is looked at at once.
        wait_until: null,
      });
    return count === 1;
  }

  /**
   * Writes what a person decided about one that waits for somebody else, and has it looked at at once. False when a worker has taken it
   * on since it was read.
   */
  async decide(
    { id, status, claimNumber }: MigrationRecord,
    state: MigrationRecord['state'],
    event: MigrationEventInput,
  ): Promise<boolean> {
    return transact(this.knex, async transaction => {
      const [held] = await transaction('migrations')
        .where({ id, status, claim_number: claimNumber })
        .whereNull('claim')
        .update({ ...toMigrationRow({ state }), wait_until: null })
        .returning('claim_number');
      if (held) {
        await this.log.append(transaction, id, event, held.claim_number);
      }
      return held !== undefined;
    });
  }
}
