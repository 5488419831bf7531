import { AgeBand, Summary } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { PlaceCriteria } from '../../access/types';
import { whereWithin } from '../../access/whereWithin';
import { bandOf } from '../ageBands';
import { STATIC_STATUSES } from '../statuses';
import { Within } from '../types';
import { filterWorkloads, unusedSince } from './filterWorkloads';
import { isShown } from './isShown';

const DAY_MS = 86_400_000;

/** Counts of the fleet, all in SQL. Unknown workloads count only as unknown. */
export class FleetFigures {
  constructor(private readonly knex: Knex) {}

  async summary(
    { within }: Within = {},
    now = Date.now(),
  ): Promise<Omit<Summary, 'coverage'>> {
    const counts: Record<string, string | number | undefined>[] =
      await this.knex('workloads as w')
        .whereRaw(isShown(this.knex, 'w.'))
        .modify(whereWithin, within)
        .select('w.shown_status')
        .count({ count: '*' })
        .groupBy('w.shown_status');
    const count = (...statuses: readonly string[]) =>
      counts
        .filter(row => statuses.includes(String(row.shown_status)))
        .reduce((sum, row) => sum + Number(row.count), 0);
    const [known] = await this.knex('workloads as w')
      .whereNot('w.shown_status', 'unknown')
      .modify(whereWithin, within)
      .count({ count: '*' });
    const accepted = await filterWorkloads(this.knex, {
      status: [...STATIC_STATUSES],
      accepted: true,
      within,
    }).count({ count: '*' });
    const blocked = await filterWorkloads(this.knex, {
      plan: ['blocked'],
      within,
    }).count({ count: '*' });
    return {
      workloads: Number(known.count),
      listed: counts.reduce((sum, row) => sum + Number(row.count), 0),
      withStaticKey: count(...STATIC_STATUSES),
      acceptedRisks: Number(accepted[0].count),
      soaking: count('soaking'),
      keyOff: count('keyOff'),
      keyless: count('keyless'),
      keptSecrets: count('kept'),
      blocked: Number(blocked[0].count),
      unknown: count('unknown'),
      ...(await this.keys(now, within)),
    };
  }

  /** Counts of workloads with a static key by cluster (or by namespace of one) and age of their oldest key. */
  async byAge({
    cluster,
    within,
  }: { cluster?: string } & Within): Promise<
    { name: string; band: AgeBand; count: number }[]
  > {
    const column = cluster === undefined ? 'w.cluster' : 'w.namespace';
    const [band, bindings] = bandOf('w.key_created_at', Date.now());
    const counted = filterWorkloads(this.knex, {
      status: [...STATIC_STATUSES],
      cluster: cluster === undefined ? [] : [cluster],
      within,
    })
      .select({ name: column })
      .select(this.knex.raw(`${band} as band`, bindings))
      .as('counted');
    const rows = await this.knex
      .from(counted)
      .select('name', 'band')
      .count({ count: '*' })
      .groupBy('name', 'band')
      .orderBy(['name', 'band']);
    return rows.map(row => ({
      name: String(row.name),
      band: row.band as AgeBand,
      count: Number(row.count),
    }));
  }

  /** Known workloads, with a reference or without, by the name of their cluster. */
  async byCluster({ within }: Within): Promise<Map<string, number>> {
    const rows: { cluster: string; count: string | number }[] =
      await whereWithin(this.knex('workloads as w'), within)
        .select('w.cluster')
        .count({ count: '*' })
        .groupBy('w.cluster');
    return new Map(rows.map(({ cluster, count }) => [cluster, Number(count)]));
  }

  /** Active keys of known workloads: how many were not used for a long time, and the age of the oldest. */
  private async keys(
    now: number,
    within: PlaceCriteria | undefined,
  ): Promise<Pick<Summary, 'unusedKeys90d' | 'oldestKeyDays'>> {
    const [isUnused, since] = unusedSince(now);
    const [found]: { oldest?: string; unused?: string | number }[] =
      await this.knex('workload_keys as k')
        .join('workloads as w', 'w.id', 'k.workload_id')
        .where('k.state', 'active')
        .whereRaw(isShown(this.knex, 'w.'))
        .whereNot('w.shown_status', 'unknown')
        .modify(whereWithin, within)
        .min({ oldest: 'k.created_at' })
        .select(
          this.knex.raw(
            `count(distinct case when ${isUnused} then k.fingerprint end) as unused`,
            since,
          ),
        );
    return {
      unusedKeys90d: Number(found.unused),
      oldestKeyDays: found.oldest
        ? Math.floor((now - Date.parse(found.oldest)) / DAY_MS)
        : undefined,
    };
  }
}
