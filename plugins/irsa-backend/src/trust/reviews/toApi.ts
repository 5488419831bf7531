import {
  AcceptedFinding,
  AcceptedFindingState,
  ReviewState,
  SignOff,
} from 'backstage-plugin-irsa-common';
import { AcceptedRow, SignOffRow } from './ReviewStore';
import { Standing } from './standing';

export function boundTo(row: SignOffRow): Standing & {
  endsAt: string;
  voidAt?: string;
} {
  return {
    policyHash: row.policy_hash,
    admits: JSON.parse(row.admits),
    admitsKnown: Boolean(row.admits_known),
    endsAt: row.ends_at,
    voidAt: row.void_at ?? undefined,
  };
}

/** @param state - absent: another sign-off has replaced it */
export function toSignOff(row: SignOffRow, state?: ReviewState): SignOff {
  return {
    id: row.id,
    policyHash: row.policy_hash,
    comment: row.comment,
    findings: JSON.parse(row.findings),
    signedBy: row.signed_by,
    signedAt: row.signed_at,
    endsAt: row.ends_at,
    state: state === undefined || state === 'never' ? 'replaced' : state,
    voidAt: row.void_at ?? undefined,
  };
}

/** @param isThere - whether the role has this finding now, unchanged */
export function toAcceptedFinding(
  row: AcceptedRow,
  isThere: boolean,
  now: string,
): AcceptedFinding {
  return {
    id: row.id,
    ruleId: row.rule_id,
    severity: row.severity as AcceptedFinding['severity'],
    message: row.message,
    reason: row.reason,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
    endsAt: row.ends_at,
    closedBy: row.closed_by ?? undefined,
    closedAt: row.closed_at ?? undefined,
    state: stateOf(row, isThere, now),
  };
}

function stateOf(
  { closed_at, open_key, ends_at }: AcceptedRow,
  isThere: boolean,
  now: string,
): AcceptedFindingState {
  if (closed_at || open_key === null) {
    return 'withdrawn';
  }
  if (!isThere) {
    return 'resolved';
  }
  return ends_at <= now ? 'ended' : 'active';
}
