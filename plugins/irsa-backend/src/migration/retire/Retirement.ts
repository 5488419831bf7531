import { ConflictError } from '@backstage/errors';
import { Inventory } from '../../inventory/types';
import { EngineParts } from '../engine/createStepContext';
import { StatusListener } from '../engine/MigrationRunner';
import { readFooting } from '../footing/readFooting';
import { FootingLostError } from '../model/errors';
import { ActVerdict, possibleActs } from '../model/possibleActs';
import { MigrationRecord } from '../model/records';
import { RetireAct, RetireRequest } from '../types';
import { deactivateKey, deleteKey, reactivateKey } from './accessKey';
import { deleteSecret } from './deleteSecret';
import { extendSoak } from './extendSoak';
import { KeyUsers, otherKeyUsers } from './otherKeyUsers';
import { RetireContext, RetireResult } from './RetireContext';

const ACTS: Record<
  RetireAct,
  (context: RetireContext) => Promise<RetireResult>
> = {
  'deactivate-key': deactivateKey,
  'reactivate-key': reactivateKey,
  'delete-key': deleteKey,
  'delete-secret': deleteSecret,
  'extend-soak': extendSoak,
};

/** Acts after which the workload has its role only. */
const KEY_ENDS: Partial<Record<RetireAct, string>> = {
  'deactivate-key': 'Switching the key off',
  'delete-key': 'Deleting the key',
};

const CLAIM_WAIT_MS = 5_000;
const CLAIM_PAUSE_MS = 100;
const REMEMBER_MS = 10_000;

/** The later actions of a migration. Each has its guards, and only one runs at a time. */
export class Retirement {
  private readonly keyUsers = new Map<
    string,
    { at: number; users: Promise<KeyUsers> }
  >();

  constructor(
    private readonly parts: EngineParts,
    private readonly inventory: Inventory,
    private readonly onStatus: StatusListener,
  ) {}

  /** The actions that are possible now. The fleet is read only if the answer depends on it. */
  async verdict(
    record: MigrationRecord,
    maxAgeMs: number = REMEMBER_MS,
  ): Promise<ActVerdict> {
    const { now, config } = this.parts;
    const { key } = record.execution;
    const users =
      record.status === 'soaking' && key
        ? await this.usersOf(key.fingerprint, record.workloadId, maxAgeMs)
        : undefined;
    return possibleActs(record, {
      now: now(),
      coolingMs: config.soak.coolingMs,
      keyUsers: users?.users,
      unreadClusters: users?.unreadClusters ?? [],
    });
  }

  async act(
    seen: MigrationRecord,
    request: RetireRequest,
    by: string,
  ): Promise<void> {
    const { store, config } = this.parts;
    const record = await this.claimSoon(seen.id);
    if (!record) {
      throw new ConflictError(
        `A migration that is ${seen.status}, or that is being worked on, cannot be retired now. Look again and repeat it.`,
      );
    }
    try {
      await this.assertPossible(record, request);
      await this.assertFooting(record, request.act);
      const result = await ACTS[request.act]({
        record,
        request,
        by,
        cluster: this.parts.clusters.get(record.execution.workload.cluster),
        account: this.parts.accounts.get(record.execution.accountId),
        journal: this.parts.journal,
        inventory: this.inventory,
        readLevel: config.readLevel,
        now: this.parts.now,
      });
      await store.update(record.id, record.claim!, result.changes);
      await store.addEvent(record.id, {
        level: 'info',
        message: result.message,
      });
      await this.onStatus({ ...record, ...result.changes });
    } finally {
      await store.release(record.id, record.claim!);
    }
  }

  /** A worker that has just finished, or a look of the watch, holds the claim for a moment. */
  private async claimSoon(id: string): Promise<MigrationRecord | undefined> {
    const { store, config } = this.parts;
    const ends = Date.now() + CLAIM_WAIT_MS;
    for (;;) {
      const record = await store.claim(id, config.migration.staleAfterMs, [
        'soaking',
        'keyInactive',
        'retired',
      ]);
      if (record || Date.now() >= ends) {
        return record;
      }
      await new Promise(resolve => {
        setTimeout(resolve, CLAIM_PAUSE_MS);
      });
    }
  }

  private async assertPossible(
    record: MigrationRecord,
    request: RetireRequest,
  ): Promise<void> {
    const { possible, withReason, guards } = await this.verdict(record, 0);
    if (possible.includes(request.act)) {
      return;
    }
    if (withReason.includes(request.act) && request.reason?.trim()) {
      return;
    }
    throw new ConflictError(
      guards.find(({ act }) => act === request.act)?.message ??
        `Not possible while the migration is ${record.status}.`,
    );
  }

  /** Before a key goes, everything that the workload needs without it is read. Throws FootingLostError. */
  private async assertFooting(
    { execution }: MigrationRecord,
    act: RetireAct,
  ): Promise<void> {
    const title = KEY_ENDS[act];
    if (!title) {
      return;
    }
    const facts = await readFooting(
      {
        execution,
        cluster: this.parts.clusters.get(execution.workload.cluster),
        account: this.parts.accounts.get(execution.accountId),
        read: call => call(),
      },
      { workload: () => this.inventory.refresh(execution.workload) },
    );
    if (facts.some(({ state }) => state !== 'holds')) {
      throw new FootingLostError(title, facts);
    }
  }

  private async usersOf(
    fingerprint: string,
    exceptId: string,
    maxAgeMs: number,
  ): Promise<KeyUsers | undefined> {
    const id = `${fingerprint} ${exceptId}`;
    const now = this.parts.now();
    let known = this.keyUsers.get(id);
    if (!known || now - known.at >= maxAgeMs) {
      known = {
        at: now,
        users: otherKeyUsers(this.inventory, fingerprint, exceptId),
      };
      if (this.keyUsers.size > 1000) {
        this.keyUsers.clear();
      }
      this.keyUsers.set(id, known);
    }
    try {
      return await known.users;
    } catch {
      // Unknown is not zero, and the guard says so.
      this.keyUsers.delete(id);
      return undefined;
    }
  }
}
