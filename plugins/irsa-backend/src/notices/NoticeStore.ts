import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { STATIC_STATUSES } from '../inventory/statuses';
import { NoticeLimits, NoticeRule, NoticeSubject } from './noticeRules';

const DAY_MS = 86_400_000;
const BASELINE = 'baseline';
/** Maximum number for one round. The rest follows in the next round. */
const MOST = 1000;
const BATCH = 100;

/** A workload in these may be given the key that its migration knows: not taken away yet, or brought back. */
const WITH_OLD_KEY: MigrationStatus[] = [
  'queued',
  'running',
  'stopping',
  'stopped',
  'failed',
  'rollingBack',
  'rolledBack',
];

interface NoticeRow {
  rule: string;
  subject: string;
  claim: string;
  sent_at: string;
}

interface DueRow {
  id: string;
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
  owner_ref: string;
}

/** SQL of the notices, for SQLite and PostgreSQL. */
export class NoticeStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Marks everything in a cluster's first scan as known: a newly installed portal must not report every key as new.
   */
  async setBaseline(cluster: string): Promise<void> {
    const known = await this.knex<NoticeRow>('notices')
      .where({ rule: BASELINE, subject: cluster })
      .first();
    if (known) {
      return;
    }
    const rows = await this.withStaticKey()
      .where('w.cluster', cluster)
      // Two replicas that write the same rows in different orders would wait for each other.
      .orderBy('w.id');
    await this.claim(
      'new-static-key',
      rows.map(row => row.id),
    );
    // Done last, so that a process that ends before starts again.
    await this.claim(BASELINE, [cluster]);
  }

  /** Workloads that match a rule, have an owner, and whose owner was not told yet. */
  async due(
    rule: NoticeRule,
    limits: NoticeLimits,
    now: number,
  ): Promise<NoticeSubject[]> {
    const before = (days: number) =>
      new Date(now - days * DAY_MS).toISOString();
    const query = this.withStaticKey()
      .leftJoin('notices as n', join => {
        join.on('n.subject', 'w.id').andOnVal('n.rule', rule);
      })
      .leftJoin('accepted_risks as r', join => {
        join
          .on('r.open_key', 'w.id')
          .andOn('r.content_hash', 'w.content_hash')
          .andOnVal('r.ends_at', '>', new Date(now).toISOString());
      })
      .whereNull('n.rule')
      .whereNull('r.id')
      .whereNotNull('w.owner_ref')
      .orderBy('w.id')
      .limit(MOST);
    if (rule === 'new-static-key') {
      query.where(others =>
        others
          .whereNull('m.migration_status')
          .orWhereNotIn('m.migration_status', WITH_OLD_KEY),
      );
    }
    if (rule === 'old-key') {
      query.where('w.key_created_at', '<', before(limits.oldDays));
    }
    if (rule === 'unused-key') {
      // A key that was never used counts from the day it was made.
      query.whereRaw('coalesce(w.key_last_used_at, w.key_created_at) < ?', [
        before(limits.unusedDays),
      ]);
    }
    if (rule === 'new-static-key') {
      query.whereIn(
        'w.cluster',
        this.knex('notices').select('subject').where({ rule: BASELINE }),
      );
    }
    return (await query).map(row => ({
      id: row.id,
      cluster: row.cluster,
      namespace: row.namespace,
      kind: row.kind,
      name: row.name,
      ownerRef: row.owner_ref,
    }));
  }

  /** Claims these notices. Returns those that no other replica has claimed. */
  async claim(rule: string, subjects: readonly string[]): Promise<string[]> {
    const claim = randomUUID();
    const sentAt = new Date().toISOString();
    const mine: string[] = [];
    for (let start = 0; start < subjects.length; start += BATCH) {
      const batch = subjects.slice(start, start + BATCH);
      await this.knex<NoticeRow>('notices')
        .insert(
          batch.map(subject => ({ rule, subject, claim, sent_at: sentAt })),
        )
        .onConflict(['rule', 'subject'])
        .ignore();
      const taken = await this.knex<NoticeRow>('notices')
        .select('subject')
        .where({ rule, claim })
        .whereIn('subject', batch);
      mine.push(...taken.map(({ subject }) => subject));
    }
    return mine;
  }

  /** Releases notices that could not be sent. The next round tries again. */
  async release(rule: string, subjects: readonly string[]): Promise<void> {
    for (let start = 0; start < subjects.length; start += BATCH) {
      await this.knex<NoticeRow>('notices')
        .where({ rule })
        .whereIn('subject', subjects.slice(start, start + BATCH))
        .delete();
    }
  }

  /** A workload that lost its key or was deleted, and gets a key again, is new again. Unknown ones are not changed. */
  async forgetSolved(): Promise<void> {
    const solved = this.seen()
      .select('w.id')
      .whereRaw(`w.status not in (${marks()}, ?)`, [
        ...STATIC_STATUSES,
        'unknown',
      ]);
    await this.knex('notices')
      .whereNot({ rule: BASELINE })
      .andWhere(gone =>
        gone
          .whereIn('subject', solved)
          .orWhereNotIn('subject', this.knex('workloads').select('id')),
      )
      .delete();
  }

  /** Workloads by what the last look saw (`w`), with the mark of their migration (`m`). */
  private seen(): Knex.QueryBuilder {
    return this.knex('workloads as w').leftJoin(
      'workload_marks as m',
      'm.workload_id',
      'w.id',
    );
  }

  private withStaticKey(): Knex.QueryBuilder<any, DueRow[]> {
    return (
      this.seen()
        .select(
          'w.id',
          'w.cluster',
          'w.namespace',
          'w.kind',
          'w.name',
          'w.owner_ref',
        )
        .whereRaw(`w.status in (${marks()})`, [...STATIC_STATUSES])
        // Its owner chose to keep it, in a migration that watches its key.
        .whereRaw(
          `(m.kept_key is null or w.shown_status = w.status)`,
        ) as Knex.QueryBuilder<any, DueRow[]>
    );
  }
}

function marks(): string {
  return STATIC_STATUSES.map(() => '?').join(', ');
}
