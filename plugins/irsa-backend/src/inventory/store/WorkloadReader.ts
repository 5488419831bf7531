import {
  MigrationStatus,
  PlanVerdict,
  Workload,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { RiskRow, toAcceptedRisk } from './RiskRow';
import { ageInDays } from '../../shared/ageInDays';
import { Within, WorkloadFilter } from '../types';
import { acceptedNow, filterWorkloads } from './filterWorkloads';
import { isShown } from './isShown';
import { PageEnd, PageOrder } from './PageOrder';
import { FILLING, settledClusters } from './SettledLinks';
import { addSharing, visibleIds } from './sharing';
import { wholeReferences } from './wholeReferences';

interface WorkloadRow {
  id: string;
  document: string;
  status: Workload['status'];
  shown_status: Workload['status'];
  status_reason: string | null;
  /** Null where its cluster was linked to a catalog that may not have been whole yet. */
  settled: string | null;
  /** PostgreSQL returns it as text. */
  seen_at: number | string;
  mark_status: Workload['status'] | null;
  mark_reason: string | null;
  migration_status: MigrationStatus | null;
  migration_id: string | null;
  soak_ends_at: string | null;
  kept_key: string | null;
  plan_status: PlanVerdict['status'] | null;
  plan_blocked_by: string | null;
  plan_made_at: string | null;
}

const HAS_STATIC_KEY: Workload['status'][] = ['static', 'shadowed'];
const BATCH = 500;
/** Number of workloads in memory while everything is read. Each takes about 3 kB. */
const PAGE = 250;
const MOST_FACETS = 2000;
/** Up to this many matches are looked up once and sorted. For more, the page and the count are two index scans. */
const FEW = 500;

type Rows = () => Knex.QueryBuilder;

/** Lists and single workloads. SQL for SQLite and PostgreSQL. */
export class WorkloadReader {
  constructor(private readonly knex: Knex) {}

  async find(id: string, options?: Within): Promise<Workload | undefined> {
    return (await this.load([id], options))[0];
  }

  /** Those of these that there are, and how many of them the asker may not see. */
  async named(
    ids: string[],
    options: Within = {},
  ): Promise<{ items: Workload[]; hidden: number }> {
    const visible = await visibleIds(this.knex, ids, options.within);
    const seen = ids.filter(id => visible?.has(id) ?? true);
    return {
      items: await this.load(seen, options),
      hidden: ids.length - seen.length,
    };
  }

  /** One page. `nextCursor` is set when there are more. */
  async list(filter: WorkloadFilter): Promise<{
    items: Workload[];
    totalCount: number;
    nextCursor?: string;
  }> {
    const order = new PageOrder(filter.sort);
    const limit = filter.limit ?? 20;
    const end = filter.cursor ? order.decode(filter.cursor) : undefined;
    const all: Rows = () => filterWorkloads(this.knex, filter);
    const few = await this.few(filter, all);
    const ends = await this.ends(
      few?.rows ?? all,
      { order, from: end, skip: filter.offset ?? 0 },
      limit + 1,
    );
    const page = ends.slice(0, limit);
    return {
      items: await this.load(
        page.map(({ id }) => id),
        filter,
      ),
      totalCount: few?.count ?? (await countOf(all())),
      nextCursor:
        ends.length > limit ? order.encode(page[page.length - 1]) : undefined,
    };
  }

  /** All matches of a filter, page by page in its order, without count and cursor. */
  async *pages(filter: WorkloadFilter): AsyncGenerator<Workload[]> {
    const order = new PageOrder(filter.sort);
    const all: Rows = () => filterWorkloads(this.knex, filter);
    let from: PageEnd | undefined;
    do {
      const ends = await this.ends(all, { order, from, skip: 0 }, PAGE);
      from = ends.length === PAGE ? ends[PAGE - 1] : undefined;
      if (ends.length > 0) {
        yield this.load(
          ends.map(({ id }) => id),
          filter,
        );
      }
    } while (from);
  }

  /** As stored: without marks, risks and sharing. What could not be read since it was found is unknown. */
  async stored(ids: string[]): Promise<Workload[]> {
    const rows: Pick<WorkloadRow, 'document' | 'status' | 'status_reason'>[] =
      await this.knex('workload_documents as d')
        .join('workloads as w', 'w.id', 'd.workload_id')
        .select('d.document', 'w.status', 'w.status_reason')
        .whereIn('d.workload_id', ids);
    return rows.map(({ document, status, status_reason: reason }) => ({
      ...(JSON.parse(document) as Workload),
      status,
      statusReason: reason ?? undefined,
    }));
  }

  /** Existing values, by steps through an index. The cost depends on the number of values, not of rows. */
  async facets({ within }: Within = {}): Promise<{
    clusters: string[];
    namespaces: string[];
    owners: string[];
  }> {
    return {
      clusters: await this.values('cluster', within),
      namespaces: await this.values('namespace', within),
      owners: await this.values('owner_ref', within),
    };
  }

  /** The ids of the matches of a filter if there are few; undefined if there are many. */
  private async few(
    filter: WorkloadFilter,
    all: Rows,
  ): Promise<{ rows: Rows; count: number } | undefined> {
    const { sort: _s, cursor: _c, offset: _o, limit: _l, ...rest } = filter;
    if (Object.values(rest).every(isNothing)) {
      return undefined;
    }
    const found: { id: string }[] = await all()
      .select('w.id')
      .limit(FEW + 1);
    if (found.length > FEW) {
      return undefined;
    }
    const ids = found.map(({ id }) => id);
    return {
      rows: () => this.knex('workloads as w').whereIn('w.id', ids),
      count: ids.length,
    };
  }

  /** Sort value, name and id of the rows of a page, in order. */
  private async ends(
    rows: Rows,
    page: { order: PageOrder; from?: PageEnd; skip: number },
    limit: number,
  ): Promise<PageEnd[]> {
    const { order, from } = page;
    const found: PageEnd[] = [];
    const parts = order.parts();
    let skip = from ? 0 : page.skip;
    for (let at = from ? order.partOf(from) : 0; at < parts.length; at += 1) {
      const part = () => parts[at](rows());
      const query = order
        .apply(part())
        .select({
          name: 'w.name',
          id: 'w.id',
          value: `w.${order.column ?? 'name'}`,
        })
        .limit(limit - found.length)
        .offset(skip);
      if (from && at === order.partOf(from)) {
        order.after(query, from);
      }
      found.push(...((await query) as PageEnd[]));
      if (found.length >= limit) {
        break;
      }
      if (skip > 0 && at + 1 < parts.length) {
        skip = Math.max(0, skip - (await countOf(part())));
      }
    }
    return found;
  }

  /** The workloads with these ids, in this order. Deleted ones are left out. */
  async load(ids: string[], { within }: Within = {}): Promise<Workload[]> {
    const rows = new Map<string, WorkloadRow>();
    const risks = new Map<string, RiskRow>();
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH);
      const found: WorkloadRow[] = await this.knex('workloads as w')
        .join('workload_documents as d', 'd.workload_id', 'w.id')
        .leftJoin('workload_marks as m', 'm.workload_id', 'w.id')
        .leftJoin('workload_plans as p', join =>
          join
            .on('p.workload_id', 'w.id')
            .andOn('p.content_hash', 'w.content_hash'),
        )
        .leftJoin(settledClusters(this.knex).as('s'), 's.name', 'w.cluster')
        .whereIn('w.id', batch)
        .select(
          'w.id',
          'd.document',
          'w.status',
          'w.shown_status',
          'w.status_reason',
          's.name as settled',
          'w.seen_at',
          'm.status as mark_status',
          'm.status_reason as mark_reason',
          'm.migration_id',
          'm.migration_status',
          'm.soak_ends_at',
          'm.kept_key',
          'p.status as plan_status',
          'p.blocked_by as plan_blocked_by',
          'p.made_at as plan_made_at',
        );
      found.forEach(row => rows.set(row.id, row));
      const accepted: RiskRow[] = await this.knex('accepted_risks')
        .whereIn('open_key', batch)
        .whereExists(
          this.knex('workloads as w')
            .whereRaw('w.id = accepted_risks.open_key')
            .whereExists(acceptedNow(this.knex)),
        );
      accepted.forEach(risk => risks.set(risk.workload_id, risk));
    }
    const workloads = ids.flatMap(id => {
      const row = rows.get(id);
      return row ? [toWorkload(row, risks.get(id))] : [];
    });
    await addSharing(this.knex, workloads, within);
    return workloads;
  }

  private async values(
    column: string,
    within: Within['within'],
  ): Promise<string[]> {
    if (within) {
      const some: { value: string }[] = await filterWorkloads(this.knex, {
        within,
      })
        .whereNotNull(`w.${column}`)
        .distinct({ value: `w.${column}` })
        .limit(MOST_FACETS);
      return some.map(({ value }) => value).sort();
    }
    // SQLite and PostgreSQL have no skip scan over an index; this walks from each value to the next one.
    const next = (after?: string) =>
      this.knex('workloads')
        .whereRaw(isShown(this.knex))
        .whereNotNull(column)
        .min(column)
        .modify(query => after && query.whereRaw(`?? > ${after}`, [column]))
        .toQuery();
    const result = await this.knex.raw(
      `with recursive seen(value) as (select (${next()}) union all select (${next(
        'seen.value',
      )}) from seen where seen.value is not null) select value from seen where value is not null limit ${MOST_FACETS}`,
    );
    const rows: { value: string }[] = Array.isArray(result)
      ? result
      : result.rows;
    return rows.map(({ value }) => value).sort();
  }
}

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [{ count }] = await query.count({ count: '*' });
  return Number(count);
}

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function toWorkload(row: WorkloadRow, risk: RiskRow | undefined): Workload {
  const workload = JSON.parse(row.document) as Workload;
  return {
    ...workload,
    references: wholeReferences(workload),
    // Ages grow while nothing else changes.
    keys: workload.keys.map(key => ({
      ...key,
      ageDays: ageInDays(key.createdAt),
    })),
    asOf: seenLast(workload.asOf, Number(row.seen_at)),
    ...(!workload.ownerRef &&
      !workload.ownerDoubt &&
      !row.settled && { ownerDoubt: FILLING, isOwnerPending: true }),
    status: row.shown_status,
    statusReason: reasonOf(row),
    migrationId: row.migration_id ?? undefined,
    migrationStatus: row.migration_status ?? undefined,
    soakEndsAt: row.soak_ends_at ?? undefined,
    ...(row.plan_status && { lastPlan: toVerdict(row) }),
    ...(risk && { acceptedRisk: toAcceptedRisk(risk, 'active') }),
  };
}

function toVerdict(row: WorkloadRow): PlanVerdict {
  return {
    status: row.plan_status!,
    blockedBy: JSON.parse(row.plan_blocked_by!),
    madeAt: row.plan_made_at!,
  };
}

/** The reason of the status that is shown; where it contradicts the migration, that is said. */
function reasonOf(row: WorkloadRow): string | undefined {
  const isMark =
    row.mark_status === row.shown_status || row.shown_status === 'kept';
  if (!row.mark_status || isMark) {
    return (row.mark_status ? row.mark_reason : row.status_reason) ?? undefined;
  }
  if (HAS_STATIC_KEY.includes(row.shown_status) && !row.kept_key) {
    return [
      'It was migrated, and has a static key again: someone put it back since.',
      row.status_reason,
    ]
      .filter(Boolean)
      .join(' ');
  }
  return row.status_reason ?? undefined;
}

/** Unchanged workloads are not written again, so this is computed on reading. */
function seenLast(written: string, seenAt: number): string {
  return seenAt > Date.parse(written)
    ? new Date(seenAt).toISOString()
    : written;
}
