import {
  KeyCallers,
  Migration,
  MigrationEvent,
  MigrationRequest,
  MigrationStatus,
  SharedKey,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { PlaceCriteria } from '../access/types';
import { PlanExecution } from '../plan/types';

/** The later actions of a migration. */
export type RetireAct =
  | 'deactivate-key'
  | 'reactivate-key'
  | 'delete-key'
  | 'delete-secret'
  | 'request-secret-removal'
  | 'extend-soak';

/** `confirm`: last four characters of the key id (delete-key) or name of the Secret (delete-secret, request-secret-removal). */
export interface RetireRequest {
  act: RetireAct;
  confirm?: string;
  /** Required for an action before the soak has ended. */
  reason?: string;
  /** For `deactivate-key` and `request-secret-removal`: unread clusters that somebody with the permission for it has decided about, by name. */
  despiteUnread?: string[];
  /** The same, of workloads that get a static AWS key that is not known, by their ids. */
  despiteUnproven?: string[];
  /** For `extend-soak`; 7 when absent. */
  days?: number;
}

export interface RollbackRequest {
  reason: string;
  /** Switch the old key on when somebody else switched it off. Needs the permission to switch keys too. */
  switchKeyOn?: boolean;
}

/** A way out at the step where a migration that needs a human stands. */
export interface SettleRequest {
  way: 'skip' | 'adopt';
  /** The step that who asks has seen; the request is refused when it stands elsewhere by now. */
  step: string;
  reason: string;
}

export interface MigrationFilter {
  /** Only those whose workload the asker may see; all when absent. */
  within?: PlaceCriteria;
  /** Only migrations that have not ended (`retired`, `rolledBack`, `failed`, `closed`), or only those that have. */
  active?: boolean;
  workloadId?: string;
  offset?: number;
  limit?: number;
}

export interface MigrationPage {
  items: Migration[];
  totalCount: number;
}

/** The latest migration of a workload, with details that the API does not show (for previews). */
export interface CurrentMigration {
  migrationId: string;
  status: MigrationStatus;
  execution: PlanExecution;
  /** Whether STS has given the role to the ServiceAccount. */
  roleProven: boolean;
}

/** Carries out plans, watches the soak, rolls back, and retires keys. */
export interface MigrationService {
  /**
   * Starts a plan. Throws ConflictError with `changedSince` and `newPlanId` when the world has changed, ConflictError
   * with `migrationId` when another migration holds a lock, InputError for a blocked plan or a warning that was not
   * acknowledged, NotFoundError.
   */
  start(request: MigrationRequest, startedBy: string): Promise<Migration>;
  get(id: string): Promise<Migration>;
  /** Newest first. */
  list(filter?: MigrationFilter): Promise<MigrationPage>;
  /**
   * An access key with all that have it, by its fingerprint. Throws NotFoundError when the asker may see none of them,
   * ServiceUnavailableError.
   */
  key(
    fingerprint: string,
    options?: { within?: PlaceCriteria },
  ): Promise<SharedKey>;
  /**
   * Who called AWS with a key of the workload, by its fingerprint, where CloudTrail is connected. With addresses: only for who may
   * act. Throws NotFoundError.
   */
  callersOf(ref: WorkloadRef, fingerprint: string): Promise<KeyCallers>;
  /** Who became a role, where CloudTrail is connected. With addresses: only for who may review it. */
  callersOfRole(accountId: string, roleArn: string): Promise<KeyCallers>;
  /** At most 500, with `seq` larger than `after`. */
  events(id: string, after?: number): Promise<MigrationEvent[]>;
  /** Stops between steps. An act of the retirement that has not begun is withdrawn. */
  stop(id: string, by: string): Promise<Migration>;
  continue(id: string, by: string): Promise<Migration>;
  /** Ends a migration that is stopped or needs a human, without any change. Throws ConflictError in other states. */
  close(id: string, reason: string, by: string): Promise<Migration>;
  /** Skips a step, or adopts what is there now, and goes on. Throws SettleRefusedError, ConflictError. */
  settle(id: string, request: SettleRequest, by: string): Promise<Migration>;
  /** Throws ConflictError when the old key is gone, or off and may not be switched on. */
  rollback(
    id: string,
    request: RollbackRequest,
    by: string,
  ): Promise<Migration>;
  /**
   * Asks for an act; a worker carries it out. Answers with the act under way (`act`). Throws ConflictError with the guard's
   * reason when it is not possible now, InputError for what was typed.
   */
  retire(id: string, request: RetireRequest, by: string): Promise<Migration>;
  /**
   * Announces that the portal is about to use a key (by its fingerprint) or a role (by its ARN) itself, which must not
   * count as a use by the service.
   */
  noteOwnUse(identity: string): Promise<void>;
  /** The newest migration that was not rolled back. */
  current(workloadId: string): Promise<CurrentMigration | undefined>;
  startWorker(): void;
  stopWorker(): Promise<void>;
}
