import { V1ObjectMeta } from '@kubernetes/client-node';
import {
  isClusterError,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { Inventory } from '../../inventory/types';
import { isFromDatabase } from '../../shared/databaseOutage';
import { FeedersRead, readFeeders } from '../../sources/readFeeders';
import { EngineParts } from '../engine/createStepContext';
import { KeyUsers, keyUsers, OPEN_STATUSES } from '../model/keyUsers';
import { MigrationRecord } from '../model/records';
import {
  FleetKeyUsers,
  holdsOf,
  lookAgain,
  readKeyUsers,
} from './otherKeyUsers';
import { RetireSight } from './RetireContext';
import { keeperOf } from './secretNow';
import { isYounger } from '../../shared/isYounger';

/** How old a reading may be that no act follows from. */
export const REMEMBER_MS = 10_000;

/** One reading of the fleet, and of the migrations that leave their keys. */
interface Sighting {
  users: FleetKeyUsers;
  leaving: ReadonlyMap<string, MigrationRecord[]>;
}

/**
 * What the guards of acts rest on beside the migration itself: who has its key, who keeps its Secrets, and what is applied from
 * Git. One reading serves all migrations of a page; before an act, everything is read afresh.
 */
export class RetireReadings {
  /** The latest reading of the fleet. */
  private fleet?: { at: number; reading: Promise<Sighting> };
  /** The same of what is applied from Git. */
  private sources?: { at: number; reading: Promise<FeedersRead> };

  constructor(
    private readonly parts: EngineParts,
    private readonly inventory: Inventory,
  ) {}

  /** Secrets that are kept as Git says. Undefined when none can be changed there, or they cannot be read. */
  async gitSecrets(
    record: MigrationRecord,
    read: RetireSight['read'] = call => call(),
  ): Promise<string[] | undefined> {
    const { status, state, execution } = record;
    const { clusters, requests } = this.parts;
    const isAsked =
      (status === 'keyInactive' || status === 'retired') &&
      state.secretState === 'present' &&
      requests.names().length > 0;
    if (!isAsked) {
      return undefined;
    }
    const { cluster, namespace } = execution.workload;
    try {
      const found = await Promise.all(
        execution.secrets
          .filter(({ name }) => !state.deletedSecrets?.includes(name))
          .map(async ({ name }) => {
            const secret = await read(() =>
              readObject<{ metadata: V1ObjectMeta }>(
                clusters.get(cluster),
                objectPath(KINDS.Secret, namespace, name),
                { metadataOnly: true },
              ),
            );
            return secret && keeperOf(secret.metadata).isInGit ? [name] : [];
          }),
      );
      return found.flat();
    } catch (error) {
      if (isClusterError(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Clusters of which it is not known what is applied there from Git. */
  async unreadSources(maxAgeMs: number): Promise<string[]> {
    const { now, clusters } = this.parts;
    const at = now();
    if (!this.sources || !isYounger(this.sources.at, maxAgeMs, at)) {
      this.sources = { at, reading: readFeeders(clusters) };
    }
    const { notRead } = await this.sources.reading;
    return notRead.map(({ cluster }) => cluster).sort();
  }

  /** Undefined when the fleet cannot be read: unknown is not zero, and the guard says so. */
  async usersOf(
    fingerprint: string,
    exceptId: string,
    afresh?: RetireSight['read'],
  ): Promise<
    | ({ users: KeyUsers } & Pick<
        FleetKeyUsers,
        'unreadClusters' | 'unreadReasons'
      >)
    | undefined
  > {
    const { store, clusters, now } = this.parts;
    const fleet = await this.readFleet(afresh ? 0 : REMEMBER_MS);
    if (!fleet) {
      return undefined;
    }
    const holds = holdsOf(fleet.users, fingerprint, exceptId);
    const leaving = afresh
      ? await store.ofKey(fingerprint)
      : fleet.leaving.get(fingerprint) ?? [];
    const migrations = leaving.filter(({ workloadId: id }) => id !== exceptId);
    const { unreadClusters, unreadReasons } = fleet.users;
    if (afresh) {
      const { inventory } = this;
      await lookAgain(holds, migrations, fingerprint, {
        clusters,
        inventory,
        unreadClusters,
        read: afresh,
      });
    }
    return {
      users: keyUsers(holds, migrations, now()),
      unreadClusters,
      unreadReasons,
    };
  }

  private async see(): Promise<Sighting> {
    const [users, leaving] = await Promise.all([
      readKeyUsers(this.inventory),
      this.parts.store.byKey(OPEN_STATUSES),
    ]);
    return { users, leaving };
  }

  /** Who has which key, as read seconds ago at most; undefined when that cannot be read. */
  async fleetKeyUsers(): Promise<FleetKeyUsers | undefined> {
    return (await this.readFleet(REMEMBER_MS))?.users;
  }

  private async readFleet(maxAgeMs: number): Promise<Sighting | undefined> {
    const now = this.parts.now();
    let known = this.fleet;
    if (!known || !isYounger(known.at, maxAgeMs, now)) {
      known = { at: now, reading: this.see() };
      this.fleet = known;
    }
    try {
      return await known.reading;
    } catch (error) {
      if (this.fleet === known) {
        this.fleet = undefined;
      }
      if (isFromDatabase(error)) {
        throw error;
      }
      return undefined;
    }
  }
}
