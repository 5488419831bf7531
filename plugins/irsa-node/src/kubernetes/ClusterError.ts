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
  /** A ResourceQuota of the namespace is used up. Kubernetes answers it with 403, like a right that is missing. */
  | 'quota'
  | 'notFound'
  | 'conflict'
  | 'gone'
  | 'invalid'
  | 'throttled'
  | 'server';

/** Details of a cluster's error, besides the message for people. */
export interface ClusterErrorDetails {
  cluster: string;
  kind: ClusterErrorKind;
  /** HTTP status of the API server; absent when there was no answer. */
  status?: number;
  /** What was asked for, without the query. */
  path?: string;
  /** Code of the network's or TLS's failure, for example `ECONNREFUSED`. */
  code?: string;
  /** Kubernetes' own word, for example `AlreadyExists`, `Conflict`, `NotFound`. */
  reason?: string;
  /** Seconds after which the request may be sent again. */
  retryAfterSeconds?: number;
  /** For 410 on the next page of a list: the token with which the rest can be read in its present state. */
  continueToken?: string;
}

/**
 * A cluster refused a request or did not answer. The error has the matching class of `@backstage/errors` (its `name`
 * decides the status of the portal's answer), and `details`. Messages are our own, because those of an API server may
 * quote an object.
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

/** No object of Kubernetes can have this name or namespace, so there is none. */
export class ImpossibleNameError extends NotFoundError {
  constructor(name: string) {
    super(
      `There is nothing in a cluster by the name ${JSON.stringify(
        name.slice(0, 100),
      )}: names in Kubernetes are neither empty nor . or .., and hold no slash and no percent sign.`,
    );
    this.name = 'NotFoundError';
  }
}

/**
 * Whether an error says that an object, or its kind, is not in the cluster. The one test for it: an error of another kind, such
 * as a missing right, leaves it unknown.
 */
export function isNotThere(error: unknown): boolean {
  return (
    isClusterError(error, 'notFound') || error instanceof ImpossibleNameError
  );
}

/**
 * Whether an error is about the way to the cluster or about who asks. Then nothing else can be read there either; any other
 * refusal says nothing about the rest of the cluster.
 */
export function endsReading(error: unknown): error is ClusterError {
  return isClusterError(
    error,
    'unreachable',
    'timeout',
    'untrusted',
    'credentials',
  );
}

const CLASSES: Record<ClusterErrorKind, new (message: string) => Error> = {
  unreachable: ServiceUnavailableError,
  timeout: ServiceUnavailableError,
  untrusted: ServiceUnavailableError,
  // The portal's own sign-in failed, not the caller's, so the answer is not 401.
  credentials: ServiceUnavailableError,
  forbidden: NotAllowedError,
  quota: ConflictError,
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
