import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../ApiError';
import { slowDown, truncateAfter } from './brokenResponse';

export const FAULT_KINDS = [
  'error',
  'reset',
  'hang',
  'truncate',
  'slow',
] as const;

export interface FailureOptions {
  /**
   * - `error` (default): a Status with `code`, `reason` and `message`
   * - `reset`: the connection is cut without an answer
   * - `hang`: no answer, until the client gives up
   * - `truncate`: the connection is cut after `bytes` of the answer's body
   * - `slow`: the body comes at `bytesPerSecond`
   */
  kind?: (typeof FAULT_KINDS)[number];
  /** Default 503. */
  code?: number;
  reason?: string;
  message?: string;
  /** Default 64. */
  bytes?: number;
  /** Default 1024. */
  bytesPerSecond?: number;
  /** Only requests for which this returns true (`path` has no query). Default: all. */
  matches?: (method: string, path: string) => boolean;
}

interface PlannedFailure extends FailureOptions {
  left: number;
}

/** Faults that are set on purpose. */
export class Faults {
  /** Delay of every answer, in milliseconds. */
  latency = 0;
  /** Answers 401 to everything, as with a broken token webhook or an expired client. */
  unauthorized = false;
  private failures: PlannedFailure[] = [];

  /** Adds a fault to this many of the next matching requests. */
  failNext(count: number, options: FailureOptions = {}): void {
    this.failures.push({ ...options, left: count });
  }

  clear(): void {
    this.latency = 0;
    this.unauthorized = false;
    this.failures = [];
  }

  /** Applies the faults to a request. Returns false when there will be no answer; throws the error to answer with. */
  async before(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    if (this.latency) {
      await new Promise(resolve => {
        setTimeout(resolve, this.latency);
      });
    }
    const method = request.method ?? 'GET';
    const failure = this.failures.find(
      planned => planned.left > 0 && (planned.matches?.(method, path) ?? true),
    );
    if (!failure) {
      return true;
    }
    failure.left -= 1;
    switch (failure.kind) {
      case 'reset':
        request.socket.destroy();
        return false;
      case 'hang':
        return false;
      case 'truncate':
        truncateAfter(response, failure.bytes ?? 64);
        return true;
      case 'slow':
        slowDown(response, failure.bytesPerSecond ?? 1024);
        return true;
      default:
        throw errorOf(failure);
    }
  }
}

function errorOf({ code = 503, reason, message }: FailureOptions): ApiError {
  return new ApiError(
    code,
    reason ?? (code === 429 ? 'TooManyRequests' : 'ServiceUnavailable'),
    message ?? 'the server is currently unable to handle the request',
    code === 429 ? { retryAfterSeconds: 1 } : {},
  );
}
