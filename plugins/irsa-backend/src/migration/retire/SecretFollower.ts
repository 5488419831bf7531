import { backoffMs } from '../../shared/backoff';
import { createStepContext, EngineParts } from '../engine/createStepContext';
import { leavesWithDatabase } from '../engine/leavesWithDatabase';
import { StatusListener } from '../engine/MigrationRunner';
import { inWords, rethrowUnlessOfStep } from '../engine/stepErrors';
import { LOOK_AGAIN, waitingInWords, waitingState } from '../model/waiting';
import { MigrationRecord, SecretRequest } from '../model/records';
import { StepContext } from '../model/Step';
import { findRequest } from '../steps/hostedRequest';
import { isMadeInGit } from '../steps/secretInGit';
import { done, isClear } from './deleteSecret';
import {
  Ended,
  merged,
  see,
  titleOf,
  unmerged,
  whileOpen,
  withdraw,
} from './lookAtRequest';
import { Retirement } from './Retirement';

const ACT = 'request-secret-removal';

/**
 * Follows the open change request for a Secret of a claimed migration: looks once, and leaves it until later, or notes its end. Other
 * acts are possible meanwhile. Whether the Secret is gone is read in its cluster, and not taken from the merge. A migration whose key
 * serves again closes the request.
 */
export class SecretFollower {
  private readonly parts: EngineParts;

  constructor(
    parts: EngineParts,
    private readonly retirement: Retirement,
    private readonly onStatus: StatusListener,
  ) {
    this.parts = { ...parts, store: leavesWithDatabase(parts.store) };
  }

  /** `signal` fires with LeaveError or ClaimLostError as its reason. */
  async run(record: MigrationRecord, signal: AbortSignal): Promise<void> {
    const request = record.state.secretRequest!;
    const step = await createStepContext(
      this.parts,
      record,
      { id: ACT },
      signal,
    );
    let ended: Ended;
    try {
      ended = await this.look(record, request, step);
    } catch (error) {
      rethrowUnlessOfStep(error);
      await this.rest(record, request, error);
      return;
    }
    const { state } = ended.isDone
      ? done(record, request.name, ended.message).changes
      : record;
    await this.write(
      record,
      { ...state!, secretRequest: undefined, waitingFor: undefined },
      undefined,
      { level: ended.isDone ? 'info' : 'warning', message: ended.message },
    );
    await this.onStatus(record);
  }

  private async look(
    record: MigrationRecord,
    request: SecretRequest,
    step: StepContext,
  ): Promise<Ended> {
    const { name, attempt, by } = request;
    const title = titleOf(step, request);
    const hosted = await findRequest(step, 'secret', attempt, request);
    if (!['keyInactive', 'retired'].includes(record.status)) {
      return withdraw(record, step, hosted, `${title} may be needed again.`);
    }
    const sight = this.retirement.sightOf(
      record,
      { act: ACT, confirm: name },
      by,
    );
    const { now, obstacle } = await see(sight, name, request);
    const isEnded = hosted?.state !== 'open' && hosted?.state !== 'merged';
    if (obstacle && !isEnded) {
      return withdraw(record, step, hosted, obstacle);
    }
    const isMade = await isMadeInGit(step, request, hosted?.mergeCommit);
    if (isEnded) {
      const isGone = !obstacle && !isMade && isClear(now);
      return unmerged(isGone, now, step, request, hosted);
    }
    return hosted.state === 'open'
      ? whileOpen(now, step, request, hosted, isMade)
      : merged(now, step, request, hosted, isMade);
  }

  private async rest(
    record: MigrationRecord,
    { repository }: SecretRequest,
    error: unknown,
  ): Promise<void> {
    const waiting = waitingInWords(error, repository) ?? {
      whom: 'whoever looks after the portal',
      words: inWords(error),
    };
    const { waitingFor, isNew } = waitingState(
      record.state.waitingFor,
      waiting,
      new Date(this.parts.now()).toISOString(),
    );
    await this.write(
      record,
      { ...record.state, waitingFor },
      backoffMs(waitingFor.looks, LOOK_AGAIN) / this.parts.speed,
      ...(isNew
        ? [
            {
              level: 'info' as const,
              message: `Waits for ${waiting.whom}: ${waiting.words}`,
            },
          ]
        : []),
    );
    if (isNew) {
      await this.onStatus(record);
    }
  }

  private async write(
    record: MigrationRecord,
    state: MigrationRecord['state'],
    forMs: number | undefined,
    ...events: { level: 'info' | 'warning'; message: string }[]
  ): Promise<void> {
    await this.parts.store.follow(
      record.id,
      record.claim!,
      state,
      forMs,
      ...events.map(each => ({ ...each, step: ACT } as const)),
    );
    Object.assign(record, { state });
    if (events.length > 0) {
      this.parts.announce(record.id);
    }
  }
}
