import { Readiness, WorkloadRef } from 'backstage-plugin-irsa-common';

/** What the source of a workload says about leaving static keys. */
export interface ReadinessService {
  /**
   * Reads the repository of the linked entity, or what was read of it some minutes ago. What could not be read is
   * `unknown` with a reason. Throws NotFoundError when there is no such workload.
   */
  get(ref: WorkloadRef): Promise<Readiness>;
}
