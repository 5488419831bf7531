import { NotFoundError } from '@backstage/errors';
import { Plan, planStatus, workloadId } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { StoredPlan } from './types';

interface PlanRow {
  id: string;
  hash: string;
  workload_id: string;
  content: string;
  expires_at: number | string;
  used: boolean | number;
  discarded: boolean | number;
}

/** Unused plans are kept one day longer than they are valid, so that late readers can see their status. */
const KEPT_AFTER_EXPIRY = 24 * 60 * 60 * 1000;

/** Table `plans`. The status is computed from the clock and two flags. It is not stored. */
export class PlanStore {
  constructor(
    private readonly database: Knex,
    private readonly now: () => number,
  ) {}

  async insert(stored: StoredPlan): Promise<void> {
    await this.purge();
    await this.database<PlanRow>('plans').insert({
      id: stored.plan.id,
      hash: stored.plan.hash,
      workload_id: workloadId(stored.plan.workload),
      content: JSON.stringify(stored),
      expires_at: Date.parse(stored.plan.expiresAt),
      used: false,
      discarded: false,
    });
  }

  async get(id: string): Promise<StoredPlan> {
    const row = await this.database<PlanRow>('plans').where({ id }).first();
    if (!row) {
      throw new NotFoundError(
        `There is no plan ${id}. Plans live a short time: make a new one.`,
      );
    }
    const { plan, ...stored } = JSON.parse(row.content) as StoredPlan;
    const status = planStatus(
      { ...plan, status: flagOf(row) ?? plan.status },
      this.now(),
    );
    return { ...stored, plan: { ...plan, status } };
  }

  async flag(id: string, flag: 'used' | 'discarded'): Promise<void> {
    const changed = await this.database<PlanRow>('plans')
      .where({ id })
      .update({ [flag]: true });
    if (changed === 0) {
      await this.get(id);
    }
  }

  private async purge(): Promise<void> {
    await this.database<PlanRow>('plans')
      .where('used', false)
      .andWhere('expires_at', '<', this.now() - KEPT_AFTER_EXPIRY)
      .delete();
  }
}

function flagOf(row: PlanRow): Plan['status'] | undefined {
  if (row.used) {
    return 'used';
  }
  return row.discarded ? 'discarded' : undefined;
}
