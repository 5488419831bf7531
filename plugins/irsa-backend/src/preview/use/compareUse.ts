import { PolicyDocument, UsedService } from 'backstage-plugin-irsa-common';
import { ServiceUse } from '../../accounts/readServiceUse';
import { Boundary } from '../boundary';
import { BoundaryPair, pairOf } from './boundaries';
import {
  allowsSomewhere,
  areSaid,
  Grant,
  grantsIn,
  isCovered,
  ServiceGrants,
} from './grants';

/** Where more is missing, the list is cut, and says so. */
const MOST_MISSING = 20;

/** An identity's policies. */
export interface UsePolicies {
  documents: readonly PolicyDocument[];
  /** What of them was not read or not understood, as `IdentityPolicies.unread`. */
  unreadable: readonly string[];
  boundary?: Boundary;
}

/** Why there is nothing to compare with. */
export interface NoPolicies {
  verdict: 'noRole' | 'notKnown';
  reason: string;
}

/**
 * For one service that was used: whether the new identity may do in it what the old one may. Compares what the policies of both
 * allow and their permissions boundaries let through, entry by entry, and the actions that AWS has seen. Pure.
 */
export function compareUse(
  { service, title, lastUsedAt, region, actions }: ServiceUse,
  before: UsePolicies | NoPolicies,
  after: UsePolicies | NoPolicies,
): UsedService {
  return {
    service,
    title,
    lastUsedAt,
    region,
    actions,
    missing: [],
    ...judge(service, actions, before, after),
  };
}

type Judgement = Pick<UsedService, 'verdict' | 'reason'> &
  Partial<Pick<UsedService, 'missing'>>;

function judge(
  service: string,
  actions: ServiceUse['actions'],
  before: UsePolicies | NoPolicies,
  after: UsePolicies | NoPolicies,
): Judgement {
  if ('verdict' in before) {
    return before;
  }
  const old = grantsIn(before.documents, service);
  const isAllowed = old.grants.length + old.allowsInAnotherWay.length > 0;
  if (!isAllowed && before.unreadable.length === 0) {
    return {
      verdict: 'notAllowed',
      reason:
        'No policy of the user allows anything in it: AWS counts refused requests too, some calls need no policy (sts:GetCallerIdentity), and the policy of a resource may let the user in.',
    };
  }
  if ('verdict' in after) {
    return after;
  }
  const unreadable = [...before.unreadable, ...after.unreadable];
  if (unreadable.length > 0) {
    return notKnown(`Not read or not understood: ${unreadable.join(', ')}.`);
  }
  const now = grantsIn(after.documents, service);
  if (!areSaid(now.denies, old.denies)) {
    return notKnown(
      'A policy of the role denies something in it that those of the user do not deny, or that depends on who asks.',
    );
  }
  const pair = pairOf(service, before.boundary, after.boundary);
  const grants = old.grants.filter(grant => pair.ofUser(grant) !== 'none');
  if (grants.length + old.allowsInAnotherWay.length === 0) {
    return {
      verdict: 'notAllowed',
      reason: `The permissions boundary ${before.boundary?.arn} of the user lets nothing of it through.`,
    };
  }
  const compared: Compared = {
    old: { ...old, grants },
    now,
    pair,
    cut: grants.filter(grant => pair.ofRole(grant) === 'none'),
    missing: grants.filter(
      grant => !isCovered(grant, now.grants) || pair.ofRole(grant) === 'none',
    ),
    unseen: actions
      .map(({ action }) => action)
      .filter(action => {
        const anywhere = { action: action.toLowerCase(), resource: '*' };
        return (
          allowsSomewhere({ ...old, grants }, action) &&
          pair.ofUser(anywhere) !== 'none' &&
          (!allowsSomewhere(now, action) || pair.ofRole(anywhere) === 'none')
        );
      }),
    roleBoundary: after.boundary?.arn,
  };
  return compared.missing.length === 0 && compared.unseen.length === 0
    ? ofNoneMissing(compared)
    : ofSomeMissing(compared);
}

