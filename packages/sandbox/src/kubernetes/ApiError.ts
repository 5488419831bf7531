import { ResourceType, qualifiedName } from './resources/resourceTypes';
import { JsonObject, KubeObject } from './types';

export interface Cause {
  reason: string;
  message: string;
  field?: string;
}

/**
 * An error that is answered as a Status. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: JsonObject,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason ? { reason: this.reason } : {}),
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }
}

function detailsOf(type: ResourceType, name: string): JsonObject {
  return {
    name,
    ...(type.group ? { group: type.group } : {}),
    kind: type.plural,
  };
}

export function notFound(type: ResourceType, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualifiedName(type)} "${name}" not found`,
    detailsOf(type, name),
  );
}

export function alreadyExists(
  type: ResourceType,
  { metadata }: KubeObject,
): ApiError {
  const { name, deletionTimestamp } = metadata;
  return new ApiError(
    409,
    'AlreadyExists',
    `${deletionTimestamp ? 'object is being deleted: ' : ''}${qualifiedName(
      type,
    )} "${name}" already exists`,
    detailsOf(type, name),
  );
}

export function conflict(type: ResourceType, name: string): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(
      type,
    )} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    detailsOf(type, name),
  );
}

/** A failed precondition (uid), or another conflict with its own message. */
export function conflictBecause(
  type: ResourceType,
  name: string,
  why: string,
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ${why}`,
    detailsOf(type, name),
  );
}

export function invalid(
  type: ResourceType,
  name: string,
  causes: Cause[],
): ApiError {
  const texts = causes.map(cause =>
    cause.field ? `${cause.field}: ${cause.message}` : cause.message,
  );
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const kind = type.group ? `${type.kind}.${type.group}` : type.kind;
  return new ApiError(422, 'Invalid', `${kind} "${name}" is invalid: ${list}`, {
    name,
    ...(type.group ? { group: type.group } : {}),
    kind: type.kind,
    causes: causes.map(cause => ({ ...cause })),
  });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function forbidden(
  type: ResourceType,
  name: string,
  why: string,
): ApiError {
  const subject = name
    ? `${qualifiedName(type)} "${name}"`
    : qualifiedName(type);
  return new ApiError(
    403,
    'Forbidden',
    `${subject} is forbidden: ${why}`,
    detailsOf(type, name),
  );
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

/** The error for a resource that its group does not have. */
export function noSuchResource(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

/** The error for an unknown address, answered as plain text. */
export class PlainTextError extends ApiError {}

/** The error for an address of an unknown group. */
export function pageNotFound(): ApiError {
  return new PlainTextError(404, '', '404 page not found\n');
}

export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}
