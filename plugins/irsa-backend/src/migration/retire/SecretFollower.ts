import { HostedChange } from 'backstage-plugin-irsa-node';
import { backoffMs } from '../../shared/backoff';
import { createStepContext, EngineParts } from '../engine/createStepContext';
import { leavesWithDatabase } from '../engine/leavesWithDatabase';
import { StatusListener } from '../engine/RunningMigration';
import { inWords, rethrowUnlessOfStep } from '../engine/stepErrors';
import {
  LOOK_AGAIN,
  Waiting,
  waitingInWords,
  waitingState,
} from '../model/waiting';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { obstaclesInWords } from '../../sources/obstacles';
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
import { takeWarningBack, warnOnRequest } from './mergeWarning';
import { RetireGuards } from './RetireGuards';
import { SecretNow } from './secretNow';

const ACT = 'request-secret-removal';

/** What a look saw: why nobody shall merge the request, or how the Secret and the request stand. */
type Seen = { hosted: HostedChange | undefined } & (
  | { obstacle: string; found?: undefined }
  | { obstacle?: undefined; found: Standing }
);

interface Standing {
  /** Undefined when the Secret is gone. */
  now: SecretNow | undefined;
  /** Whether nothing needs the Secret any more. */
  mayGo: boolean;
  /** Whether Git makes the Secret; undefined when that could not be told. */
  isMade: boolean | undefined;
  request: SecretRequest;
  obstacles: () => Promise<string>;
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
    private readonly guards: RetireGuards,
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
    let seen: Seen | undefined;
    let ended: Ended;
    try {
      seen = await this.look(record, request, step);
      ended = await conclude(record, step, seen);
    } catch (error) {
      rethrowUnlessOfStep(error);
      const isBlind = !seen || isChangeHostError(error);
      if (isBlind) {
        await this.warn(step, record.state.secretRequest!);
      }
      await this.rest(record, request, error, isBlind);
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

  /** Reads all that tells whether the Secret may go; when it throws, that is not known. */
  private async look(
    record: MigrationRecord,
    before: SecretRequest,
    step: StepContext,
  ): Promise<Seen> {
    const { name, attempt, by } = before;
    const hosted = await findRequest(step, 'secret', attempt, before);
    if (!['keyInactive', 'retired'].includes(record.status)) {
      const why = `${titleOf(step, before)} may be needed again.`;
      return { hosted, obstacle: why };
    }
    const sight = this.guards.sightOf(record, { act: ACT, confirm: name }, by);
    const { now, obstacle } = await see(sight, name, before);
    const isOpenOrMerged =
      hosted?.state === 'open' || hosted?.state === 'merged';
    if (obstacle && isOpenOrMerged) {
      return { hosted, obstacle };
    }
    const isMade = await isMadeInGit(step, before, hosted?.mergeCommit);
    const request = await takeWarningBack(step, before, hosted);
    const obstacles = async () =>
      now
        ? obstaclesInWords(
            await sight.sourceOf(
              { ...record.execution.workload, kind: 'Secret', name },
              now.metadata,
            ),
            true,
          )
        : '';
    return {
      hosted,
      found: { now, mayGo: !obstacle, isMade, request, obstacles },
    };
  }

  /** A host that cannot be told is told at a later look; the portal shows it meanwhile. */
  private async warn(step: StepContext, request: SecretRequest): Promise<void> {
    try {
      await warnOnRequest(step, request);
    } catch (error) {
      rethrowUnlessOfStep(error);
    }
  }

  private async rest(
    record: MigrationRecord,
    { repository }: SecretRequest,
    error: unknown,
    isBlind: boolean,
  ): Promise<void> {
    const known = waitingInWords(error, repository) ?? {
      whom: 'whoever looks after the portal',
      words: inWords(error),
    };
    const waiting = isBlind ? asWarning(record, known) : known;
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

/** What follows from a look. Throws WaitsForOthersError while others have to act. */
function conclude(
  record: MigrationRecord,
  step: StepContext,
  { hosted, obstacle, found }: Seen,
): Promise<Ended> {
  if (!found) {
    return withdraw(record, step, hosted, obstacle);
  }
  const { now, mayGo, isMade, request, obstacles } = found;
  switch (hosted?.state) {
    case 'open':
      return whileOpen(now, step, request, hosted, isMade);
    case 'merged':
      return merged(now, step, request, hosted, isMade, obstacles);
    default:
      return unmerged(
        mayGo && !isMade && isClear(now),
        now,
        step,
        request,
        hosted,
      );
  }
}

/** What the portal shows while it cannot read all: what must not be merged then. */
function asWarning(
  { state: { requests, secretRequest } }: MigrationRecord,
  waiting: Waiting,
): Waiting {
  const request = requests
    ?.filter(({ purpose }) => purpose === 'secret')
    .at(-1);
  if (request && request.state !== 'open') {
    return waiting;
  }
  return {
    ...waiting,
    words: `${
      waiting.words
    } Until the portal can read again, nobody may merge the request for Secret ${
      secretRequest!.name
    }${secretRequest!.blind?.isSaid ? '; the request says so, too' : ''}.`,
    ...(request ? { url: request.url } : {}),
  };
}
