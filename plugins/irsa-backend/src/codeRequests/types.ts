import {
  CodeDifference,
  CodeRequest,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';

/** The change requests by which the source of services gets ready for a role, each in the repository of its service. */
export interface CodeRequests {
  /**
   * What there is now, as the host says at this moment. A host that does not answer gives `notKnown` with a reason. Throws
   * NotFoundError when there is no such workload.
   */
  get(ref: WorkloadRef): Promise<CodeRequest>;
  /**
   * What there is now where there may be something: nothing is asked of the host, and nothing returned, when the portal has never
   * opened a request for the source of this workload, unless its source still waits for one. Never throws.
   */
  known(ref: WorkloadRef, isWanted: boolean): Promise<CodeRequest | undefined>;
  /**
   * What the request would change as the source is now. Writes nothing. Throws what `open` throws, but for other people's
   * commits.
   */
  difference(ref: WorkloadRef): Promise<CodeDifference>;
  /**
   * Opens the request, or brings the open one up to what the source is now. Safe to call again at any point. Throws
   * CodeRequestError, NotFoundError when there is no such workload, TooManyRequestsError, ServiceUnavailableError.
   *
   * @param digest - of the difference that a person has seen: with another one now, nothing is written
   */
  open(ref: WorkloadRef, digest?: string): Promise<CodeRequest>;
}
