import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { KeyHolder, SharedKey, Workload } from 'backstage-plugin-irsa-common';
import { kindChangedInPlace } from 'backstage-plugin-irsa-node';
import { isStoredKind } from '../inventory/kinds';
import { Inventory, Within } from '../inventory/types';
import { EngineParts } from './engine/createStepContext';
import { keyUsers } from './model/keyUsers';
import { FINAL_STATUSES, MigrationRecord } from './model/records';
import { outsideUse } from './model/outsideUse';
import { RetireReadings } from './retire/RetireReadings';

const MOST_UNPROVEN = 50;

/** Access keys as the API shows them: with all that have one, and how far each has left it. */
export class KeyView {
  constructor(
    private readonly parts: Pick<EngineParts, 'store' | 'now' | 'accounts'>,
    private readonly inventory: Pick<Inventory, 'named'>,
    private readonly readings: Pick<RetireReadings, 'fleetKeyUsers'>,
  ) {}

  /** Throws NotFoundError when the asker may see none of its holders, ServiceUnavailableError. */
  async one(fingerprint: string, options: Within): Promise<SharedKey> {
    const fleet = await this.readings.fleetKeyUsers();
    if (!fleet) {
      throw new ServiceUnavailableError(
        'The workloads of the fleet could not be read, so who has the key is not known. Try again in a minute.',
      );
    }
    const migrations = (await this.parts.store.ofKey(fingerprint)).filter(
      ({ status }) => !FINAL_STATUSES.includes(status),
    );
    const users = fleet.byKey.get(fingerprint) ?? new Set<string>();
    const stored = fleet.stored.get(fingerprint) ?? new Set<string>();
    const ids = new Set([
      ...users,
      ...stored,
      ...migrations.map(({ workloadId: id }) => id),
    ]);
    const [{ items, hidden }, unproven] = await Promise.all([
      this.inventory.named([...ids].sort(), options),
      this.inventory.named(
        [...fleet.unproven].sort().slice(0, MOST_UNPROVEN),
        options,
      ),
    ]);
    if (items.length === 0) {
      throw new NotFoundError(
        `No workload has the key ${fingerprint}, or you may see none of them.`,
      );
    }
    const of = new Map(migrations.map(each => [each.workloadId, each]));
    const key = newestKey(items, fingerprint);
    return {
      fingerprint,
      last4: key?.last4 ?? migrations[0]?.execution.key?.last4,
      userName: key?.userName ?? migrations[0]?.execution.key?.userName,
      holders: items.map(item =>
        this.holderOf(item, of.get(item.id), users.has(item.id)),
      ),
      hiddenHolders: hidden,
      unproven: unproven.items.map(({ id }) => id),
      hiddenUnproven: fleet.unproven.size - unproven.items.length,
      unreadClusters: fleet.unreadClusters,
      hasTrail: this.hasTrail(
        key?.accountId ?? migrations[0]?.execution.accountId,
      ),
      ...outsideUse({
        key,
        migrations,
        users: [...users, ...fleet.unproven].length,
        unreadClusters: fleet.unreadClusters,
      }),
    };
  }

  private hasTrail(accountId: string | undefined): boolean {
    const { accounts } = this.parts;
    return (
      accountId !== undefined &&
      accounts.has(accountId) &&
      accounts.get(accountId).trail !== undefined
    );
  }

  private holderOf(
    workload: Workload,
    migration: MigrationRecord | undefined,
    isUser: boolean,
  ): KeyHolder {
    const { id, cluster, namespace, kind, name, ownerRef } = workload;
    const state = this.stateOf(workload, migration, isUser);
    return {
      id,
      workload: { cluster, namespace, kind, name },
      ownerRef,
      state,
      canMigrate:
        state === 'uses' &&
        !migration &&
        kindChangedInPlace(kind) !== undefined,
      migrationId: migration?.id,
      soakEndsAt:
        state === 'soaking' ? migration?.state.soak?.endsAt : undefined,
    };
  }

  private stateOf(
    { kind, id }: Workload,
    migration: MigrationRecord | undefined,
    isUser: boolean,
  ): KeyHolder['state'] {
    if (isStoredKind(kind)) {
      return 'stored';
    }
    if (!migration) {
      return 'uses';
    }
    const { underWay, soaking, broken } = keyUsers(
      new Map(),
      [migration],
      this.parts.now(),
    );
    if (underWay.includes(id)) {
      return 'underWay';
    }
    if (isUser) {
      return 'uses';
    }
    if (broken.includes(id)) {
      return 'broken';
    }
    if (migration.status === 'keyInactive') {
      return 'keyOff';
    }
    return soaking.length > 0 ? 'soaking' : 'soaked';
  }
}

/** The key as read last, of those that several workloads show. */
function newestKey(workloads: readonly Workload[], fingerprint: string) {
  return workloads
    .flatMap(({ keys }) => keys)
    .filter(key => key.fingerprint === fingerprint)
    .sort((left, right) =>
      (right.asOf ?? '').localeCompare(left.asOf ?? ''),
    )[0];
}
