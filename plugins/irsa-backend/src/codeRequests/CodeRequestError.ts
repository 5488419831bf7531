import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { CodeRefusal } from 'backstage-plugin-irsa-common';
import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { scrub } from '../shared/scrub';
import { TooManyRequestsError } from '../shared/TooManyRequestsError';

/** A request of code that is not made. The message is for people, and names the way out; so does docs/troubleshooting.md, by `refusal`. */
export class CodeRequestError extends ConflictError {
  constructor(readonly refusal: CodeRefusal, message: string) {
    super(message);
  }
}

/** What a failure of a host means to whoever asked for a request. */
export function outwardError(error: ChangeHostError): Error {
  const words = scrub(error.message);
  switch (error.kind) {
    case 'throttled':
      return new TooManyRequestsError(
        words,
        error.details.retryAfterSeconds ?? 60,
      );
    case 'unreachable':
      return new ServiceUnavailableError(`${words} Try again.`);
    default:
      return new CodeRequestError(error.kind, words);
  }
}
