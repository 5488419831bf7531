import {
  AcceptedRisk,
  RiskState,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';

import { PlaceCriteria } from '../access/types';

export interface RiskRequest {
  workload: WorkloadRef;
  reason: string;
  /** ISO 8601, in the future. */
  endsAt: string;
}

/** Accepted risks of static keys, each until a given day. */
export interface RiskService {
  /** @param filter - within: what the asker may see; all when absent */
  list(filter: {
    state?: RiskState;
    within?: PlaceCriteria;
  }): Promise<AcceptedRisk[]>;
  /** Throws NotFoundError. */
  workloadOf(id: string): Promise<WorkloadRef>;
  /**
   * Throws NotFoundError when there is no such workload, InputError for a day that is past or too far ahead or for a
   * reason that contains a key, and ConflictError when the workload has no static key or its risk is accepted already.
   */
  accept(request: RiskRequest, actor: string): Promise<AcceptedRisk>;
  /** Throws NotFoundError, and ConflictError when the risk is no longer in force. */
  withdraw(id: string, actor: string): Promise<AcceptedRisk>;
}
