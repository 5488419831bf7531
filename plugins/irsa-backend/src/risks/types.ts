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

/** Static keys that somebody answers for until a day. */
export interface RiskService {
  list(filter: { state?: RiskState }): Promise<AcceptedRisk[]>;
  /**
   * Throws NotFoundError without such a workload, InputError for a day that is past or too far or a reason with a key
   * in it, ConflictError when the workload has no static key or its risk is accepted already.
   */
  accept(request: RiskRequest, actor: string): Promise<AcceptedRisk>;
  /** Throws NotFoundError; ConflictError when it is not in force any more. */
  withdraw(id: string, actor: string): Promise<AcceptedRisk>;
}
