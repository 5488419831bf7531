import { ConflictError } from '@backstage/errors';
import { Inventory } from '../../inventory/types';
import { readFeeders } from '../../sources/readFeeders';
import { readSource } from '../../sources/readSource';
import { EngineParts } from '../engine/createStepContext';
import { readFooting } from '../footing/readFooting';
import { ACT_TITLES } from '../model/actTitles';
import { FootingLostError } from '../model/errors';
import { statusInWords } from '../model/inWords';
import { possibleActs } from '../model/possibleActs';
import { MigrationRecord } from '../model/records';
import { ActVerdict } from '../model/verdict';
import { RetireAct, RetireRequest } from '../types';
import { RetireSight } from './RetireContext';
import { REMEMBER_MS, RetireReadings } from './RetireReadings';

/** Acts after which the workload has its role only. */
const KEY_ENDS: readonly RetireAct[] = ['deactivate-key', 'delete-key'];

/** What may be done with a migration later on, and what is in the way. */
export class RetireGuards {
  constructor(
    private readonly parts: EngineParts,
    private readonly inventory: Inventory,
    private readonly readings: RetireReadings,
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
        ? await this.readings.usersOf(
            key.fingerprint,
            record.workloadId,
            afresh,
          )
        : undefined;
    const gitSecrets = looks
      ? await this.readings.gitSecrets(record, afresh)
      : undefined;
    return possibleActs(record, {
      now: now(),
      coolingMs: config.soak.coolingMs,
      keyUsers: known?.users,
      unreadClusters: known?.unreadClusters ?? [],
      unreadReasons: known?.unreadReasons,
      gitSecrets,
      unreadSources: gitSecrets?.length
        ? await this.readings.unreadSources(afresh ? 0 : REMEMBER_MS)
        : [],
    });
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
      accountOf: id => accounts.get(id),
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
      callers: async () =>
        execution.key && record.state.soak
          ? this.parts.callers.look(
              execution.key,
              execution.accountId,
              Date.parse(record.state.soak.startedAt),
              0,
            )
          : undefined,
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
      switchedAt: sight.record.state.switchedAt,
      mustWork: true,
      workload: () =>
        sight.read(() => this.inventory.refresh(sight.execution.workload)),
    });
    if (facts.some(({ state }) => state !== 'holds')) {
      throw new FootingLostError(ACT_TITLES[act], facts);
    }
  }
}
