import { statusOf } from './statusOf';

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
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Whether the same call will probably succeed a little later. */
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
