import { backoffMs } from '../../shared/backoff';
import { createStepContext, EngineParts } from '../engine/createStepContext';
import { leavesWithDatabase } from '../engine/leavesWithDatabase';
import { StatusListener } from '../engine/MigrationRunner';
import { inWords, rethrowUnlessOfStep } from '../engine/stepErrors';
import { LOOK_AGAIN, waitingInWords, waitingState } from '../engine/waiting';
import { WaitsForOthersError } from '../model/errors';
import { MigrationRecord, SecretRequest } from '../model/records';
import { StepContext } from '../model/Step';
import { withdrawSecretRequest } from '../steps/leaveSecretRequest';
import {
  closeRequest,
  findRequest,
  keeperOf,
  mergersOf,
  openInWords,
  short,
} from '../steps/hostedRequest';
import { done, isClear } from './deleteSecret';
import { Retirement } from './Retirement';
import { readSecretNow } from './secretNow';

const ACT = 'request-secret-removal';

/** What became of a request: the Secret is gone, or nothing was changed. */
interface Ended {
  isDone: boolean;
  message: string;
}

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
    const { workload } = record.execution;
    const title = `Secret ${workload.namespace}/${name}`;
    const hosted = await findRequest(step, 'secret', attempt, request);
    if (!['keyInactive', 'retired'].includes(record.status)) {
      return {
        isDone: false,
        message: await withdrawSecretRequest(
          step,
          request,
          hosted,
          `${title} may be needed again.`,
        ),
      };
    }
    const sight = this.retirement.sightOf(
      record,
      { act: ACT, confirm: name },
      by,
    );
    const now = await readSecretNow(sight, name);
    if (!now || isClear(now)) {
      if (hosted?.state === 'open') {
        await closeRequest(
          step,
          hosted,
          'secret',
          'The Secret is gone from the cluster, or holds no AWS key any more, so this request is not needed.',
          request,
        );
      }
      return {
        isDone: true,
        message: `${title} ${
          now ? 'holds no AWS key any more' : 'is gone from the cluster'
        }${hosted ? `; ${hosted.url} asked for it` : ''}.`,
      };
    }
    if (hosted?.state === 'open') {
      throw new WaitsForOthersError(
        mergersOf(step, request),
        `${openInWords(hosted)} It takes ${title} out of Git.`,
        hosted.url,
      );
    }
    if (hosted?.state === 'merged') {
      if (!request.merged) {
        await step.setState({ secretRequest: { ...request, merged: true } });
      }
      throw new WaitsForOthersError(
        keeperOf(step, request),
        `The merge ${short(
          hosted.mergeCommit,
        )} takes ${title} out, and it is in the cluster still. Sync it, with pruning, if nothing does so by itself.`,
        hosted.url,
      );
    }
    return {
      isDone: false,
      message: `The change request ${
        hosted?.url ?? `in ${request.repository}`
      } was ${
        hosted
          ? `closed${hosted.endedBy ? ` by ${hosted.endedBy}` : ''}`
          : 'never opened, or removed'
      } without a merge. ${title} stays as it is; ask once more to open another request.`,
    };
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
