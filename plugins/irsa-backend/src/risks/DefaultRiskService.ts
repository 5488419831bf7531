import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  AcceptedRisk,
  RiskState,
  Workload,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { PlaceCriteria } from '../access/types';
import { whereWithin } from '../access/whereWithin';
import { Inventory } from '../inventory/types';
import { contentHash } from '../inventory/store/contentHash';
import { RiskRow, riskState, toAcceptedRisk } from '../inventory/store/RiskRow';
import { RiskRequest, RiskService } from './types';
import { endDay } from '../shared/endDay';
import { holdsKey } from '../shared/holdsKey';
import { transact } from '../shared/transaction';

const LIST_LIMIT = 1000;

type RowWithHash = RiskRow & { current_hash: string | null };

/**
 * Accepted risks in the portal's database. A risk ends by itself: its last day and the state that it is bound to are
 * compared when it is read.
 */
export class DefaultRiskService implements RiskService {
  constructor(
    private readonly options: { database: Knex; inventory: Inventory },
  ) {}

  async list(filter: {
    state?: RiskState;
    within?: PlaceCriteria;
  }): Promise<AcceptedRisk[]> {
    const now = new Date().toISOString();
    const found = this.rows();
    if (filter.within) {
      whereWithin(found.whereNotNull('w.id'), filter.within);
    }
    const rows = await found
      .orderByRaw('case when r.closed_at is null then 0 else 1 end')
      .orderBy('r.ends_at')
      .orderBy('r.id')
      .limit(LIST_LIMIT);
    return rows
      .map(row => toAcceptedRisk(row, stateOf(row, now)))
      .filter(({ state }) => !filter.state || state === filter.state);
  }

  async workloadOf(id: string): Promise<WorkloadRef> {
    const row = await this.rows().where('r.id', id).first();
    if (!row) {
      throw notThere(id);
    }
    return JSON.parse(row.workload);
  }

  async accept(request: RiskRequest, actor: string): Promise<AcceptedRisk> {
    const { workload: ref, endsAt } = request;
    const reason = request.reason.trim();
    checkReason(reason);
    const ends = endDay(endsAt);
    const workload = await this.options.inventory.get(ref);
    checkWorkload(workload);
    const now = new Date().toISOString();
    const row: RiskRow = {
      id: randomUUID(),
      workload_id: workload.id,
      open_key: workload.id,
      workload: JSON.stringify(ref),
      content_hash: contentHash(workload),
      reason,
      accepted_by: actor,
      accepted_at: now,
      ends_at: ends,
      closed_by: null,
      closed_at: null,
    };
    await transact(this.options.database, async trx => {
      const open = await trx<RiskRow>('accepted_risks')
        .where({ open_key: workload.id })
        .first();
      if (open) {
        if (riskState(open, row.content_hash, now) === 'active') {
          throw new ConflictError(
            `The risk of ${workload.id} is accepted until ${open.ends_at}. Withdraw that first to change its day or reason.`,
          );
        }
        await trx<RiskRow>('accepted_risks')
          .where({ id: open.id })
          .update({ open_key: null });
      }
      await trx<RiskRow>('accepted_risks')
        .insert(row)
        .onConflict('open_key')
        .ignore();
      const mine = await trx<RiskRow>('accepted_risks')
        .where({ id: row.id })
        .first();
      if (!mine) {
        throw new ConflictError(
          `Somebody has just accepted the risk of ${workload.id}. Load the page again.`,
        );
      }
    });
    return toAcceptedRisk(row, 'active');
  }

  async withdraw(id: string, actor: string): Promise<AcceptedRisk> {
    const now = new Date().toISOString();
    const row = await this.rows().where('r.id', id).first();
    if (!row) {
      throw notThere(id);
    }
    const state = stateOf(row, now);
    const changed =
      state === 'active' || state === 'void'
        ? await this.options
            .database<RiskRow>('accepted_risks')
            .where({ id, closed_at: null })
            .update({ closed_at: now, closed_by: actor, open_key: null })
        : 0;
    if (changed === 0) {
      throw new ConflictError(
        `The accepted risk ${id} is not in force any more; there is nothing to take back.`,
      );
    }
    return toAcceptedRisk(
      { ...row, closed_at: now, closed_by: actor },
      'withdrawn',
    );
  }

  private rows(): Knex.QueryBuilder<any, RowWithHash[]> {
    return this.options
      .database('accepted_risks as r')
      .leftJoin('workloads as w', 'w.id', 'r.workload_id')
      .select('r.*', 'w.content_hash as current_hash') as Knex.QueryBuilder<
      any,
      RowWithHash[]
    >;
  }
}

function notThere(id: string): NotFoundError {
  return new NotFoundError(
    `There is no accepted risk ${id}. It may have ended: load the page again.`,
  );
}

function stateOf(row: RowWithHash, now: string): RiskState {
  return riskState(row, row.current_hash ?? undefined, now);
}

function checkReason(reason: string): void {
  if (reason.length < 10) {
    throw new InputError(
      'Say in at least 10 characters why the key may stay; the next person reads it.',
    );
  }
  // Not quoted, because it may be a key.
  if (holdsKey(reason)) {
    throw new InputError(
      'The reason seems to hold a key. Name the Secret instead, and treat that key as leaked.',
    );
  }
}

function checkWorkload(workload: Workload): void {
  const atRisk = workload.references.some(
    ({ verdict }) => verdict !== 's3-compatible',
  );
  if (!atRisk) {
    throw new ConflictError(
      `${workloadId(
        workload,
      )} has no static AWS key, so there is no risk to accept.`,
    );
  }
}
