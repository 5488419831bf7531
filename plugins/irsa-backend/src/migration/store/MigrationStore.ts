import { randomUUID } from 'node:crypto';
import { MigrationEvent, MigrationStatus } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { whereWithin } from '../../access/whereWithin';
import { ClaimLostError } from '../model/errors';
import { scrub } from '../../shared/scrub';
import { STEP_IDS, StepId, WorkId } from '../model/stepIds';
import { databaseAgo, databaseNow } from './databaseClock';
import { holdClaim } from './holdClaim';
import { PlaceStore } from './PlaceStore';
import { hasLimits, PlaceLimits, Places } from '../model/places';
import { Locks, RESTING } from './Locks';
import { MigrationFilter } from '../types';
import {
  MigrationRow,
  StepRow,
  toMigrationRecord,
  toMigrationRow,
  toStepRecord,
} from './mapping';
import {
  FINAL_STATUSES,
  MigrationRecord,
  OpenAct,
  StepMemory,
  StepRecord,
  WORK_STATUSES,
} from '../model/records';
import { transact } from '../../shared/transaction';

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
  >
>;

/** What a migration begins with. */
export type NewMigrationRecord = Omit<
  MigrationRecord,
  'lastSeq' | 'claimNumber' | 'actNumber'
>;

interface MigrationEventInput {
  level: MigrationEvent['level'];
  step?: WorkId;
  message: string;
}

/**
 * Migrations, their steps and events in the database. Every write of a worker has its claim, and fails with
 * ClaimLostError after another worker has taken the migration over.
 */
