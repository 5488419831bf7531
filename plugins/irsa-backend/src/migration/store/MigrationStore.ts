import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { transact } from '../../shared/transaction';
import { PlaceLimits } from '../model/places';
import { FINAL_STATUSES, MigrationRecord } from '../model/records';
import { stepIdsOf } from '../model/stepIds';
import { ClaimStore } from './ClaimStore';
import { databaseAgo } from './databaseClock';
import { EventLog, MigrationEventInput } from './EventLog';
import { holdClaim } from './holdClaim';
import { Locks, RESTING } from './Locks';
import { toMigrationRow } from './mapping';
import { MigrationRequests } from './MigrationRequests';
import { MigrationChanges, NewMigrationRecord } from './changes';
import { SettledStep, StepStore } from './StepStore';

/**
 * Migrations in the database, with their steps, their log, and the claims of workers. Every write of a worker has its
 * claim, and fails with ClaimLostError after another worker has taken the migration over.
 */
export class MigrationStore extends MigrationRequests {
  readonly claims: ClaimStore;
  readonly steps: StepStore;

  constructor(knex: Knex, now: () => number, limits: PlaceLimits = {}) {
    super(knex, new EventLog(knex, now));
    this.claims = new ClaimStore(knex, now, limits);
    this.steps = new StepStore(knex);
  }

  async insert(
    record: NewMigrationRecord,
    transaction: Knex.Transaction,
  ): Promise<void> {
    await transaction('migrations').insert(
      toMigrationRow({ ...record, lastSeq: 0 }),
    );
    await transaction('migration_steps').insert(
      stepIdsOf(record.execution).map((step, position) => ({
        migration_id: record.id,
        position,
        step,
        state: 'waiting',
        memory: '{}',
      })),
    );
  }

  /**
   * Writes as the holder of the claim; with `from`, only from one of these statuses. False when the status was another.
   * `events` are written in the same transaction.
   */
  async update(
    id: string,
    claim: string,
    changes: MigrationChanges,
    from?: MigrationStatus[],
    ...events: MigrationEventInput[]
  ): Promise<boolean> {
    const isDone = await transact(this.knex, async transaction => {
      const [held] = await transaction('migrations')
        .where({ id, claim })
        .modify(query => {
          if (from) {
            query.whereIn('status', from);
          }
        })
        .update({
          ...toMigrationRow(changes),
          // Who sees a migration at rest can act on it at once.
          ...(isAtRest(changes.status) && { claim: null, heartbeat: null }),
        })
        .returning('claim_number');
      if (held && changes.status) {
        // With the status in one transaction: a process that is killed here leaves no locks.
        await new Locks(transaction).releaseFor(changes.status, id);
      }
      for (const event of held ? events : []) {
        await this.log.append(transaction, id, event, held.claim_number);
      }
      return held !== undefined;
    });
    if (isDone) {
      return true;
    }
    await this.claims.heartbeat(id, claim);
    return false;
  }

  /**
   * Writes what a person has decided about steps, what follows from it, and the line of the log that tells it: all or nothing,
   * so that a killed process leaves no half of a decision. Throws ClaimLostError.
   */
  async settle(
    id: string,
    claim: string,
    event: MigrationEventInput,
    steps: readonly SettledStep[],
    { execution }: Pick<MigrationChanges, 'execution'> = {},
  ): Promise<void> {
    await transact(this.knex, async transaction => {
      const claimNumber = await holdClaim(transaction, id, claim);
      if (execution) {
        await transaction('migrations')
          .where({ id })
          .update(toMigrationRow({ execution }));
      }
      for (const { step, ...written } of steps) {
        await this.steps.write(transaction, id, step, written);
      }
      await this.log.append(transaction, id, event, claimNumber);
    });
  }

  /**
   * Leaves a migration alone for a while, and gives its claim back: it waits for somebody else. False when the status is none
   * of these, since a person has asked for something.
   */
  async wait(
    id: string,
    claim: string,
    state: MigrationRecord['state'],
    options: { from: MigrationStatus[]; forMs: number },
    ...events: MigrationEventInput[]
  ): Promise<boolean> {
    const isDone = await transact(this.knex, async transaction => {
      const [held] = await transaction('migrations')
        .where({ id, claim })
        .whereIn('status', options.from)
        .update({
          ...toMigrationRow({ state }),
          wait_until: databaseAgo(transaction, -options.forMs),
          claim: null,
          heartbeat: null,
        })
        .returning('claim_number');
      for (const event of held ? events : []) {
        await this.log.append(transaction, id, event, held.claim_number);
      }
      return held !== undefined;
    });
    if (!isDone) {
      await this.claims.heartbeat(id, claim);
    }
    return isDone;
  }

  /**
   * Writes what was seen of the change request that is followed, and gives the claim back. It is looked at again after `forMs`.
   */
  async follow(
    id: string,
    claim: string,
    state: MigrationRecord['state'],
    forMs: number | undefined,
    ...events: MigrationEventInput[]
  ): Promise<void> {
    const isDone = await transact(this.knex, async transaction => {
      const [held] = await transaction('migrations')
        .where({ id, claim })
        .update({
          ...toMigrationRow({ state }),
          follow_at:
            forMs === undefined ? null : databaseAgo(transaction, -forMs),
          claim: null,
          heartbeat: null,
        })
        .returning('claim_number');
      for (const event of held ? events : []) {
        await this.log.append(transaction, id, event, held.claim_number);
      }
      return held !== undefined;
    });
    if (!isDone) {
      await this.claims.heartbeat(id, claim);
    }
  }
}

/** Whether no worker has anything to do in this status. */
function isAtRest(status: MigrationStatus | undefined): boolean {
  return (
    status !== undefined &&
    (FINAL_STATUSES.includes(status) || RESTING.includes(status))
  );
}
