import {
  Coverage,
  Summary,
  Workload,
  WorkloadPage,
  WorkloadRef,
  WorkloadStatus,
} from '@internal/plugin-irsa-common';

export interface WorkloadFilter {
  q?: string;
  status?: WorkloadStatus[];
  cluster?: string[];
  namespace?: string[];
  owner?: string[];
  entityRef?: string;
  sort?: string;
  offset: number;
  limit: number;
}

/** What migrations tell the inventory; wins over what a scan sees. */
export interface MigrationMark {
  migrationId: string;
  /** `undefined` gives the workload back to the scan. */
  status?: WorkloadStatus;
  statusReason?: string;
  soakEndsAt?: string;
}

/** The stored fleet: what the last scans saw, joined with keys, catalog and migrations. */
export interface Inventory {
  list(filter: WorkloadFilter): Promise<WorkloadPage>;
  /** Throws NotFoundError. */
  get(ref: WorkloadRef): Promise<Workload>;
  summary(): Promise<Summary>;
  coverage(): Promise<Coverage>;
  /** Scans one cluster or all now. Never throws for an unreachable cluster: that is coverage. */
  scan(options?: { cluster?: string }): Promise<Coverage>;
  /** Reads one workload afresh from its cluster and stores it. Throws NotFoundError when it is gone. */
  refresh(ref: WorkloadRef): Promise<Workload>;
  mark(ref: WorkloadRef, mark: MigrationMark): Promise<void>;
}