export class MigrationStore {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
    private readonly limits: PlaceLimits = {},
  ) {}

  async insert(
    record: NewMigrationRecord,
    transaction: Knex.Transaction,
  ): Promise<void> {
    await transaction('migrations').insert(
      toMigrationRow({ ...record, lastSeq: 0 }),
    );
    await transaction('migration_steps').insert(
      STEP_IDS.map((step, position) => ({
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

  async findByIdempotencyKey(
    startedBy: string,
    key: string,
  ): Promise<MigrationRecord | undefined> {
    const row = await this.knex<MigrationRow>('migrations')
      .where({ started_by: startedBy, idempotency_key: key })
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

  /** Other migrations that are under way or still need what they made. */
  async others(exceptId: string): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations')
      .whereNot('id', exceptId)
      .whereNotIn('status', ['rolledBack', 'failed']);
    return rows.map(toMigrationRecord);
  }

  async steps(id: string): Promise<StepRecord[]> {
    const rows = await this.knex<StepRow>('migration_steps')
      .where({ migration_id: id })
      .orderBy('position');
    return rows.map(toStepRecord);
  }

  /** Durations in seconds of finished steps of this kind, newest first. */
  async pastDurations(): Promise<Map<StepId, number[]>> {
    const rows = await this.knex<StepRow>('migration_steps')
      .where({ state: 'done' })
      .whereNotNull('finished_at')
      .orderBy('finished_at', 'desc')
      .limit(500);
    const durations = new Map<StepId, number[]>();
    for (const { step, started_at, finished_at } of rows) {
      if (!started_at || !finished_at) {
        continue;
      }
      const seconds = (Date.parse(finished_at) - Date.parse(started_at)) / 1000;
      durations.set(step, [...(durations.get(step) ?? []), seconds]);
    }
    return durations;
  }

  /**
   * Claims one migration that waits for a worker or whose worker has stopped its heartbeat: of one of these statuses, or
   * with an act that was asked for; none of `except`. Those that wait to begin need a place; what has begun, or goes
   * back, does not.
   */
  async claimNext(
    staleAfterMs: number,
    except: string[] = [],
    statuses: MigrationStatus[] = WORK_STATUSES,
  ): Promise<MigrationRecord | undefined> {
    if (!hasLimits(this.limits)) {
      return this.claimFirst(staleAfterMs, except, statuses);
    }
    const begun = statuses.filter(status => status !== 'queued');
    return (
      (await this.claimFirst(staleAfterMs, except, begun)) ??
      (statuses.includes('queued')
        ? this.claimWithPlace(staleAfterMs, except)
        : undefined)
    );
  }

  /** Two processes cannot take the same place: they choose one after the other. */
  private claimWithPlace(
    staleAfterMs: number,
    except: string[],
  ): Promise<MigrationRecord | undefined> {
    return transact(this.knex, async transaction => {
      const places = new PlaceStore(transaction, staleAfterMs);
      await places.lock(transaction);
      const next = new Places(
        this.limits,
        await places.running(),
      ).firstWithPlace(await places.waiting(except), this.now());
      return (
        next &&
        new MigrationStore(transaction, this.now).claim(next.id, staleAfterMs, [
          'queued',
        ])
      );
    });
  }

  private async claimFirst(
    staleAfterMs: number,
    except: string[],
    statuses: MigrationStatus[],
  ): Promise<MigrationRecord | undefined> {
    const stale = databaseAgo(this.knex, staleAfterMs);
    const candidates = await this.knex<MigrationRow>('migrations')
      .where(query => query.whereIn('status', statuses).orWhereNotNull('act'))
      .whereNotIn('id', except)
      .where(query => query.whereNull('claim').orWhere('heartbeat', '<', stale))
      // A rollback is urgent: it overtakes what only waits to begin. So does an act, for which somebody waits.
      .orderByRaw(
        `case when status = 'rollingBack' or act is not null then 0 else 1 end`,
      )
      .orderBy('started_at')
      .limit(10);
    for (const { id } of candidates) {
      const claimed = await this.claim(id, staleAfterMs, statuses, true);
      if (claimed) {
        return claimed;
      }
    }
    return undefined;
  }

  /** Compare-and-swap. Undefined when another worker has it. */
  async claim(
    id: string,
    staleAfterMs: number,
    statuses: MigrationStatus[],
    orWithAct: boolean = false,
  ): Promise<MigrationRecord | undefined> {
    const claim = randomUUID();
    const stale = databaseAgo(this.knex, staleAfterMs);
    const [row] = await this.knex('migrations')
      .where({ id })
      .where(query => {
        query.whereIn('status', statuses);
        if (orWithAct) {
          query.orWhereNotNull('act');
        }
      })
      .where(query => query.whereNull('claim').orWhere('heartbeat', '<', stale))
      .update({
        claim,
        claim_number: this.knex.raw('claim_number + 1'),
        heartbeat: databaseNow(this.knex),
      })
      // In one statement: who is paused before a second one would read the claim of whoever took over, and take it for its own.
      .returning<MigrationRow[]>('*');
    return row && toMigrationRecord(row);
  }

  /** Writes the worker's heartbeat. Returns the status, which shows requests of people. */
  async heartbeat(id: string, claim: string): Promise<MigrationStatus> {
    const count = await this.knex('migrations')
      .where({ id, claim })
      .update({ heartbeat: databaseNow(this.knex) });
    if (count !== 1) {
      throw new ClaimLostError();
    }
    const row = await this.knex<MigrationRow>('migrations')
      .where({ id })
      .first();
    if (!row) {
      throw new ClaimLostError();
    }
    return row.status;
  }

  /** Who has a place now. Empty when places are not limited. */
  async running(staleAfterMs: number): Promise<Places> {
    return new Places(
      this.limits,
      hasLimits(this.limits)
        ? await new PlaceStore(this.knex, staleAfterMs).running()
        : [],
    );
  }

  async release(id: string, claim: string): Promise<void> {
    await this.knex('migrations')
      .where({ id, claim })
      .update({ claim: null, heartbeat: null });
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
        await this.appendEvent(transaction, id, event, held.claim_number);
      }
      return held !== undefined;
    });
    if (isDone) {
      return true;
    }
    await this.heartbeat(id, claim);
    return false;
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
        await this.appendEvent(transaction, id, {
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
      .update(toMigrationRow({ act: { ...act, withdrawnBy: by } }));
    return count === 1;
  }

  /** Stores a person's request, by compare-and-swap on the status. False while an act of the retirement is open, too. */
  async request(
    id: string,
    from: MigrationStatus[],
    changes: MigrationChanges,
    transaction: Knex = this.knex,
  ): Promise<boolean> {
    const count = await transaction('migrations')
      .where({ id })
      .whereIn('status', from)
      .whereNull('act')
      .update(toMigrationRow(changes));
    return count === 1;
  }

  async updateStep(
    id: string,
    claim: string,
    step: WorkId,
    changes: Partial<Omit<StepRecord, 'step'>>,
  ): Promise<void> {
    await transact(this.knex, async transaction => {
      await holdClaim(transaction, id, claim);
      await transaction('migration_steps')
        .where({ migration_id: id, step })
        .update({
          state: changes.state,
          outcome: changes.outcome,
          detail: changes.detail,
          started_at: changes.startedAt,
          finished_at: changes.finishedAt,
          memory: changes.memory && JSON.stringify(changes.memory),
        });
    });
  }

  async memory(id: string, step: WorkId): Promise<StepMemory> {
    const row = await this.knex('migration_steps')
      .where({ migration_id: id, step })
      .first();
    return row ? JSON.parse(row.memory) : {};
  }

  /** Writes a line of the log as the holder of the claim. Throws ClaimLostError. */
  async addEvent(
    id: string,
    claim: string,
    event: MigrationEventInput,
  ): Promise<void> {
    await transact(this.knex, async transaction => {
      const claimNumber = await holdClaim(transaction, id, claim);
      await this.appendEvent(transaction, id, event, claimNumber);
    });
  }

  /**
   * Writes what a person asked for, under no claim; or, with the number of the claim that it had, what a worker did that
   * found itself late.
   */
  async addNote(
    id: string,
    event: MigrationEventInput,
    claimNumber?: number,
  ): Promise<void> {
    await transact(this.knex, transaction =>
      this.appendEvent(transaction, id, event, claimNumber),
    );
  }

  private async appendEvent(
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

  async events(id: string, after: number): Promise<MigrationEvent[]> {
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

/** Whether no worker has anything to do in this status. */
function isAtRest(status: MigrationStatus | undefined): boolean {
  return (
    status !== undefined &&
    (FINAL_STATUSES.includes(status) || RESTING.includes(status))
  );
}
