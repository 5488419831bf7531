import { PlanService } from '../../plan/types';
import { AccountRegistry } from '../../accounts/types';
import { ClusterRegistry } from '../../clusters/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { ChangeRepositories } from '../../requests/types';
import { readFeeders } from '../../sources/readFeeders';
import { readSource } from '../../sources/readSource';
import { Start } from '../../sources/types';
import { StepContext } from '../model/Step';
import { IamWriteTurns } from '../store/IamWriteTurns';
import { Journal } from '../store/Journal';
import { MigrationStore } from '../store/MigrationStore';
import { MigrationRecord, StepMemory } from '../model/records';
import { WorkId } from '../model/stepIds';
import { LateAnswerError, StoppedError } from '../model/errors';
import { fencedAccount } from './fencedAccount';
import { KeyCallers } from '../callers/KeyCallers';
import { OwnUses } from '../callers/OwnUses';
import { isRefusal, withRetry } from './retry';
import { Sight } from './Sight';

type Call = Parameters<StepContext['call']>[0];

/** The parts that the engine uses. */
export interface EngineParts {
  store: MigrationStore;
  journal: Journal;
  writeTurns: IamWriteTurns;
  clusters: ClusterRegistry;
  accounts: AccountRegistry;
  plans: PlanService;
  config: IrsaConfig;
  /** When the portal used keys and roles itself. */
  ownUses: OwnUses;
  /** Who else did. */
  callers: KeyCallers;
  /** Where change requests are made. */
  requests: ChangeRepositories;
  /** How many times faster than usual it looks at others again. */
  speed: number;
  now(): number;
  /** Waits; rejects with the signal's reason. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Tells browsers that something has changed. */
  announce(migrationId: string): void;
}

/**
 * Makes the context of a step, or of an act of the retirement. `record` is updated when it writes.
 *
 * @param mayGoOn - called before each further try during an outage, with the claim checked; throws when there shall be none
 */
export async function createStepContext(
  parts: EngineParts,
  record: MigrationRecord,
  step: { id: WorkId },
  signal: AbortSignal,
  mayGoOn: () => Promise<void> = async () => {},
): Promise<StepContext> {
  const { store, journal, now, writeTurns } = parts;
  const claim = record.claim ?? '';
  const memory: StepMemory = await store.steps.memory(record.id, step.id);
  const sleep = (milliseconds: number) => parts.pause(milliseconds, signal);
  const say: StepContext['say'] = async (message, level = 'info') => {
    await store.log.add(record.id, claim, { level, step: step.id, message });
    parts.announce(record.id);
  };
  const quickly = <T>(act: () => Promise<T>) =>
    withRetry(
      () => {
        signal.throwIfAborted();
        return act();
      },
      {
        sleep,
        onRetry: (error, attempt) =>
          // A refusal that stays is said by whoever asked. Those that ask each day would say it here each day.
          attempt === 2 && !isRefusal(error)
            ? say(
                `Trying again: ${
                  error instanceof Error ? error.message : error
                }`,
                'warning',
              )
            : Promise.resolve(),
      },
    );
  const setState: StepContext['setState'] = async changes => {
    Object.assign(record.state, changes);
    await store.update(record.id, claim, { state: record.state });
    parts.announce(record.id);
  };
  /** Rejects with ClaimLostError when another process has taken the migration over. */
  const fence = () => store.claims.heartbeat(record.id, claim);
  /** A process that was paused between the fence and its call has written late. People must know what. */
  const tellIfLate = async (error: unknown, { target, intent }: Call) => {
    if (error instanceof LateAnswerError) {
      await store.log.note(
        record.id,
        {
          level: 'error',
          step: step.id,
          message: `A process that no longer works on this migration has still done this: ${intent} (${target}). Look whether it is as it should be.`,
        },
        record.claimNumber,
      );
      parts.announce(record.id);
    }
  };
  const sight = new Sight({
    record,
    longestPauseMs: parts.config.migration.longestPauseMs,
    now,
    sleep,
    say,
    setState,
    async mayGoOn() {
      const status = await fence();
      if (status === 'stopping') {
        throw new StoppedError('A stop was asked for.');
      }
      await mayGoOn();
    },
  });
  const fenced = (accountId: string) =>
    fencedAccount(parts.accounts.get(accountId), fence, async () =>
      sleep(
        await writeTurns.take(
          accountId,
          // What goes back, and what a person waits for.
          record.direction === 'back' || record.act !== undefined,
        ),
      ),
    );
  const retrying = <T>(act: () => Promise<T>) => sight.outlast(act, quickly);
  return {
    migrationId: record.id,
    step: step.id,
    execution: record.execution,
    cluster: parts.clusters.get(record.execution.workload.cluster),
    account: fenced(record.execution.accountId),
    accountOf: fenced,
    accounts: parts.accounts,
    requests: parts.requests,
    source: workload =>
      readSource(
        {
          workload: record.execution.workload,
          metadata: (workload.metadata ?? {}) as Start['metadata'],
        },
        {
          clusters: parts.clusters.all(),
          readLevel: parts.config.readLevel,
        },
      ),
    feeders: () => readFeeders(parts.clusters),
    config: parts.config,
    signal,
    memory,
    get state() {
      return record.state;
    },
    rollbackReason: record.rollbackReason,
    switchKeyOn: record.switchKeyOn,
    now,
    get blindMs() {
      return sight.blindMs;
    },
    deadline(milliseconds) {
      const started = now();
      const blindBefore = sight.blindMs;
      return () =>
        now() - started - (sight.blindMs - blindBefore) >= milliseconds;
    },
    sleep,
    say,
    setState,
    async remember(changes) {
      Object.assign(memory, changes);
      await store.steps.update(record.id, claim, step.id, { memory });
    },
    memoryOf: id => store.steps.memory(record.id, id),
    async setProof(proof) {
      const at = new Date(now()).toISOString();
      await setState({
        proofs: [
          ...record.state.proofs.filter(({ level }) => level !== proof.level),
          { ...proof, at },
        ].sort((left, right) => (left.level < right.level ? -1 : 1)),
      });
    },
    async call(call, act) {
      return retrying(async () => {
        try {
          // The journal checks the claim, because a worker without it must not act.
          return await journal.call(
            { ...call, migrationId: record.id, claim, step: step.id },
            async () => {
              await fence();
              return act();
            },
          );
        } catch (error) {
          await tellIfLate(error, call);
          throw error;
        }
      });
    },
    read: retrying,
    async drift() {
      return parts.plans.drift(await parts.plans.get(record.planId));
    },
    others: () => store.others(record.id),
  };
}
