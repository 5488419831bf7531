import {
  AccountCoverage,
  AgeBand,
  ClusterCoverage,
  severityScores,
  Workload,
  workloadId,
  WorkloadRef,
} from '@internal/plugin-irsa-common';
import { Knex } from 'knex';
import { contentHash } from '../risks/contentHash';
import { RiskRow, toAcceptedRisk } from '../risks/RiskRow';
import { bandOf, createdWithin } from './ageBands';
import { STATIC_STATUSES } from './summarise';
import { MigrationMark, WorkloadFilter } from './types';

interface WorkloadRow {
  id: string;
  document: string;
  status: string;
  status_reason: string | null;
  service_account: string;
  mark_status?: string | null;
  mark_reason?: string | null;
  migration_id?: string | null;
  soak_ends_at?: string | null;
  risk_id?: string | null;
}

/** A workload as a scan stores it; who shares what is computed when it is read. */
export interface StoredWorkload {
  workload: Workload;
  /** Has a reference or a role; the others are only counted. */
  listed: boolean;
}

const EFFECTIVE_STATUS = 'coalesce(m.status, w.status)';
const SORT_COLUMNS: Record<string, string> = {
  name: 'w.name',
  status: EFFECTIVE_STATUS,
  keyLastUsed: 'w.key_last_used_at',
  owner: 'w.owner_ref',
  severity: 'w.severity',
};
const BATCH = 50;

/** SQL of the inventory, for SQLite and PostgreSQL. */
export class WorkloadStore {
  constructor(private readonly knex: Knex) {}

  /** Puts the workloads of a cluster in the place of those known before. */
  async replaceCluster(
    cluster: string,
    workloads: StoredWorkload[],
  ): Promise<void> {
    await this.knex.transaction(async trx => {
      await trx('workload_keys')
        .whereIn(
          'workload_id',
          trx('workloads').select('id').where({ cluster }),
        )
        .delete();
      await trx('workloads').where({ cluster }).delete();
      await this.insert(trx, workloads);
    });
  }

  async replaceOne(stored: StoredWorkload): Promise<void> {
    await this.knex.transaction(async trx => {
      await this.deleteIn(trx, stored.workload.id);
      await this.insert(trx, [stored]);
    });
  }

  async delete(id: string): Promise<void> {
    await this.knex.transaction(trx => this.deleteIn(trx, id));
  }

  /** The cluster cannot be read: what is known of it stays, as unknown. */
  async setClusterUnknown(cluster: string, reason: string): Promise<void> {
    await this.knex('workloads')
      .where({ cluster })
      .update({ status: 'unknown', status_reason: reason });
  }

  async find(id: string): Promise<Workload | undefined> {
    const row = await this.query().where('w.id', id).first();
    return row && (await this.toWorkloads([row]))[0];
  }

  async list(
    filter: WorkloadFilter,
  ): Promise<{ items: Workload[]; totalCount: number }> {
    const query = this.filtered(filter);
    const [{ count }] = await query
      .clone()
      .clearSelect()
      .count({ count: 'w.id' });
    const rows = await this.sorted(query, filter.sort)
      .offset(filter.offset ?? 0)
      .limit(filter.limit ?? 20);
    return { items: await this.toWorkloads(rows), totalCount: Number(count) };
  }

  /** All listed workloads. */
  async listed(): Promise<Workload[]> {
    return this.toWorkloads(await this.filtered({ offset: 0, limit: 0 }));
  }

  /** Workloads whose status is known, listed or not. */
  async countKnown(): Promise<number> {
    const [{ count }] = await this.query()
      .clearSelect()
      .whereRaw(`${EFFECTIVE_STATUS} <> ?`, ['unknown'])
      .count({ count: 'w.id' });
    return Number(count);
  }

  async facets(): Promise<{
    clusters: string[];
    namespaces: string[];
    owners: string[];
  }> {
    const values = async (column: string) =>
      (
        await this.filtered({ offset: 0, limit: 0 })
          .clearSelect()
          .distinct({ value: `w.${column}` })
          .whereNotNull(`w.${column}`)
          .orderBy('value')
      ).map(row => String((row as unknown as { value: string }).value));
    return {
      clusters: await values('cluster'),
      namespaces: await values('namespace'),
      owners: await values('owner_ref'),
    };
  }

