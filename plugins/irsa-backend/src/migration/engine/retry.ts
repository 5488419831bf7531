import { isClusterError } from '../../clusters/ClusterError';

const TRANSIENT_NAMES = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'TimeoutError',
  'ServiceUnavailable',
  'ServiceFailure',
  'ServiceFailureException',
  'InternalFailure',
  'ConcurrentModification',
  'ConcurrentModificationException',
  'EntityTemporarilyUnmodifiable',
  'EntityTemporarilyUnmodifiableException',
  'IDPCommunicationError',
  'IDPCommunicationErrorException',
]);

const TRANSIENT_CODES = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

const STATUS_BY_NAME: Record<string, number> = {
  NotFoundError: 404,
  ConflictError: 409,
  NotAllowedError: 403,
  AuthenticationError: 401,
  ServiceUnavailableError: 503,
};

/** The HTTP status an error of the cluster's or the account's client carries. */
export function statusOf(error: unknown): number | undefined {
  const fields = (error ?? {}) as {
    name?: string;
    code?: unknown;
    status?: unknown;
    statusCode?: unknown;
    details?: { status?: unknown };
    $metadata?: { httpStatusCode?: number };
  };
  for (const value of [
    fields.details?.status,
    fields.statusCode,
    fields.status,
    fields.code,
    fields.$metadata?.httpStatusCode,
  ]) {
    if (typeof value === 'number') {
      return value;
    }
  }
  return fields.name ? STATUS_BY_NAME[fields.name] : undefined;
}

/** Whether the same call may well succeed a little later. */
export function isTransient(error: unknown): boolean {
  const { name, code, cause } = (error ?? {}) as {
    name?: string;
    code?: unknown;
    cause?: unknown;
  };
  if (name && TRANSIENT_NAMES.has(name)) {
    return true;
  }
  if (typeof code === 'string' && TRANSIENT_CODES.has(code)) {
    return true;
  }
  const status = statusOf(error);
  if (status !== undefined) {
    return status === 429 || status === 500 || (status > 501 && status < 505);
  }
  return cause !== undefined && cause !== error && isTransient(cause);
}

/** So often a cluster may refuse before we believe it: about four seconds. */
const REFUSALS = 5;

/**
 * A cluster's 401 or 403. An API server that has just started refuses everybody until it has read its RBAC rules, and
 * the rights were looked at before the migration began.
 */
function isRefusal(error: unknown): boolean {
  return isClusterError(error, 'forbidden', 'credentials');
}

export interface RetryOptions {
  sleep(milliseconds: number): Promise<void>;
  attempts?: number;
  firstDelayMs?: number;
  /** Told before each pause. */
  onRetry?(error: unknown, attempt: number): Promise<void>;
}

/** Calls again with growing pauses (with jitter) while the failure is one that passes by itself. */
export async function withRetry<T>(
  act: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { attempts = 6, firstDelayMs = 250 } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      const passes =
        isTransient(error) || (attempt < REFUSALS && isRefusal(error));
      if (attempt >= attempts || !passes) {
        throw error;
      }
      await options.onRetry?.(error, attempt);
      const delay = Math.min(firstDelayMs * 2 ** (attempt - 1), 8000);
      await options.sleep(delay * (0.5 + Math.random() / 2));
    }
  }
}
