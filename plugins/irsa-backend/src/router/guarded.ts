import {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, toError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { Request, RequestHandler, Response } from 'express';
import { Caller } from '../shared/Caller';
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

type Needed = BasicPermission | BasicPermission[];

export interface GuardedRoute {
  /** All of them must be granted. */
  permission: Needed | ((request: Request) => Needed);
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
  }) => Promise<void>;
}

/** A denial with the missing permission and the contact to ask. */
export class MissingPermissionError extends NotAllowedError {
  readonly permission: string;
  readonly contact?: string;

  constructor(permission: string, contact?: string) {
    super(
      `You need the permission ${permission} for this. Ask: ${
        contact ?? 'the team that runs this portal'
      }`,
    );
    this.permission = permission;
    this.contact = contact;
  }
}

function actorOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return principal.userEntityRef ?? principal.subject ?? 'unknown';
}

function callerOf(
  { permissions, userInfo }: Guards,
  credentials: BackstageCredentials,
): Caller {
  const ref = actorOf(credentials);
  const isUser = (credentials.principal as { type?: string }).type === 'user';
  return {
    ref,
    ownershipRefs: async () =>
      isUser
        ? (await userInfo.getUserInfo(credentials)).ownershipEntityRefs
        : [ref],
    may: async permission => {
      const [{ result }] = await permissions.authorize([{ permission }], {
        credentials,
      });
      return result === AuthorizeResult.ALLOW;
    },
  };
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
    try {
      const decisions = await guards.permissions.authorize(
        needed.map(permission => ({ permission })),
        { credentials },
      );
      const missing = needed.find(
        (_, index) => decisions[index]?.result !== AuthorizeResult.ALLOW,
      );
      if (missing) {
        throw new MissingPermissionError(missing.name, guards.contact);
      }
      const caller = callerOf(guards, credentials);
      await route.handle({ request, response, actor: caller.ref, caller });
      await event.success();
    } catch (error) {
      await event.fail({ error: publicError(toError(error)) });
      throw error;
    }
  };
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
]);

const publicFields = [
  'permission',
  'contact',
  'changedSince',
  'newPlanId',
  'migrationId',
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
