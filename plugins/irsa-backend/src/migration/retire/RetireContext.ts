import { Inventory } from '../../inventory/types';
import { WorkloadRef, WorkloadSource } from 'backstage-plugin-irsa-common';
import { ChangeRepositories } from '../../requests/types';
import { ClusterRegistry } from '../../clusters/types';
import { FeedersRead } from '../../sources/readFeeders';
import { Start } from '../../sources/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { MigrationRecord } from '../model/records';
import { CallersSeen } from '../callers/KeyCallers';
import { ReadContext, StepContext } from '../model/Step';
import { RetireRequest } from '../types';

/** Enough to look whether an act of the retirement can be done, or was done. Nothing is changed with it. */
export interface RetireSight extends ReadContext {
  record: MigrationRecord;
  request: RetireRequest;
  by: string;
  inventory: Pick<Inventory, 'readersOf' | 'refresh'>;
  /** 2 when the portal may read values of Secrets. */
  readLevel: IrsaConfig['readLevel'];
  /** Where change requests are made. */
  requests: ChangeRepositories;
  /** Where the truth of an object lives, as read now. */
  sourceOf(
    workload: WorkloadRef,
    metadata: Start['metadata'],
  ): Promise<WorkloadSource>;
  /** Everything that brings places in Git into the clusters of the portal, as read now. */
  feeders(): Promise<FeedersRead>;
  clusters: Pick<ClusterRegistry, 'get'>;
  /** Who has called with the old key since the switch, as read now; undefined where that is not read. */
  callers(): Promise<CallersSeen | undefined>;
  now(): number;
}

/** What a worker acts with. The guards have been checked, and the migration is claimed. */
export interface RetireContext extends RetireSight {
  /**
   * Whether a call of this act that changes something may have gone out, be it from a process that was killed. What the act
   * wants and finds done was then done by it.
   */
  readonly isBegun: boolean;
  /** As of a step: journaled (in `migration_journal`, with the act as its step), fenced, repeated, outages outlasted. */
  call: StepContext['call'];
  /** The same context as steps have; its calls are those of this act. */
  readonly step: StepContext;
}

/** Changes of the record, and a sentence for its log. */
export interface RetireResult {
  changes: Partial<
    Pick<MigrationRecord, 'status' | 'state' | 'statusReason' | 'finishedAt'>
  >;
  message: string;
}

/** One act of the retirement. Its parts can be repeated at any point. */
export interface RetireActDefinition {
  /** Reads whether it can be done now. Throws ConflictError, or InputError for what was typed. */
  check(sight: RetireSight): Promise<void>;
  /** Whether the world shows it done. */
  isDone(sight: RetireSight): Promise<boolean>;
  /** Reads, acts with a precondition on what was read if it is not done yet, and reads again. */
  perform(context: RetireContext): Promise<RetireResult>;
}
