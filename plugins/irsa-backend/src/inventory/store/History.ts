import { TrendDay, Trends } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { ageInDays } from '../../shared/ageInDays';
import { asksOnlyFor, whereWithin } from '../../access/whereWithin';
import { STATIC_STATUSES } from '../statuses';
import { Within } from '../types';
import { isShown } from './isShown';
import { splitOwners } from './whereOwner';
import { transact } from '../../shared/transaction';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 400;
const BATCH = 200;

interface DailyCount {
  day: string;
  cluster: string;
  /** Empty for workloads without owner. */
  owner_ref: string;
  status: string;
  workloads: number;
  /** Number of workloads whose oldest key has a known age, and the sum of these ages in days. */
  aged: number;
  age_days: number;
}

/** Counts of the fleet for each day. The last counts of a day are kept. */
export class History {
  constructor(
    private readonly knex: Knex,
    private readonly days = DEFAULT_DAYS,
  ) {}

  /** Replaces today's counts of a cluster with the present ones, and deletes days that are too old. */
  async record(cluster: string, now = Date.now()): Promise<void> {
    const day = dayOf(now);
    const counts = await this.count(cluster, day);
    await transact(this.knex, async trx => {
      await trx('daily_counts').where({ day, cluster }).delete();
      for (let start = 0; start < counts.length; start += BATCH) {
        // Two replicas may count at the same moment. They get the same result.
        await trx('daily_counts')
          .insert(counts.slice(start, start + BATCH))
          .onConflict(['day', 'cluster', 'owner_ref', 'status'])
          .merge();
      }
      await trx('daily_counts')
        .where('day', '<', dayOf(now - this.days * DAY_MS))
        .delete();
    });
  }

  async read(
    filter: { days: number; cluster?: string[]; owner?: string[] } & Within,
    now = Date.now(),
  ): Promise<Trends> {
    const { within } = filter;
    if (within && !asksOnlyFor(within, ['clusters', 'owners'])) {
      // Days are not counted by anything else, and the whole would tell of others.
      return { days: [] };
    }
    const query = this.knex
      .from(this.counts().as('w'))
      .modify(whereWithin, within)
      .where('day', '>', dayOf(now - filter.days * DAY_MS))
      .select('day', 'status')
      .sum({ workloads: 'workloads', aged: 'aged', age_days: 'age_days' })
      .groupBy('day', 'status')
      .orderBy('day');
    if (filter.cluster?.length) {
      query.whereIn('cluster', filter.cluster);
    }
    if (filter.owner?.length) {
      // Past days do not tell who has no owner from whose owner was not known.
      const { named, none, unknown } = splitOwners(filter.owner);
      query.where(where => {
        where.whereIn('w.owner_ref', named);
        if (none || unknown) {
          where.orWhereNull('w.owner_ref');
        }
      });
    }
    // PostgreSQL returns sums as text.
    const rows: Record<string, string>[] = await query;
    const byDay = new Map<string, Record<string, string>[]>();
    for (const row of rows) {
      byDay.set(row.day, [...(byDay.get(row.day) ?? []), row]);
    }
    return { days: [...byDay].map(([day, counts]) => trendDay(day, counts)) };
  }

  /** With the columns by which a decision of the policy asks. */
  private counts(): Knex.QueryBuilder {
    return this.knex('daily_counts').select(
      'day',
      'cluster',
      'status',
      'workloads',
      'aged',
      'age_days',
      this.knex.raw(`nullif(owner_ref, '') as owner_ref`),
    );
  }

  private async count(cluster: string, day: string): Promise<DailyCount[]> {
    // Computed from the day of creation, because SQLite and PostgreSQL have no common way to subtract dates.
    const rows: Record<string, string | null>[] = await this.knex('workloads')
      .where({ cluster })
      .whereRaw(isShown(this.knex))
      .select('owner_ref', 'shown_status')
      .select(this.knex.raw('substr(key_created_at, 1, 10) as created'))
      .count({ count: '*' })
      .groupBy('owner_ref', 'shown_status', 'created');
    const counts = new Map<string, DailyCount>();
    for (const row of rows) {
      const owner = row.owner_ref ?? '';
      const status = row.shown_status ?? '';
      const key = JSON.stringify([owner, status]);
      const known = counts.get(key) ?? {
        day,
        cluster,
        owner_ref: owner,
        status,
        workloads: 0,
        aged: 0,
        age_days: 0,
      };
      const count = Number(row.count);
      const age = ageInDays(row.created ?? undefined);
      known.workloads += count;
      known.aged += age === undefined ? 0 : count;
      known.age_days += (age ?? 0) * count;
      counts.set(key, known);
    }
    return [...counts.values()];
  }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function trendDay(day: string, rows: Record<string, string>[]): TrendDay {
  const sum = (column: string, statuses: readonly string[]) =>
    rows
      .filter(({ status }) => statuses.includes(status))
      .reduce((total, row) => total + Number(row[column]), 0);
  const aged = sum('aged', STATIC_STATUSES);
  return {
    day,
    withStaticKey: sum('workloads', STATIC_STATUSES),
    soaking: sum('workloads', ['soaking']),
    keyOff: sum('workloads', ['keyOff']),
    keyless: sum('workloads', ['keyless']),
    unknown: sum('workloads', ['unknown']),
    meanKeyAgeDays:
      aged > 0
        ? Math.round((sum('age_days', STATIC_STATUSES) / aged) * 10) / 10
        : undefined,
    statuses: Object.fromEntries(
      rows.map(({ status, workloads }) => [status, Number(workloads)]),
    ),
  };
}
