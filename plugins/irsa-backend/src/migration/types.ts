import {
  Migration,
  MigrationEvent,
  MigrationRequest,
  MigrationStatus,
} from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../plan/types';

/** The later acts of a migration that soaks. */
export type RetireAct =
  | 'deactivate-key'
  | 'reactivate-key'
  | 'delete-key'
  | 'delete-secret'
  | 'extend-soak';

/** `confirm`: last four characters of the key id (delete-key) or name of the Secret (delete-secret). */
export interface RetireRequest {
  act: RetireAct;
  confirm?: string;
  /** Required to act before the soak has ended. */
  reason?: string;
  /** For `extend-soak`; 7 when absent. */
  days?: number;
}

export interface MigrationFilter {
  /** Only those that have not come to an end (`retired`, `rolledBack`, `failed`), or only those that have. */
  active?: boolean;
  workloadId?: string;
  offset?: number;
  limit?: number;
}

export interface MigrationPage {
  items: Migration[];
  totalCount: number;
}

/** The migration a workload is in or came out of, for those who need more than the API shows (previews). */
export interface CurrentMigration {
  migrationId: string;
  status: MigrationStatus;
  execution: PlanExecution;
  /** STS has given the role to the ServiceAccount. */
  roleProven: boolean;
}

/** Carries out plans, watches their soak, takes them back, retires keys. */
export interface MigrationService {
  /**
   * Starts a plan. Throws ConflictError with `changedSince` and `newPlanId` when the world moved, ConflictError with `migrationId` when
   * another migration holds a lock, InputError for a blocked plan or a warning that was not acknowledged, NotFoundError.
   */
  start(request: MigrationRequest, startedBy: string): Promise<Migration>;
  get(id: string): Promise<Migration>;
  /** Newest first. */
  list(filter?: MigrationFilter): Promise<MigrationPage>;
  /** At most 500, with `seq` larger than `after`. */
  events(id: string, after?: number): Promise<MigrationEvent[]>;
  /** Stops between steps. */
  stop(id: string, by: string): Promise<Migration>;
  continue(id: string, by: string): Promise<Migration>;
  rollback(id: string, reason: string, by: string): Promise<Migration>;
  /** Throws ConflictError with the guard's words when the act is not possible now. */
  retire(id: string, request: RetireRequest, by: string): Promise<Migration>;
  /** The portal itself is about to sign a request with this key (a preview), which must not be taken for a use by the service. */
  noteOwnKeyUse(fingerprint: string): Promise<void>;
  /** The newest that was not taken back. */
  current(workloadId: string): Promise<CurrentMigration | undefined>;
  startWorker(): void;
  stopWorker(): Promise<void>;
}
