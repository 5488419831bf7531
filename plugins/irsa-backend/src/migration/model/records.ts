import {
  Migration,
  MigrationStatus,
  MigrationStep,
  MigrationTarget,
} from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../../plan/types';
import { StepId } from './stepIds';

export type SoakState = NonNullable<Migration['soak']>;

/** What a migration has learnt so far; changes as it runs. */
export interface MigrationState {
  proofs: Migration['proofs'];
  pods?: Migration['pods'];
  soak?: SoakState;
  secretState?: Migration['secretState'];
  /** Names of the Secrets that were deleted by us. */
  deletedSecrets?: string[];
  /** When the key was switched off by us. */
  keyInactiveSince?: string;
  /** When the last Pod that knew the old key was gone. */
  switchedAt?: string;
}

/** What does not change: taken from the plan at the start. */
export interface MigrationFacts {
  entityRef?: string;
  ownerRef?: string;
  target: MigrationTarget;
}

/** A migration as stored. */
export interface MigrationRecord {
  id: string;
  planId: string;
  planHash: string;
  idempotencyKey: string;
  workloadId: string;
  status: MigrationStatus;
  statusReason?: string;
  direction: 'forward' | 'back';
  execution: PlanExecution;
  facts: MigrationFacts;
  state: MigrationState;
  rollbackReason?: string;
  startedBy: string;
  startedAt: string;
  finishedAt?: string;
  claim?: string;
  /** Milliseconds since the epoch. */
  heartbeat?: number;
  lastSeq: number;
}

/** What a step has to remember in order to resume and to be taken back. Written before the call it is about. */
export type StepMemory = Record<string, unknown>;

export interface StepRecord {
  step: StepId;
  state: MigrationStep['state'];
  outcome?: MigrationStep['outcome'];
  detail?: string;
  startedAt?: string;
  finishedAt?: string;
  memory: StepMemory;
}

export const FINAL_STATUSES: MigrationStatus[] = [
  'retired',
  'rolledBack',
  'failed',
];

/** A worker has something to do for these. */
export const WORK_STATUSES: MigrationStatus[] = [
  'queued',
  'running',
  'stopping',
  'rollingBack',
];
