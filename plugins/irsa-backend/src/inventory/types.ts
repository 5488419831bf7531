import {
  AgeBand,
  Coverage,
  HeatMap,
  MigrationStatus,
  PlanVerdict,
  ReferenceLocation,
  SeverityLevel,
  Summary,
  Trends,
  Workload,
  WorkloadPage,
  WorkloadRef,
  WorkloadStatus,
} from 'backstage-plugin-irsa-common';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { PlaceCriteria } from '../access/types';

/** What the asker may see; everything when absent. */
export interface Within {
  within?: PlaceCriteria;
}

export interface WorkloadFilter extends Within {
  q?: string;
  status?: WorkloadStatus[];
  cluster?: string[];
  namespace?: string[];
  owner?: string[];
  entityRef?: string;
  severity?: SeverityLevel[];
  keyAge?: AgeBand[];
  location?: ReferenceLocation[];
  /** Only workloads with an accepted risk in force, or only the others. */
  accepted?: boolean;
  /** Only workloads with an active key that was not used for 90 days, or only the others. */
  unused?: boolean;
  /** What the last plan said; `none` where there is no plan of the workload as it is now. */
  plan?: (PlanVerdict['status'] | 'none')[];
  sort?: string;
  /** Cursor of the previous page; replaces the offset. */
  cursor?: string;
  offset: number;
  limit: number;
}

/** What migrations report to the inventory. It says more about what a scan saw, and never hides it: see `shownStatus`. */
export interface MigrationMark {
  migrationId: string;
  /** With `undefined`, the scan decides again. */
  status?: WorkloadStatus;
  statusReason?: string;
  /** The status of the migration itself. */
  migrationStatus?: MigrationStatus;
  soakEndsAt?: string;
  /** Of a Secret that the migration keeps: the fingerprint of the key that the migration leaves. */
  keptKey?: string;
}

/** The stored fleet: the results of the last scans, joined with keys, catalog and migrations. */
export interface Inventory {
  list(filter: WorkloadFilter): Promise<WorkloadPage>;
  /** All matches of the filter, page by page; its `offset`, `limit` and `cursor` are ignored. */
  each(filter: Partial<WorkloadFilter>): AsyncIterable<Workload[]>;
  /** Throws NotFoundError. */
  get(ref: WorkloadRef, options?: Within): Promise<Workload>;
  /** Those of these that there are, and how many of them the asker may not see. */
  named(
    ids: string[],
    options?: Within,
  ): Promise<{ items: Workload[]; hidden: number }>;
  summary(options?: Within): Promise<Summary>;
  /** All clusters and accounts; the workloads that the asker may see are counted. */
  coverage(options?: Within): Promise<Coverage>;
  /** Rows are clusters, or the namespaces of one. Throws NotFoundError for a cluster that is not configured. */
  heatMap(options: { cluster?: string } & Within): Promise<HeatMap>;
  /**
   * The fleet day by day, oldest first. Past days are counted by cluster and owner only: none for who may see only some
   * namespaces or accounts.
   */
  trends(
    options: {
      days: number;
      cluster?: string[];
      owner?: string[];
    } & Within,
  ): Promise<Trends>;
  /** Scans one cluster or all now. Never throws for an unreachable cluster; the coverage shows it. */
  scan(options?: { cluster?: string } & Within): Promise<Coverage>;
  /**
   * Reads one workload afresh from its cluster and stores it. Throws NotFoundError when it is gone.
   *
   * @param seen - the workload as the caller has just read it; then it is not read again
   */
  refresh(ref: WorkloadRef, seen?: KubernetesObject): Promise<Workload>;
  /**
   * Ids of the workloads and audited resources that named this object at the last look.
   *
   * @param object - `namespace/kind/name`
   */
  readersOf(cluster: string, object: string): Promise<string[]>;
  mark(ref: WorkloadRef, mark: MigrationMark): Promise<void>;
  /** Keeps what a plan said of the workload as it is now. Without a verdict there was nothing to plan. */
  notePlan(ref: WorkloadRef, verdict: PlanVerdict | undefined): Promise<void>;
}
