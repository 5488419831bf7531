import {
  AcceptedRisk,
  RiskState,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';

export interface RiskRequest {
  workload: WorkloadRef;
  reason: string;
  /** ISO 8601, in the future. */
  endsAt: string;
}

/** Accepted risks of static keys, each until a given day. */
export interface RiskService {
  list(filter: { state?: RiskState }): Promise<AcceptedRisk[]>;
  /**
   * Throws NotFoundError when there is no such workload, InputError for a day that is past or too far ahead or for a
   * reason that contains a key, and ConflictError when the workload has no static key or its risk is accepted already.
   */
  accept(request: RiskRequest, actor: string): Promise<AcceptedRisk>;
  /** Throws NotFoundError, and ConflictError when the risk is no longer in force. */
  withdraw(id: string, actor: string): Promise<AcceptedRisk>;
}
