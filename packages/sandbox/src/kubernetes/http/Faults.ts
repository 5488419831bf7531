import { ApiError } from '../api/ApiError';

interface PlannedFailure {
  left: number;
  code: number;
  reason: string;
  message: string;
  matches: (method: string, path: string) => boolean;
}

export interface FailureOptions {
  /** Default 503. */
  code?: number;
  reason?: string;
  message?: string;
  /** Only requests for which this holds; default all. */
  matches?: (method: string, path: string) => boolean;
}

/** What goes wrong on purpose. */
export class Faults {
  /** Milliseconds every answer is late. */
  latency = 0;
  /** Answers 401 to everything, as with a broken token webhook or an expired client. */
  unauthorized = false;
  #failures: PlannedFailure[] = [];

  /** The next so many matching requests are answered with an error. */
  failNext(count: number, options: FailureOptions = {}): void {
    this.#failures.push({
      left: count,
      code: options.code ?? 503,
      reason: options.reason ?? 'ServiceUnavailable',
      message:
        options.message ??
        'the server is currently unable to handle the request',
      matches: options.matches ?? (() => true),
    });
  }

  clear(): void {
    this.latency = 0;
    this.unauthorized = false;
    this.#failures = [];
  }

  async before(method: string, path: string): Promise<void> {
    if (this.latency) {
      await new Promise(resolve => {
        setTimeout(resolve, this.latency);
      });
    }
    const failure = this.#failures.find(
      planned => planned.left > 0 && planned.matches(method, path),
    );
    if (!failure) return;
    failure.left -= 1;
    throw new ApiError(failure.code, failure.reason, failure.message, {
      ...(failure.code === 429 ? { retryAfterSeconds: 1 } : {}),
    });
  }
}
