import {
  AuditorService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Permission } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';
import { Access } from '../access/Access';
import { Caller } from '../access/Caller';
import { callerOf } from '../access/callerOf';
import { readPermissionOf } from '../access/readPermissionOf';
import { MissingPermissionError, NotCoveredError } from '../access/refusals';
import { Subject } from '../subjects/Subjects';
import { publicError } from './publicError';

/** What every door to the plugin needs, whether it is the REST API or an action for other plugins. */
export interface Guards {
  permissions: PermissionsService;
  userInfo: UserInfoService;
  auditor: AuditorService;
  /** Whom to ask for rights. */
  contact?: string;
}

/**
 * Audit event: kebab-case, without the plugin's name. Severity: reads are low, writes medium, irreversible actions high.
 */
export interface GuardEvent {
  id: string;
  severity: 'low' | 'medium' | 'high';
}

export interface ActContext {
  /** Entity ref of the user, or the subject of a service token. */
  actor: string;
  caller: Caller;
  /** What the (first) permission is given for. */
  access: Access;
  /** Adds to the audit record, whether the act succeeds or fails from then on. */
  note: (facts: JsonObject) => void;
}

export interface GuardedAct<T> {
  credentials: BackstageCredentials;
  /** Of the audit event, where there is one. */
  request?: Request;
  /** All of them must be granted. */
  needed: Permission[];
  /**
   * What the act is about, for a policy that gives a permission for some objects only: asked for only then. Acts without
   * it refuse such users, unless they are lists.
   */
  about?: (caller: Caller) => Promise<Subject>;
  /** The act keeps to `access`: it answers only with what that covers. */
  isList?: boolean;
  event: GuardEvent;
  /** For the audit record; never a link, never a whole body. */
  meta?: JsonObject;
  handle: (context: ActContext) => Promise<T>;
}

/**
 * Writes an audit event, checks the permission, acts, and records the result. The audit event comes before the
 * permission check, so that what is denied is recorded too.
 */
export async function guardedAct<T>(
  guards: Guards,
  act: GuardedAct<T>,
): Promise<T> {
  const { request, needed } = act;
  const event = await guards.auditor.createEvent({
    eventId: act.event.id,
    severityLevel: act.event.severity,
    request,
    meta: {
      permission: needed.map(({ name }) => name).join(' and '),
      ...act.meta,
    },
  });
  const noted: JsonObject = {};
  try {
    const caller = callerOf(guards, act.credentials);
    const access = await authorize(guards, act, caller);
    const result = await act.handle({
      actor: caller.ref,
      caller,
      access,
      note: facts => void Object.assign(noted, facts),
    });
    await event.success({ meta: noted });
    return result;
  } catch (error) {
    const shown = publicError(toError(error));
    await event.fail({
      error: shown,
      meta: { ...noted, outcome: `refused: ${shown.name}` },
    });
    throw error;
  }
}

/** Throws MissingPermissionError, NotCoveredError, and NotFoundError for what the caller may not even see. */
async function authorize<T>(
  { contact }: Guards,
  { about, isList, needed }: GuardedAct<T>,
  caller: Caller,
): Promise<Access> {
  const given: Access[] = [];
  for (const permission of needed) {
    const access = await caller.access(permission);
    if (!access || (access.within && !about && !isList)) {
      throw new MissingPermissionError(permission.name, contact);
    }
    given.push(access);
  }
  if (about && given.some(({ within }) => within)) {
    const subject = await about(caller);
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