  /** Counts of workloads with a static key by cluster (or by namespace of one) and age of their oldest key. */
  async countByAge(
    cluster?: string,
  ): Promise<{ name: string; band: AgeBand; count: number }[]> {
    const column = cluster === undefined ? 'w.cluster' : 'w.namespace';
    const [band, bindings] = bandOf('w.key_created_at', Date.now());
    const counted = this.filtered({
      status: [...STATIC_STATUSES],
      cluster: cluster === undefined ? [] : [cluster],
      offset: 0,
      limit: 0,
    })
      .clearSelect()
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

  async mark(ref: WorkloadRef, mark: MigrationMark): Promise<void> {
    await this.knex('workload_marks')
      .insert({
        workload_id: workloadId(ref),
        migration_id: mark.migrationId,
        status: mark.status ?? null,
        status_reason: mark.statusReason ?? null,
        soak_ends_at: mark.soakEndsAt ?? null,
      })
      .onConflict('workload_id')
      .merge();
  }

  async saveCoverage(
    entry:
      | { type: 'cluster'; document: ClusterCoverage }
      | { type: 'account'; document: AccountCoverage },
  ): Promise<void> {
    const name =
      entry.type === 'cluster' ? entry.document.name : entry.document.accountId;
    await this.knex('coverage')
      .insert({
        type: entry.type,
        name,
        document: JSON.stringify(entry.document),
      })
      .onConflict(['type', 'name'])
      .merge();
  }

  async coverage<T>(type: 'cluster' | 'account'): Promise<Map<string, T>> {
    const rows = await this.knex('coverage').where({ type });
    return new Map(rows.map(row => [row.name, JSON.parse(row.document) as T]));
  }

  /** Forgets clusters that are no longer configured. */
  async keepClusters(names: string[]): Promise<void> {
    const gone = await this.knex('workloads')
      .distinct('cluster')
      .whereNotIn('cluster', names);
    for (const { cluster } of gone) {
      await this.replaceCluster(cluster, []);
    }
    await this.knex('coverage')
      .where({ type: 'cluster' })
      .whereNotIn('name', names)
      .delete();
  }

  private query(): Knex.QueryBuilder<any, WorkloadRow[]> {
    return this.knex('workloads as w')
      .leftJoin('workload_marks as m', 'm.workload_id', 'w.id')
      .leftJoin('accepted_risks as r', join => {
        join
          .on('r.open_key', 'w.id')
          .andOn('r.content_hash', 'w.content_hash')
          .andOnVal('r.ends_at', '>', new Date().toISOString());
      })
      .select(
        'w.id',
        'w.document',
        'w.status',
        'w.status_reason',
        'w.service_account',
        'm.status as mark_status',
        'm.status_reason as mark_reason',
        'm.migration_id',
        'm.soak_ends_at',
        'r.id as risk_id',
      ) as Knex.QueryBuilder<any, WorkloadRow[]>;
  }

  private filtered(
    filter: WorkloadFilter,
  ): Knex.QueryBuilder<any, WorkloadRow[]> {
    const query = this.query().where(where =>
      where.where('w.listed', true).orWhereNotNull('m.status'),
    );
    if (filter.q?.trim()) {
      const escaped = filter.q
        .trim()
        .toLowerCase()
        .replace(/[\\%_]/g, character => `\\${character}`);
      query.whereRaw(`w.search like ? escape '\\'`, [`%${escaped}%`]);
    }
    if (filter.status?.length) {
      const marks = filter.status.map(() => '?').join(', ');
      query.whereRaw(`${EFFECTIVE_STATUS} in (${marks})`, filter.status);
    }
    if (filter.cluster?.length) {
      query.whereIn('w.cluster', filter.cluster);
    }
    if (filter.namespace?.length) {
      query.whereIn('w.namespace', filter.namespace);
    }
    if (filter.owner?.length) {
      const owners = filter.owner.filter(owner => owner !== 'none');
      query.where(where => {
        where.whereIn('w.owner_ref', owners);
        if (owners.length < filter.owner!.length) {
          where.orWhereNull('w.owner_ref');
        }
      });
    }
    if (filter.entityRef) {
      query.where('w.entity_ref', filter.entityRef.toLocaleLowerCase('en-US'));
    }
    if (filter.severity?.length) {
      const ranges = filter.severity.map(severityScores);
      query.where(any =>
        ranges.forEach(range => any.orWhereBetween('w.severity', range)),
      );
    }
    if (filter.keyAge?.length) {
      const bands = filter.keyAge;
      query.where(any => bands.forEach(band => any.orWhere(inBand(band))));
    }
    if (filter.location?.length) {
      const places = filter.location;
      query.where(any =>
        places.forEach(place =>
          any.orWhere('w.locations', 'like', `% ${place} %`),
        ),
      );
    }
    if (filter.accepted !== undefined) {
      query[filter.accepted ? 'whereNotNull' : 'whereNull']('r.id');
    }
    return query;
  }

  private sorted<Q extends Knex.QueryBuilder>(query: Q, sort = 'name'): Q {
    const field = sort.replace(/^-/, '');
    const descending = sort.startsWith('-');
    // The oldest key is the one created first.
    const column =
      field === 'keyAge' ? 'w.key_created_at' : SORT_COLUMNS[field];
    if (column) {
      const up = field === 'keyAge' ? descending : !descending;
      // SQLite and PostgreSQL differ on where NULL goes; unknown comes last.
      query.orderByRaw(`case when ${column} is null then 1 else 0 end`);
      query.orderByRaw(`${column} ${up ? 'asc' : 'desc'}`);
    }
    return query.orderBy('w.name').orderBy('w.id') as Q;
  }

  private async deleteIn(trx: Knex.Transaction, id: string): Promise<void> {
    await trx('workload_keys').where({ workload_id: id }).delete();
    await trx('workloads').where({ id }).delete();
  }

  private async insert(
    trx: Knex.Transaction,
    workloads: StoredWorkload[],
  ): Promise<void> {
    await trx.batchInsert('workloads', workloads.map(toRow), BATCH);
    await trx.batchInsert(
      'workload_keys',
      workloads.flatMap(({ workload }) =>
        workload.keys.map(({ fingerprint }) => ({
          workload_id: workload.id,
          fingerprint,
        })),
      ),
      BATCH,
    );
  }

  private async toWorkloads(rows: WorkloadRow[]): Promise<Workload[]> {
    const workloads = rows.map(row => {
      const workload = JSON.parse(row.document) as Workload;
      const status = (row.mark_status ?? row.status) as Workload['status'];
      const reason = row.mark_status ? row.mark_reason : row.status_reason;
      return {
        ...workload,
        status,
        statusReason: reason ?? undefined,
        migrationId: row.migration_id ?? undefined,
        soakEndsAt: row.soak_ends_at ?? undefined,
      };
    });
    await this.addRisks(workloads, rows);
    await this.addSharing(workloads);
    return workloads;
  }

  private async addRisks(
    workloads: Workload[],
    rows: WorkloadRow[],
  ): Promise<void> {
    const ids = rows.flatMap(({ risk_id: id }) => id ?? []);
    const risks = new Map<string, RiskRow>();
    for (const row of await this.inBatches(ids, batch =>
      this.knex<RiskRow>('accepted_risks').whereIn('id', batch),
    )) {
      risks.set(row.id, row as RiskRow);
    }
    rows.forEach(({ risk_id: id }, index) => {
      const risk = id ? risks.get(id) : undefined;
      if (risk) {
        workloads[index].acceptedRisk = toAcceptedRisk(risk, 'active');
      }
    });
  }

  private async addSharing(workloads: Workload[]): Promise<void> {
    const users = new Map<string, string[]>();
    const prints = [
      ...new Set(workloads.flatMap(({ keys }) => keys.map(k => k.fingerprint))),
    ];
    for (const row of await this.inBatches(prints, batch =>
      this.knex('workload_keys').whereIn('fingerprint', batch),
    )) {
      const ids = users.get(row.fingerprint) ?? [];
      users.set(row.fingerprint, [...ids, row.workload_id]);
    }
    const accounts = new Map<string, string[]>();
    const names = [...new Set(workloads.map(w => w.serviceAccount.name))];
    for (const row of await this.inBatches(names, batch =>
      this.knex('workloads')
        .select('id', 'cluster', 'namespace', 'service_account')
        .whereIn('service_account', batch),
    )) {
      const key = `${row.cluster}/${row.namespace}/${row.service_account}`;
      accounts.set(key, [...(accounts.get(key) ?? []), row.id]);
    }
    for (const workload of workloads) {
      const { id, cluster, namespace, serviceAccount } = workload;
      const others = (ids: string[] | undefined) =>
        (ids ?? []).filter(other => other !== id).sort();
      serviceAccount.sharedWith = others(
        accounts.get(`${cluster}/${namespace}/${serviceAccount.name}`),
      );
      workload.keys = workload.keys.map(key => ({
        ...key,
        sharedWith: others(users.get(key.fingerprint)),
      }));
    }
  }

  private async inBatches<T>(
    values: string[],
    query: (batch: string[]) => PromiseLike<T[]>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (let start = 0; start < values.length; start += 500) {
      found.push(...(await query(values.slice(start, start + 500))));
    }
    return found;
  }
}

function inBand(band: AgeBand) {
  return (query: Knex.QueryBuilder) => {
    if (band === 'unknown') {
      query.whereNull('w.key_created_at');
      return;
    }
    const { after, until } = createdWithin(band, Date.now());
    query.whereNotNull('w.key_created_at');
    if (after) query.where('w.key_created_at', '>', after);
    if (until) query.where('w.key_created_at', '<=', until);
  };
}

function toRow({ workload, listed }: StoredWorkload) {
  const dates = (pick: (key: Workload['keys'][number]) => string | undefined) =>
    workload.keys.flatMap(key => pick(key) ?? []).sort();
  const text = [
    workload.namespace,
    workload.name,
    workload.ownerRef,
    workload.entityTitle,
    ...workload.references.map(({ objectName }) => objectName),
    ...workload.keys.map(({ userName }) => userName),
  ];
  return {
    id: workload.id,
    cluster: workload.cluster,
    namespace: workload.namespace,
    kind: workload.kind,
    name: workload.name,
    service_account: workload.serviceAccount.name,
    status: workload.status,
    status_reason: workload.statusReason ?? null,
    listed,
    entity_ref: workload.entityRef ?? null,
    owner_ref: workload.ownerRef ?? null,
    key_created_at: dates(key => key.createdAt)[0] ?? null,
    key_last_used_at: dates(key => key.lastUsedAt).at(-1) ?? null,
    severity: workload.severity?.score ?? 0,
    content_hash: contentHash(workload),
    locations: ` ${[
      ...new Set(workload.references.map(({ location }) => location)),
    ].join(' ')} `,
    search: text.filter(Boolean).join(' ').toLowerCase(),
    document: JSON.stringify(workload),
  };
}
