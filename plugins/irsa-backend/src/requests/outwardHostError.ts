import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { scrub } from '../shared/scrub';
import { TooManyRequestsError } from '../shared/TooManyRequestsError';

/** What a failure of a host means to whoever asked for a request. */
export function outwardHostError({
  kind,
  message,
  details,
}: ChangeHostError): Error {
  const words = scrub(message);
  switch (kind) {
    case 'throttled':
      return new TooManyRequestsError(words, details.retryAfterSeconds ?? 60);
    case 'unreachable':
      return new ServiceUnavailableError(`${words} Try again.`);
    default:
      return new ConflictError(words);
  }
}
