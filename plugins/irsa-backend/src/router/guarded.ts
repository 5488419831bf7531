import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Permission } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { Request, RequestHandler, Response } from 'express';
import { Access } from '../access/Access';
import { callerOf } from '../access/callerOf';
import { MissingPermissionError, NotCoveredError } from '../access/refusals';
import { Subject } from '../subjects/Subjects';
import { readPermissionOf } from '../access/readPermissionOf';
import { Caller } from '../access/Caller';
import { databaseOutage } from '../shared/databaseOutage';

/** The services that a route needs besides its handler. */
export interface Guards {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  auditor: AuditorService;
  /** Whom to ask for rights. */
  contact?: string;
}

type Needed = Permission | Permission[];

export interface GuardedRoute {
  /** All of them must be granted. */
  permission: Needed | ((request: Request) => Needed);
  /**
   * What the request is about, for a policy that gives a permission for some objects only: asked for only then. Routes
   * without it refuse such users, unless they are lists.
   */
  about?: (request: Request, caller: Caller) => Promise<Subject>;
  /** The handler keeps to `access`: it answers only with what that covers. */
  isList?: boolean;
  /**
   * Audit event: kebab-case, without the plugin's name. Severity: reads are low, writes medium, irreversible actions
   * high.
   */
  event: { id: string; severity: 'low' | 'medium' | 'high' };
  /** Parts of the request for the audit record; never a link, never a whole body. */
  meta?: (request: Request) => JsonObject;
  handle: (context: {
    request: Request;
    response: Response;
    /** Entity ref of the user, or the subject of a service token. */
    actor: string;
    caller: Caller;
    /** What the (first) permission is given for. */
    access: Access;
    /** Adds to the audit record, whether the request succeeds or fails from then on. */
    note: (facts: JsonObject) => void;
  }) => Promise<void>;
}

/**
 * The wrapper of every route: it authenticates, writes an audit event, checks the permission, runs the handler, and
 * records the result. The audit event comes before the permission check, so that denied requests are recorded too.
 */
export function guarded(guards: Guards, route: GuardedRoute): RequestHandler {
  return async (request, response) => {
    const credentials = await guards.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const needed = [
      typeof route.permission === 'function'
        ? route.permission(request)
        : route.permission,
    ].flat();
    const event = await guards.auditor.createEvent({
      eventId: route.event.id,
      severityLevel: route.event.severity,
      request,
      meta: {
        permission: needed.map(({ name }) => name).join(' and '),
        ...route.meta?.(request),
      },
    });
    const noted: JsonObject = {};
    try {
      const caller = callerOf(guards, credentials);
      const access = await authorize({
        guards,
        route,
        needed,
        request,
        caller,
      });
      await route.handle({
        request,
        response,
        actor: caller.ref,
        caller,
        access,
        note: facts => void Object.assign(noted, facts),
      });
      await event.success({ meta: noted });
    } catch (error) {
      const shown = publicError(toError(error));
      await event.fail({
        error: shown,
        meta: { ...noted, outcome: `refused: ${shown.name}` },
      });
      throw error;
    }
  };
}

/** Throws MissingPermissionError, NotCoveredError, and NotFoundError for what the caller may not even see. */
async function authorize(options: {
  guards: Guards;
  route: GuardedRoute;
  needed: Permission[];
  request: Request;
  caller: Caller;
}): Promise<Access> {
  const { guards, route, needed, request, caller } = options;
  const { contact } = guards;
  const given: Access[] = [];
  for (const permission of needed) {
    const access = await caller.access(permission);
    if (!access || (access.within && !route.about && !route.isList)) {
      throw new MissingPermissionError(permission.name, contact);
    }
    given.push(access);
  }
  if (route.about && given.some(({ within }) => within)) {
    const subject = await route.about(request, caller);
    const covered = ({ covers }: Access) =>
      subject.place !== undefined && covers(subject.place);
    const refused = needed.find((_, index) => !covered(given[index]));
    if (refused) {
      const read = readPermissionOf(refused);
      const sight = read && read !== refused && (await caller.access(read));
      throw sight && (!sight.within || covered(sight))
        ? new NotCoveredError(refused.name, subject.words, contact)
        : subject.hidden;
    }
  }
  return given[0];
}

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
