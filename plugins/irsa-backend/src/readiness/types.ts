import {
  Readiness,
  SdkAnswer,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';

/** Whether the source of a workload is ready to work without static keys. */
export interface ReadinessService {
  /**
   * Reads the repository of the linked entity; the result is cached for some minutes. A repository that cannot be read
   * gives `unknown` with a reason. Throws NotFoundError when there is no such workload.
   */
  get(ref: WorkloadRef): Promise<Readiness>;
  /**
   * Keeps what somebody says about the SDK of a workload, in the place of an earlier answer.
   *
   * @param answeredBy - entity ref of the user
   */
  answer(
    ref: WorkloadRef,
    sdk: SdkAnswer['sdk'],
    answeredBy: string,
  ): Promise<SdkAnswer>;
}
