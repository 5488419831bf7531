import {
  AgeBand,
  Coverage,
  HeatMap,
  ReferenceLocation,
  SeverityLevel,
  Summary,
  Trends,
  Workload,
  WorkloadPage,
  WorkloadRef,
  WorkloadStatus,
} from 'backstage-plugin-irsa-common';

export interface WorkloadFilter {
  q?: string;
  status?: WorkloadStatus[];
  cluster?: string[];
  namespace?: string[];
  owner?: string[];
  entityRef?: string;
  severity?: SeverityLevel[];
  keyAge?: AgeBand[];
  location?: ReferenceLocation[];
  /** Only those whose risk is accepted now, or only the others. */
  accepted?: boolean;
  sort?: string;
  /** Of the page before; instead of an offset. */
  cursor?: string;
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
  /** Everything that the filter matches, page by page; its `offset`, `limit` and `cursor` are not looked at. */
  each(filter: Partial<WorkloadFilter>): AsyncIterable<Workload[]>;
  /** Throws NotFoundError. */
  get(ref: WorkloadRef): Promise<Workload>;
  summary(): Promise<Summary>;
  coverage(): Promise<Coverage>;
  /** Rows are clusters, or the namespaces of one. Throws NotFoundError for a cluster that is not configured. */
  heatMap(options: { cluster?: string }): Promise<HeatMap>;
  /** The fleet day by day, oldest first. */
  trends(options: {
    days: number;
    cluster?: string[];
    owner?: string[];
  }): Promise<Trends>;
  /** Scans one cluster or all now. Never throws for an unreachable cluster: that is coverage. */
  scan(options?: { cluster?: string }): Promise<Coverage>;
  /** Reads one workload afresh from its cluster and stores it. Throws NotFoundError when it is gone. */
  refresh(ref: WorkloadRef): Promise<Workload>;
  mark(ref: WorkloadRef, mark: MigrationMark): Promise<void>;
}
