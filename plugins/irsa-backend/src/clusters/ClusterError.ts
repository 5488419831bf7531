import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

export type ClusterErrorKind =
  | 'unreachable'
  | 'timeout'
  | 'untrusted'
  | 'credentials'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'gone'
  | 'invalid'
  | 'throttled'
  | 'server';

/** What a cluster's refusal was, beside the message for people. */
export interface ClusterErrorDetails {
  cluster: string;
  kind: ClusterErrorKind;
  /** HTTP status of the API server; absent when there was no answer. */
  status?: number;
  /** Kubernetes' own word, for example `AlreadyExists`, `Conflict`, `NotFound`. */
  reason?: string;
  /** Seconds after which the server wants to be asked again. */
  retryAfterSeconds?: number;
  /** With 410 on the next page of a list: where the rest of it can be had, as it is by now. */
  continueToken?: string;
}

/**
 * A cluster did not answer, or refused. It is the class of `@backstage/errors` that fits
 * (its `name` decides the status that the portal answers with) with `details` added.
 * Messages are our own: what an API server writes may quote an object.
 */
export type ClusterError = Error & { details: ClusterErrorDetails };

/** Whether an error came from a cluster; optionally of one of these kinds. */
export function isClusterError(
  error: unknown,
  ...kinds: ClusterErrorKind[]
): error is ClusterError {
  const details = (error as Partial<ClusterError> | undefined)?.details;
  return (
    error instanceof Error &&
    typeof details?.cluster === 'string' &&
    typeof details.kind === 'string' &&
    (kinds.length === 0 || kinds.includes(details.kind))
  );
}

const CLASSES: Record<ClusterErrorKind, new (message: string) => Error> = {
  unreachable: ServiceUnavailableError,
  timeout: ServiceUnavailableError,
  untrusted: ServiceUnavailableError,
  // The portal's own sign-in failed, not the caller's: not an answer of 401.
  credentials: ServiceUnavailableError,
  forbidden: NotAllowedError,
  notFound: NotFoundError,
  conflict: ConflictError,
  gone: ConflictError,
  invalid: InputError,
  throttled: ServiceUnavailableError,
  server: ServiceUnavailableError,
};

export function clusterError(
  details: ClusterErrorDetails,
  message: string,
): ClusterError {
  const error = new CLASSES[details.kind](message);
  return Object.assign(error, { details });
}
