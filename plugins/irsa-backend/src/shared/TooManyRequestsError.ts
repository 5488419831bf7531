/** Answered with 429 and the header `Retry-After`. */
export class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';
  /** Backstage's error handler answers with it. */
  readonly statusCode = 429;

  constructor(message: string, readonly retryAfterSeconds: number) {
    super(message);
  }
}
