import { randomUUID } from 'node:crypto';
import { V1ObjectMeta } from '@kubernetes/client-node';
import { ConflictError } from '@backstage/errors';
import {
  isClusterError,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { isFromDatabase } from '../../shared/databaseOutage';
import { Inventory } from '../../inventory/types';
import { EngineParts } from '../engine/createStepContext';
import { readFooting } from '../footing/readFooting';
import { ACT_TITLES } from '../model/actTitles';
import { FootingLostError } from '../model/errors';
import { KeyUsers, keyUsers, OPEN_STATUSES } from '../model/keyUsers';
import { possibleActs } from '../model/possibleActs';
import { ActVerdict } from '../model/verdict';
import { MigrationRecord, OpenAct } from '../model/records';
import { RetireAct, RetireRequest } from '../types';
import { ACTS } from './acts';
import {
  FleetKeyUsers,
  holdsOf,
  lookAgain,
  readKeyUsers,
} from './otherKeyUsers';
import {
  assertAnother,
  isOver,
  needsSecond,
  waitForSecond,
} from './secondPerson';
import { RetireSight } from './RetireContext';
import { keeperOf } from './secretNow';
import { FeedersRead, readFeeders } from '../../sources/readFeeders';
import { readSource } from '../../sources/readSource';
import { MOVED_ON, statusInWords } from '../model/inWords';

/** Acts after which the workload has its role only. */
const KEY_ENDS: readonly RetireAct[] = ['deactivate-key', 'delete-key'];

const REMEMBER_MS = 10_000;

/** One reading of the fleet, and of the migrations that leave their keys. */
interface Sighting {
  users: FleetKeyUsers;
  leaving: ReadonlyMap<string, MigrationRecord[]>;
}

/** What may be done with a migration later on, and the requests to do it. A worker carries them out (RetireRunner). */
export class Retirement {
  /** The latest reading of the fleet: one serves all migrations of a page. */
  private fleet?: { at: number; reading: Promise<Sighting> };
  /** The same of what is applied from Git. */
  private sources?: { at: number; reading: Promise<FeedersRead> };

  constructor(
    private readonly parts: EngineParts,
    private readonly inventory: Inventory,
    /** Tells people of an act that waits for a second person. */
    private readonly onWaits: (
      record: MigrationRecord,
      act: OpenAct,
    ) => Promise<void> = async () => {},
  ) {}

  /**
   * The actions that are possible now. The fleet is read only if the answer depends on it.
   *
   * @param looks - whether the Secrets are read: who keeps them decides how they go
   * @param afresh - reads with this, and what was to leave the key once more; otherwise what was read seconds ago will do
   */
  async verdict(
    record: MigrationRecord,
    afresh?: RetireSight['read'],
    looks = afresh !== undefined,
  ): Promise<ActVerdict> {
    const { now, config } = this.parts;
    const { key } = record.execution;
    const known =
      ['soaking', 'keyInactive'].includes(record.status) && key
        ? await this.usersOf(key.fingerprint, record.workloadId, afresh)
        : undefined;
    const gitSecrets = looks
      ? await this.gitSecrets(record, afresh)
      : undefined;
    return possibleActs(record, {
      now: now(),
      coolingMs: config.soak.coolingMs,
      keyUsers: known?.users,
      unreadClusters: known?.unreadClusters ?? [],
      gitSecrets,
      unreadSources: gitSecrets?.length
        ? await this.unreadSources(afresh ? 0 : REMEMBER_MS)
        : [],
    });
  }

  /**
   * Takes an act on: everything is checked now, so that who asks hears at once what is in the way, and checked again by the
   * worker that carries it out. The same request made twice is one act.
   */
  async ask(
    record: MigrationRecord,
    request: RetireRequest,
    by: string,
  ): Promise<void> {
    const { store, now, config } = this.parts;
    if (record.act?.waitsForSecond && record.act.request.act === request.act) {
      await this.confirm(record, record.act, request, by);
      return;
    }
    if (isSame(record.act, request, by)) {
      return;
    }
    assertNoneOpen(record);
    await this.assertMay(this.sightOf(record, request, by));
    await ACTS[request.act].check(this.sightOf(record, request, by));
    const act: OpenAct = {
      id: randomUUID(),
      request,
      by,
      askedAt: new Date(now()).toISOString(),
      ...(needsSecond(request.act, config.migration) &&
        waitForSecond(record, config.migration, now())),
    };
    const { reason } = request;
    const message = `${ACT_TITLES[request.act]}: asked for by ${by}${
      reason ? `: ${reason}` : '.'
    }${
      act.waitsForSecond
        ? ` It waits for a second person until ${act.expiresAt}.`
        : ''
    }`;
    if (await store.ask(record, act, message)) {
      if (act.waitsForSecond) {
        await this.onWaits(record, act);
      }
      return;
    }
    const current = await store.find(record.id);
    if (current && isSame(current.act, request, by)) {
      return;
    }
    assertNoneOpen(current ?? record);
    const last = current?.state.lastAct;
    throw new ConflictError(
      last && current.actNumber !== record.actNumber
        ? `${ACT_TITLES[last.act]} was asked for by ${
            last.by
          } in the meantime, and has ended: ${
            last.message
          } This request changed nothing. Look again, and repeat it if it is still wanted.`
        : MOVED_ON,
    );
  }

  /** Ends what has waited for a second person for too long. Returns whether there was any: a worker has to end it. */
  async expire(): Promise<boolean> {
    const { store, now } = this.parts;
    let isAny = false;
    for (const { id, act } of await store.waiting()) {
      if (act && isOver(act, now())) {
        const at = new Date(now()).toISOString();
        isAny = (await store.expire(id, act, at)) || isAny;
      }
    }
    return isAny;
  }

  /** The second person types the same, and everything is checked anew. */
  private async confirm(
    record: MigrationRecord,
    act: OpenAct,
    request: RetireRequest,
    by: string,
  ): Promise<void> {
    if (isOver(act, this.parts.now())) {
      await this.expire();
      throw new ConflictError(
        `${ACT_TITLES[act.request.act]} was asked for by ${
          act.by
        }, and nobody had confirmed it when its time was over at ${
          act.expiresAt
        }. Ask for it anew.`,
      );
    }
    assertAnother(act, by);
    const sight = this.sightOf(record, request, by);
    await this.assertMay(sight);
    await ACTS[request.act].check(sight);
    const message = `${ACT_TITLES[request.act]}: confirmed by ${by}.`;
    if (!(await this.parts.store.confirm(record.id, act, by, message))) {
      throw new ConflictError(MOVED_ON);
    }
  }

  /** Withdraws the open act, if its worker has not begun to change something. */
  async withdraw(record: MigrationRecord, by: string): Promise<void> {
    const { act, state } = record;
    if (!act || (act.withdrawnBy !== undefined && act.withdrawnBy !== by)) {
      return;
    }
    const isBegun =
      state.actRun?.id === act.id && state.actRun.begunAt !== undefined;
    if (isBegun || !(await this.parts.store.withdraw(record.id, act, by))) {
      throw new ConflictError(
        `${
          ACT_TITLES[act.request.act]
        } has begun and cannot be withdrawn any more. It ends by itself.`,
      );
    }
  }

  /** What a request reads with: no repeats, no waiting. */
  sightOf(
    record: MigrationRecord,
    request: RetireRequest,
    by: string,
  ): RetireSight {
    const { clusters, accounts, config, now } = this.parts;
    const { execution } = record;
    return {
      record,
      request,
      by,
      execution,
      cluster: clusters.get(execution.workload.cluster),
      account: accounts.get(execution.accountId),
      inventory: this.inventory,
      readLevel: config.readLevel,
      requests: this.parts.requests,
      sourceOf: (workload, metadata) =>
        readSource(
          { workload, metadata },
          { clusters: clusters.all(), readLevel: config.readLevel },
        ),
      feeders: () => readFeeders(clusters),
      clusters,
      now,
      read: call => call(),
    };
  }

  /** The guards of an act, and all that the workload needs once its key is gone, read now. Throws ConflictError. */
  async assertMay(sight: RetireSight): Promise<void> {
    await this.assertPossible(sight);
    await this.assertFooting(sight);
  }

  private async assertPossible({
    record,
    request,
    read,
  }: RetireSight): Promise<void> {
    const { possible, withReason, guards } = await this.verdict(
      // Its own act is no obstacle, nor the request that it was about to open when its process ended.
      {
        ...record,
        act: undefined,
        ...(record.act?.request.act === 'request-secret-removal' && {
          state: { ...record.state, secretRequest: undefined },
        }),
      },
      read,
    );
    if (possible.includes(request.act)) {
      return;
    }
    const own = guards.filter(({ act }) => act === request.act);
    if (withReason.includes(request.act) && request.reason?.trim()) {
      const undecided = own.find(
        ({ unreadClusters = [], unprovenUsers = [] }) =>
          unreadClusters.some(name => !request.despiteUnread?.includes(name)) ||
          unprovenUsers.some(id => !request.despiteUnproven?.includes(id)),
      );
      if (!undecided) {
        return;
      }
      throw new ConflictError(undecided.message);
    }
    throw new ConflictError(
      own[0]?.message ??
        `${
          ACT_TITLES[request.act]
        } is not possible for a migration that ${statusInWords(
          record.status,
        )}. Its page shows what can be done now.`,
    );
  }

  /** Before a key goes, everything that the workload needs without it is read. Throws FootingLostError. */
  private async assertFooting(sight: RetireSight): Promise<void> {
    const { act } = sight.request;
    if (!KEY_ENDS.includes(act)) {
      return;
    }
    const facts = await readFooting(sight, {
      workload: () =>
        sight.read(() => this.inventory.refresh(sight.execution.workload)),
    });
    if (facts.some(({ state }) => state !== 'holds')) {
      throw new FootingLostError(ACT_TITLES[act], facts);
    }
  }

  /** Secrets that are kept as Git says. Undefined when none can be changed there, or they cannot be read. */
  private async gitSecrets(
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
  private async unreadSources(maxAgeMs: number): Promise<string[]> {
    const { now, clusters } = this.parts;
    const at = now();
    if (!this.sources || at - this.sources.at >= maxAgeMs) {
      this.sources = { at, reading: readFeeders(clusters) };
    }
    const { notRead } = await this.sources.reading;
    return notRead.map(({ cluster }) => cluster).sort();
  }

  /** Undefined when the fleet cannot be read: unknown is not zero, and the guard says so. */
  private async usersOf(
    fingerprint: string,
    exceptId: string,
    afresh?: RetireSight['read'],
  ): Promise<{ users: KeyUsers; unreadClusters: string[] } | undefined> {
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
    const { unreadClusters } = fleet.users;
    if (afresh) {
      const { inventory } = this;
      await lookAgain(holds, migrations, fingerprint, {
        clusters,
        inventory,
        unreadClusters,
        read: afresh,
      });
    }
    return { users: keyUsers(holds, migrations, now()), unreadClusters };
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
    if (!known || now - known.at >= maxAgeMs) {
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

function assertNoneOpen({ act }: MigrationRecord): void {
  if (act) {
    throw new ConflictError(
      `${ACT_TITLES[act.request.act]} was asked for by ${act.by} at ${
        act.askedAt
      } and has not ended. Wait for its end, or withdraw it.`,
    );
  }
}

/** A double click, or a request that was repeated because its answer got lost. */
function isSame(
  act: OpenAct | undefined,
  request: RetireRequest,
  by: string,
): boolean {
  return (
    act !== undefined &&
    act.by === by &&
    !act.withdrawnBy &&
    JSON.stringify(act.request) === JSON.stringify(request)
  );
}
