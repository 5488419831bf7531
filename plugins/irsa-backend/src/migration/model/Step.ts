import {
  Drift,
  MigrationStep,
  Proof,
  WorkloadSource,
} from 'backstage-plugin-irsa-common';
import { AccountHandle, AccountRegistry } from '../../accounts/types';
import { ClusterHandle } from '../../clusters/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { PlanExecution } from '../../plan/types';
import { WorkloadObject } from '../../plan/world/podTemplate';
import { ChangeRepositories } from '../../requests/types';
import { FeedersRead } from '../../sources/readFeeders';
import { MigrationRecord, MigrationState, StepMemory } from './records';
import { StepId, WorkId } from './stepIds';

export interface StepResult {
  outcome: NonNullable<MigrationStep['outcome']>;
  /** The result in one line. */
  detail: string;
}

/** What a step gets. */
export interface StepContext {
  readonly migrationId: string;
  readonly step: WorkId;
  readonly execution: PlanExecution;
  readonly cluster: ClusterHandle;
  readonly account: AccountHandle;
  readonly accounts: AccountRegistry;
  /** Another account of the plan, whose writes are fenced as those of `account`. Throws NotFoundError. */
  accountOf(accountId: string): AccountHandle;
  /** Where change requests are made. */
  readonly requests: ChangeRepositories;
  /** What keeps the workload, and which revision of its source it applied, as read now. */
  source(workload: WorkloadObject): Promise<WorkloadSource>;
  /** Everything that brings places in Git into the clusters of the portal, as read now. */
  feeders(): Promise<FeedersRead>;
  readonly config: IrsaConfig;
  /** Aborted when the step must stop: the claim was lost, the process shuts down, or a rollback was requested. */
  readonly signal: AbortSignal;
  /** What this step has stored so far. */
  readonly memory: StepMemory;
  readonly state: MigrationState;
  /** Why it goes back, in the words of whoever asked. */
  readonly rollbackReason?: string;
  /** Who allowed the way back to switch on a key that somebody else switched off. */
  readonly switchKeyOn?: string;
  now(): number;
  /** How long this step could not see the cluster or AWS so far, in milliseconds. */
  readonly blindMs: number;
  /** Whether the time is over, not counting the time without sight. */
  deadline(milliseconds: number): () => boolean;
  /** Rejects when `signal` fires. */
  sleep(milliseconds: number): Promise<void>;
  /** Stores facts. Call it before the call that they belong to. */
  remember(changes: StepMemory): Promise<void>;
  memoryOf(step: StepId): Promise<StepMemory>;
  setState(changes: Partial<MigrationState>): Promise<void>;
  setProof(proof: Omit<Proof, 'at'>): Promise<void>;
  /** Adds a sentence to the log that people read. */
  say(message: string, level?: 'info' | 'warning' | 'error'): Promise<void>;
  /** Writes the journal and makes a call that changes something. Temporary failures are retried, and outages outlasted. */
  call<T>(
    call: { target: string; intent: string; preImage?: string },
    act: () => Promise<T>,
  ): Promise<T>;
  /** Makes a call that only reads, with the same retries. */
  read<T>(act: () => Promise<T>): Promise<T>;
  /** Compares the present state with the state that the plan is based on. */
  drift(): Promise<Drift[]>;
  /** Other migrations that are under way or still need what they made. */
  others(): Promise<MigrationRecord[]>;
}

/** The part of a context that is enough to read the world. */
export type ReadContext = Pick<
  StepContext,
  'execution' | 'cluster' | 'account' | 'accountOf' | 'read'
>;

/** Enough to read what is in the cluster. */
export type ClusterContext = Pick<
  ReadContext,
  'execution' | 'cluster' | 'read'
>;

/** One step. It reads, compares with the wanted state, acts only if needed, verifies, and can undo itself. */
export interface Step {
  id: StepId;
  restartsPods?: boolean;
  /** Safe to call again at any point. */
  ensure(context: StepContext): Promise<StepResult>;
  /** Safe to call again, and after an interrupted `ensure`. Returns the result in words. */
  undo?(context: StepContext): Promise<string>;
  /**
   * Takes away what may not stand while the migration rests between two looks of this step, since somebody stops it. Safe to call
   * again, and `ensure` goes on after it. Returns the result in words.
   */
  rest?(context: StepContext): Promise<string>;
}
