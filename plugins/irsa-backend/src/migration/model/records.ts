import {
  Migration,
  MigrationStatus,
  MigrationStep,
  MigrationTarget,
} from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../../plan/types';
import { RetireAct, RetireRequest } from '../types';
import { StepId } from './stepIds';

export type SoakState = NonNullable<Migration['soak']>;

/**
 * An act of the retirement that somebody asked for: at most one at a time, in a column of its own. Only requests of people
 * write it; the worker that ends it empties it, in one transaction with the new status.
 */
export interface OpenAct {
  id: string;
  request: RetireRequest;
  by: string;
  /** ISO 8601, like all times here. */
  askedAt: string;
  withdrawnBy?: string;
  /** It cannot be undone, and the portal asks two people: no worker takes it on before another one has confirmed it. */
  waitsForSecond?: boolean;
  /** Who was told that it waits: entity refs. */
  told?: string[];
  /** Until when it waits. */
  expiresAt?: string;
  /** When its time was found to be over. */
  expiredAt?: string;
  confirmedBy?: string;
}

/** A change request that takes a Secret out of Git, from the moment before it is opened until it is known what became of it. */
export interface SecretRequest {
  /** Of the Secret. */
  name: string;
  /** Counts the requests of this migration: each has its own branch and marker. */
  attempt: number;
  by: string;
  /** Without user and password. */
  repository: string;
  base: string;
  /** The place there whose files make the Secret; `''` is the root. */
  folder?: string;
  /** The files that it changes. */
  paths?: string[];
  /** What keeps the Secret as the repository says. */
  keeper?: string;
  reviewers?: string[];
  /** Whether its merge was seen. */
  merged?: boolean;
  /**
   * While not all that a merge would break can be read: since when, and whether the request says so itself.
   */
  blind?: { since: string; isSaid?: boolean };
  /** Whether a way back waits for the host to tell of it. */
  unread?: boolean;
  /** Who decided to go back without the host. */
  leftBy?: string;
  /** Whether the latest look, after its end, found no AWS key of the Secret in the cluster. */
  absent?: boolean;
}

/** State of a migration that changes while it runs. */
export interface MigrationState {
  proofs: Migration['proofs'];
  pods?: Migration['pods'];
  soak?: SoakState;
  /** What the migration itself did with the Secrets of the way back; `secretLook` says what is there. */
  secretState?: 'present' | 'deleted' | 'notApplicable';
  /**
   * The latest look at the Secrets of the way back, `asOf` an ISO 8601 time: names of those that are gone, or without what the
   * old template takes from them, and of those that could not be read.
   */
  secretLook?: { asOf: string; gone: string[]; notRead: string[] };
  /** Names of the Secrets that this migration deleted. */
  deletedSecrets?: string[];
  /** Since when this migration counts the key as off. Who switched it off, `soak.keyOffByOthers` tells. */
  keyInactiveSince?: string;
  /** The migration through which the key was switched off, when it was not this one. */
  keyOffThrough?: string;
  /** While the status is `needsHuman`: the step at which it stands. */
  stuckAt?: StepId;
  /** What was read after the last step of a rollback. */
  afterRollback?: Migration['afterRollback'];
  /** What was found to differ from the recorded end, in the daily comparison. `since` is an ISO 8601 time. */
  drift?: Migration['drift'];
  /** What the owner has still to be told: written with what was found, and emptied when the notice has been taken. */
  owedNotice?: { about: 'soak' | 'drift'; broken: boolean; message: string };
  /** What cannot be reached at present. `since` is an ISO 8601 time. */
  outage?: { what: string; since: string; words: string };
  /** Somebody else that it waits for, and how often it looked in vain since these words are true. */
  waitingFor?: Migration['waitingFor'] & { looks: number };
  /** Change requests that it opened, as last read. */
  requests?: Migration['requests'];
  /** The request for a Secret that is under way; a worker looks at it again and again. */
  secretRequest?: SecretRequest;
  /** How many of them there were. */
  secretRequests?: number;
  /** When the last Pod with the old key had ended. */
  switchedAt?: string;
  /** What a worker has done so far for the open act of this id. `begunAt` is written before the first call that changes something. */
  actRun?: { id: string; startedAt: string; begunAt?: string };
  /** What became of the latest act of the retirement. */
  lastAct?: {
    act: RetireAct;
    by: string;
    confirmedBy?: string;
    askedAt: string;
    endedAt: string;
    state: 'done' | 'failed' | 'withdrawn' | 'expired';
    message: string;
  };
}

/** The fixed part, copied from the plan at the start. */
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
  act?: OpenAct;
  /** How many acts of the retirement were ever asked for. */
  actNumber: number;
  rollbackReason?: string;
  /** Who allowed the rollback to switch on a key that somebody else switched off. */
  switchKeyOn?: string;
  startedBy: string;
  startedAt: string;
  finishedAt?: string;
  claim?: string;
  /** Grows with each claim. */
  claimNumber: number;
  /** Milliseconds since the epoch. */
  heartbeat?: number;
  lastSeq: number;
}

/** What a step needs in order to resume and to be undone. Written before the call that it belongs to. */
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
  'closed',
];

/** Statuses in which a worker has something to do. */
export const WORK_STATUSES: MigrationStatus[] = [
  'queued',
  'running',
  'stopping',
  'rollingBack',
];
