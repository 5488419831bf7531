import { randomUUID } from 'node:crypto';
import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { transact } from '../../shared/transaction';
import { ClaimLostError } from '../model/errors';
import { hasLimits, PlaceLimits, Places } from '../model/places';
import { MigrationRecord, WORK_STATUSES } from '../model/records';
import { databaseAgo, databaseNow } from './databaseClock';
import { MigrationRow, toMigrationRecord } from './mapping';
import { PlaceStore } from './PlaceStore';

/** Which worker has which migration: the claim, its heartbeat, and the places of those that begin. */
export class ClaimStore {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
    private readonly limits: PlaceLimits = {},
  ) {}

  /**
   * Claims one migration that waits for a worker or whose worker has stopped its heartbeat: of one of these statuses, or
   * with an act that was asked for; none of `except`. Those that wait to begin need a place; what has begun, or goes
   * back, does not.
   */
  async next(
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
        new ClaimStore(transaction, this.now).take(next.id, staleAfterMs, [
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
      .where(query => {
        query.whereIn('status', statuses).orWhere(hasAct);
        // What can wait does not take the place of what is urgent.
        if (statuses.includes('running')) {
          query.orWhere(each => follows(this.knex, each));
        }
      })
      .whereNotIn('id', except)
      .where(query => waitsForNobody(this.knex, query))
      .where(query => query.whereNull('claim').orWhere('heartbeat', '<', stale))
      // A rollback is urgent: it overtakes what only waits to begin. So does an act, for which somebody waits.
      .orderByRaw(
        `case when status = 'rollingBack' or act is not null then 0 else 1 end`,
      )
      .orderBy('started_at')
      .limit(10);
    for (const { id } of candidates) {
      const claimed = await this.take(id, staleAfterMs, statuses, true);
      if (claimed) {
        return claimed;
      }
    }
    return undefined;
  }

  /** Compare-and-swap. Undefined when another worker has it. */
  async take(
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
          query.orWhere(hasAct);
          query.orWhere(each => follows(this.knex, each));
        }
      })
      .where(query => query.whereNull('claim').orWhere('heartbeat', '<', stale))
      .where(query => waitsForNobody(this.knex, query))
      .update({
        claim,
        claim_number: this.knex.raw('claim_number + 1'),
        heartbeat: databaseNow(this.knex),
        wait_until: null,
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
}

/** An act that somebody asked for, and that waits for nobody else. */
function hasAct(query: Knex.QueryBuilder): void {
  query.whereNotNull('act').where('act_waits', false);
}

/** At rest, with a change request that is to be looked at now. */
function follows(knex: Knex, query: Knex.QueryBuilder): void {
  query
    .where('follows', true)
    .whereNotIn('status', WORK_STATUSES)
    .where(each =>
      each.whereNull('follow_at').orWhere('follow_at', '<=', databaseNow(knex)),
    );
}

/** Not one that was left alone for a while, unless that is over. */
function waitsForNobody(knex: Knex, query: Knex.QueryBuilder): void {
  query.whereNull('wait_until').orWhere('wait_until', '<=', databaseNow(knex));
}
