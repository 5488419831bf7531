import { NotFoundError } from '@backstage/errors';
import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { whereWithin } from '../../access/whereWithin';
import { transact } from '../../shared/transaction';
import { PlaceLimits } from '../model/places';
import {
  FINAL_STATUSES,
  MigrationRecord,
  OpenAct,
  WORK_STATUSES,
} from '../model/records';
import { stepIdsOf } from '../model/stepIds';
import { MigrationFilter } from '../types';
import { ClaimStore } from './ClaimStore';
import { databaseAgo } from './databaseClock';
import { EventLog, MigrationEventInput } from './EventLog';
import { holdClaim } from './holdClaim';
import { Locks, RESTING } from './Locks';
import { MigrationRow, toMigrationRecord, toMigrationRow } from './mapping';
import { SettledStep, StepStore } from './StepStore';

/** Fields that can change. */
export type MigrationChanges = Partial<
  Pick<
    MigrationRecord,
    | 'status'
    | 'statusReason'
    | 'direction'
    | 'state'
    | 'rollbackReason'
    | 'finishedAt'
    | 'act'
    | 'execution'
  >
>;

/** What a migration begins with. */
export type NewMigrationRecord = Omit<
  MigrationRecord,
  'lastSeq' | 'claimNumber' | 'actNumber'
>;

/**
 * Migrations in the database, with their steps, their log, and the claims of workers. Every write of a worker has its
 * claim, and fails with ClaimLostError after another worker has taken the migration over.
 */
export class MigrationStore {
  readonly claims: ClaimStore;
  readonly steps: StepStore;
  readonly log: EventLog;

  constructor(
    private readonly knex: Knex,
    now: () => number,
    limits: PlaceLimits = {},
  ) {
    this.claims = new ClaimStore(knex, now, limits);
    this.steps = new StepStore(knex);
    this.log = new EventLog(knex, now);
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

  async find(id: string): Promise<MigrationRecord | undefined> {
    const row = await this.knex<MigrationRow>('migrations')
      .where({ id })
      .first();
    return row && toMigrationRecord(row);
  }

  /** The same; throws NotFoundError. */
  async mustFind(id: string): Promise<MigrationRecord> {
    const record = await this.find(id);
    if (!record) {
      throw new NotFoundError(`There is no migration ${id}.`);
    }
    return record;
  }

  async findByIdempotencyKey(
    startedBy: string,
    key: string,
  ): Promise<MigrationRecord | undefined> {
    const row = await this.knex<MigrationRow>('migrations')
      .where({ started_by: startedBy, idempotency_key: key })
      .first();
    return row && toMigrationRecord(row);
  }

  /** The migration that was started from a plan. */
  async findByPlan(planId: string): Promise<MigrationRecord | undefined> {
    const row = await this.knex<MigrationRow>('migrations')
      .where({ plan_id: planId })
      .first();
    return row && toMigrationRecord(row);
  }

  async list(
    filter: MigrationFilter,
  ): Promise<{ items: MigrationRecord[]; totalCount: number }> {
    const base = this.knex<MigrationRow>('migrations').modify(query => {
      if (filter.active === true) {
        query.whereNotIn('status', FINAL_STATUSES);
      }
      if (filter.active === false) {
        query.whereIn('status', FINAL_STATUSES);
      }
      if (filter.workloadId) {
        query.where('workload_id', filter.workloadId);
      }
      if (filter.within) {
        query.whereExists(
          this.knex('workloads as w')
            .select(this.knex.raw('1'))
            .whereRaw('w.id = migrations.workload_id')
            .modify(whereWithin, filter.within),
        );
      }
    });
    const [{ count }] = await base.clone().count({ count: '*' });
    const rows = await base
      .orderBy('started_at', 'desc')
      .orderBy('id')
      .offset(filter.offset ?? 0)
      .limit(filter.limit ?? 20);
    return { items: rows.map(toMigrationRecord), totalCount: Number(count) };
  }

  async withStatus(statuses: MigrationStatus[]): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations').whereIn(
      'status',
      statuses,
    );
    return rows.map(toMigrationRecord);
  }

  /**
   * The newest migration of each workload, at rest, whose status the fleet's list does not show: the process was killed, or
   * the database failed, between the status and its mark.
   */
  async untold(): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations')
      .whereNull('claim')
      .whereNotIn('status', WORK_STATUSES)
      .whereNotExists(
        this.knex('workload_marks as k')
          .select(this.knex.raw('1'))
          .whereRaw('k.workload_id = migrations.workload_id')
          .whereRaw('k.migration_id = migrations.id')
          .whereRaw('k.migration_status = migrations.status'),
      )
      .whereNotExists(
        this.knex('migrations as later')
          .select(this.knex.raw('1'))
          .whereRaw('later.workload_id = migrations.workload_id')
          .whereRaw('later.started_at > migrations.started_at'),
      );
    return rows.map(toMigrationRecord);
  }

  /** The newest migration of each workload, of those that were to leave this key. */
  async ofKey(fingerprint: string): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations')
      .where('key_fingerprint', fingerprint)
      .orderBy('started_at', 'desc')
      .orderBy('id');
    const newest = new Map<string, MigrationRow>();
    for (const row of rows) {
      if (!newest.has(row.workload_id)) {
        newest.set(row.workload_id, row);
      }
    }
    return [...newest.values()].map(toMigrationRecord);
  }

  /** The newest migration of each workload and key, of those with these statuses, by the fingerprint of the key. */
  async byKey(
    statuses: readonly MigrationStatus[],
  ): Promise<Map<string, MigrationRecord[]>> {
    const rows = await this.knex<MigrationRow>('migrations as m')
      .whereNotNull('m.key_fingerprint')
      .whereIn('m.status', statuses)
      .whereNotExists(
        this.knex('migrations as n')
          .select(this.knex.raw('1'))
          .whereRaw(
            'n.workload_id = m.workload_id and n.key_fingerprint = m.key_fingerprint and (n.started_at > m.started_at or (n.started_at = m.started_at and n.id < m.id))',
          ),
      )
      .select('m.*');
    const found = new Map<string, MigrationRecord[]>();
    for (const row of rows as MigrationRow[]) {
      const record = toMigrationRecord(row);
      const { fingerprint } = record.execution.key!;
      found.set(fingerprint, [...(found.get(fingerprint) ?? []), record]);
    }
    return found;
  }

  /** Other migrations that are under way or still need what they made. */
  async others(exceptId: string): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations')
      .whereNot('id', exceptId)
      .whereNotIn('status', ['rolledBack', 'failed']);
    return rows.map(toMigrationRecord);
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

  /** Those that wait for a second person. */
  async waiting(): Promise<MigrationRecord[]> {
    const rows = await this.knex('migrations').where({ act_waits: true });
    return rows.map(toMigrationRecord);
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
}

/** Whether no worker has anything to do in this status. */
function isAtRest(status: MigrationStatus | undefined): boolean {
  return (
    status !== undefined &&
    (FINAL_STATUSES.includes(status) || RESTING.includes(status))
  );
}
