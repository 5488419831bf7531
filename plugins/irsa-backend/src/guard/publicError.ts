import { databaseOutage } from '../shared/databaseOutage';

/** Names that the root error handler maps to a status (see @backstage/errors). */
const knownNames = new Set([
  'InputError',
  'AuthenticationError',
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
  'NotModifiedError',
  'NotImplementedError',
  'ServiceUnavailableError',
  'TooManyRequestsError',
]);

const publicFields = [
  'permission',
  'contact',
  'statusCode',
  'retryAfterSeconds',
  'changedSince',
  'newPlanId',
  'migrationId',
  'footing',
  'refusal',
] as const;

/**
 * The part of an error that may leave the process. Causes are dropped, because SDK and HTTP errors contain requests,
 * headers and bodies. Details of an unknown error are only logged.
 */
export function publicError(error: Error): Error {
  const known = nearestKnown(error);
  if (!known) {
    const outage = databaseOutage(error);
    if (outage) {
      return publicError(outage);
    }
    const hidden = new Error(
      'Something went wrong in the portal. The log of the backend tells more; please report it.',
    );
    hidden.name = 'InternalServerError';
    return hidden;
  }
  const result = new Error(error.message);
  result.name = known;
  result.stack = undefined;
  for (const field of publicFields) {
    const value = (error as unknown as Record<string, unknown>)[field];
    if (value !== undefined) {
      Object.assign(result, { [field]: value });
    }
  }
  return result;
}

/** An error class may have its own name. The class that it extends decides. */
function nearestKnown(error: Error): string | undefined {
  if (knownNames.has(error.name)) {
    return error.name;
  }
  let prototype = Object.getPrototypeOf(error);
  while (prototype) {
    const name = prototype.constructor?.name;
    if (name && knownNames.has(name)) {
      return name;
    }
    prototype = Object.getPrototypeOf(prototype);
  }
  return undefined;
}
