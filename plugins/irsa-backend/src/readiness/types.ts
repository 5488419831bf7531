import { Readiness, WorkloadRef } from 'backstage-plugin-irsa-common';

/** Whether the source of a workload is ready to work without static keys. */
export interface ReadinessService {
  /**
   * Reads the repository of the linked entity; the result is cached for some minutes. A repository that cannot be read
   * gives `unknown` with a reason. Throws NotFoundError when there is no such workload.
   */
  get(ref: WorkloadRef): Promise<Readiness>;
}
