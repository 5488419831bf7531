import { Drift, MigrationStep, Proof } from 'backstage-plugin-irsa-common';
import { AccountHandle, AccountRegistry } from '../../accounts/types';
import { ClusterHandle } from '../../clusters/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { PlanExecution } from '../../plan/types';
import { MigrationRecord, MigrationState, StepMemory } from './records';
import { StepId } from './stepIds';

export interface StepResult {
  outcome: NonNullable<MigrationStep['outcome']>;
  /** One line: what was found or done. */
  detail: string;
}

/** What a step is given. */
export interface StepContext {
  readonly migrationId: string;
  readonly step: StepId;
  readonly execution: PlanExecution;
  readonly cluster: ClusterHandle;
  readonly account: AccountHandle;
  readonly accounts: AccountRegistry;
  readonly config: IrsaConfig;
  /** Fires when the migration is to be left: lost, shut down or turned around. */
  readonly signal: AbortSignal;
  /** What this step remembered so far. */
  readonly memory: StepMemory;
  readonly state: MigrationState;
  now(): number;
  /** Rejects when `signal` fires. */
  sleep(milliseconds: number): Promise<void>;
  /** Stores, to be called before the call it is about. */
  remember(changes: StepMemory): Promise<void>;
  memoryOf(step: StepId): Promise<StepMemory>;
  setState(changes: Partial<MigrationState>): Promise<void>;
  setProof(proof: Omit<Proof, 'at'>): Promise<void>;
  /** A sentence for the log that people read. */
  say(message: string, level?: 'info' | 'warning' | 'error'): Promise<void>;
  /** Journals and makes a call that acts, with retries of what passes by itself. */
  call<T>(
    call: { target: string; intent: string; preImage?: string },
    act: () => Promise<T>,
  ): Promise<T>;
  /** A call that only reads, with the same retries. */
  read<T>(act: () => Promise<T>): Promise<T>;
  /** Compares the world with what the plan rests on. */
  drift(): Promise<Drift[]>;
  /** Other migrations that are under way or rest on what they made. */
  others(): Promise<MigrationRecord[]>;
}

/** One step: reads, compares with what should be, acts only if needed, verifies; and knows how to take itself back. */
export interface Step {
  id: StepId;
  restartsPods?: boolean;
  /** Safe to call again at any point. */
  ensure(context: StepContext): Promise<StepResult>;
  /** Safe to call again, and when `ensure` was cut short. Answers in words. */
  undo?(context: StepContext): Promise<string>;
}
