import { AcceptedRisk, RiskState } from 'backstage-plugin-irsa-common';

/** A row of `accepted_risks`. */
export interface RiskRow {
  id: string;
  workload_id: string;
  open_key: string | null;
  workload: string;
  content_hash: string;
  reason: string;
  accepted_by: string;
  accepted_at: string;
  ends_at: string;
  closed_by: string | null;
  closed_at: string | null;
}

export function toAcceptedRisk(row: RiskRow, state: RiskState): AcceptedRisk {
  return {
    id: row.id,
    workload: JSON.parse(row.workload),
    reason: row.reason,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
    endsAt: row.ends_at,
    state,
    closedBy: row.closed_by ?? undefined,
    closedAt: row.closed_at ?? undefined,
  };
}

/**
 * @param current - content hash of the workload as it is now; absent when it is gone
 * @param now - ISO 8601
 */
export function riskState(
  row: RiskRow,
  current: string | undefined,
  now: string,
): RiskState {
  if (row.closed_at) {
    return 'withdrawn';
  }
  if (row.ends_at <= now) {
    return 'ended';
  }
  return row.content_hash === current ? 'active' : 'void';
}
