import { Knex } from 'knex';
import { transact } from '../../shared/transaction';
import { StepMemory, StepRecord } from '../model/records';
import { StepId, WorkId } from '../model/stepIds';
import { holdClaim } from './holdClaim';
import { StepRow, toStepRecord } from './mapping';

/** What a person's decision writes into a step. */
export type SettledStep = Pick<StepRecord, 'step'> &
  Partial<Omit<StepRecord, 'step'>>;

/** The steps of migrations: how far each is, and what it remembers. */
export class StepStore {
  constructor(private readonly knex: Knex) {}

  async of(id: string): Promise<StepRecord[]> {
    const rows = await this.knex<StepRow>('migration_steps')
      .where({ migration_id: id })
      .orderBy('position');
    return rows.map(toStepRecord);
  }

  /** The same for several migrations, in one query. */
  async ofAll(ids: readonly string[]): Promise<Map<string, StepRecord[]>> {
    const rows = await this.knex<StepRow>('migration_steps')
      .whereIn('migration_id', [...ids])
      .orderBy('position');
    const steps = new Map<string, StepRecord[]>(ids.map(id => [id, []]));
    for (const row of rows) {
      steps.get(row.migration_id)!.push(toStepRecord(row));
    }
    return steps;
  }

  /** Durations in seconds of finished steps of this kind, newest first. */
  async pastDurations(): Promise<Map<StepId, number[]>> {
    const rows = await this.knex<StepRow>('migration_steps')
      .where({ state: 'done' })
      .whereNotNull('finished_at')
      .orderBy('finished_at', 'desc')
      .limit(500)
      .select('step', 'started_at', 'finished_at');
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

  async update(
    id: string,
    claim: string,
    step: WorkId,
    changes: Partial<Omit<StepRecord, 'step'>>,
  ): Promise<void> {
    await transact(this.knex, async transaction => {
      await holdClaim(transaction, id, claim);
      await this.write(transaction, id, step, changes);
    });
  }

  /** Writes a step within a transaction that holds the claim. */
  async write(
    transaction: Knex.Transaction,
    id: string,
    step: WorkId,
    changes: Partial<Omit<StepRecord, 'step'>>,
  ): Promise<void> {
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
  }

  async memory(id: string, step: WorkId): Promise<StepMemory> {
    const row = await this.knex('migration_steps')
      .where({ migration_id: id, step })
      .first();
    return row ? JSON.parse(row.memory) : {};
  }
}