interface Compared {
  /** What the boundary of the user lets through of its policies, whole or in part. */
  old: ServiceGrants;
  now: ServiceGrants;
  pair: BoundaryPair;
  /** Entries of the user that the boundary of the role refuses. */
  cut: Grant[];
  /** Entries of the user that the role does not have, those among them. */
  missing: Grant[];
  /** Actions that AWS has seen, and the role does not have at all. */
  unseen: string[];
  roleBoundary: string | undefined;
}

function ofNoneMissing({ old, now, pair, roleBoundary }: Compared): Judgement {
  if (!areSaid(old.allowsInAnotherWay, now.allowsInAnotherWay)) {
    return notKnown(
      'The policies of the user allow it by what they leave out (NotAction, NotResource), and those of the role do not have the same statement, or it depends on who asks.',
    );
  }
  if (pair.unknownOfRole) {
    return notKnown(pair.unknownOfRole);
  }
  const everything = { action: '*', resource: '*' };
  const isWhole =
    old.grants.every(grant => pair.ofRole(grant) === 'whole') &&
    (old.allowsInAnotherWay.length === 0 ||
      pair.ofRole(everything) === 'whole');
  return isWhole
    ? { verdict: 'same' }
    : notKnown(
        `The permissions boundary ${roleBoundary} of the role lets some of it through, or all of it under conditions; which, cannot be told without a request.`,
      );
}

function ofSomeMissing(compared: Compared): Judgement {
  const { now, pair, cut, missing, unseen, roleBoundary } = compared;
  if (
    now.allowsInAnotherWay.length > 0 &&
    cut.length === 0 &&
    unseen.length === 0
  ) {
    return notKnown(
      'The policies of the role allow it by what they leave out (NotAction, NotResource), so whether something is missing cannot be told entry by entry.',
    );
  }
  const isAllNamed = now.grants.length > 0 && unseen.length === 0;
  if (isAllNamed && missing.every(({ asksWho }) => asksWho)) {
    return notKnown(
      'What the policies of the user allow depends on who asks (such as aws:MultiFactorAuthPresent or tags of the user), and the role is somebody else.',
    );
  }
  if (pair.unknownOfUser) {
    return notKnown(pair.unknownOfUser);
  }
  const certain = (now.allowsInAnotherWay.length > 0 ? cut : missing).filter(
    grant => pair.ofUser(grant) === 'whole',
  );
  if (certain.length === 0 && unseen.length === 0) {
    return notKnown(
      'The permissions boundary of the user lets some of what is missing through, or all of it under conditions, so whether the user could do it is not known.',
    );
  }
  const named = unique(certain);
  const isLeft =
    now.allowsInAnotherWay.length > 0 ||
    now.grants.some(grant => pair.ofRole(grant) !== 'none');
  const reasons = [
    ...(certain.some(grant => cut.includes(grant))
      ? [
          `The permissions boundary ${roleBoundary} of the role refuses what is listed, or some of it, whatever its policies say.`,
        ]
      : []),
    ...(named.length > MOST_MISSING
      ? [
          `${named.length} entries are missing; the first ${MOST_MISSING} are listed.`,
        ]
      : []),
  ];
  return {
    verdict: isLeft ? 'less' : 'none',
    ...(reasons.length > 0 && { reason: reasons.join(' ') }),
    missing: named.length
      ? named.slice(0, MOST_MISSING)
      : unseen.map(action => ({ action, resource: '*' })),
  };
}

function notKnown(reason: string): Judgement {
  return { verdict: 'notKnown', reason };
}

/** Several policies may say the same, or the same under other conditions. */
function unique(grants: readonly Grant[]): UsedService['missing'] {
  return [
    ...new Map(
      grants.map(({ action, resource }) => [
        JSON.stringify([action, resource]),
        { action, resource },
      ]),
    ).values(),
  ];
}
