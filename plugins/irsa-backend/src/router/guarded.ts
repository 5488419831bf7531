import { HttpAuthService } from '@backstage/backend-plugin-api';
import { Permission } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { Request, RequestHandler, Response } from 'express';
import { Caller } from '../access/Caller';
import {
  ActContext,
  guardedAct,
  GuardEvent,
  Guards as ActGuards,
} from '../guard/guardedAct';
import { Subject } from '../subjects/Subjects';

/** The services that a route needs besides its handler. */
export interface Guards extends ActGuards {
  httpAuth: HttpAuthService;
}

type Needed = Permission | Permission[];

/** What `GuardedAct` says, for a request. */
export interface GuardedRoute {
  permission: Needed | ((request: Request) => Needed);
  about?: (request: Request, caller: Caller) => Promise<Subject>;
  isList?: boolean;
  event: GuardEvent;
  meta?: (request: Request) => JsonObject;
  handle: (
    context: ActContext & { request: Request; response: Response },
  ) => Promise<void>;
}

/** The wrapper of every route: it authenticates, and acts under the guard. */
export function guarded(guards: Guards, route: GuardedRoute): RequestHandler {
  return async (request, response) => {
    const { permission, about } = route;
    await guardedAct(guards, {
      credentials: await guards.httpAuth.credentials(request, {
        allow: ['user', 'service'],
      }),
      request,
      needed: [
        typeof permission === 'function' ? permission(request) : permission,
      ].flat(),
      about: about && (caller => about(request, caller)),
      isList: route.isList,
      event: route.event,
      meta: route.meta?.(request),
      handle: context => route.handle({ ...context, request, response }),
    });
  };
}
