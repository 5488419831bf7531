import { PolicyDocument, UsedService } from 'backstage-plugin-irsa-common';
import { ServiceUse } from '../../accounts/readServiceUse';
import { allowsSomewhere, areSaid, Grant, grantsIn, isCovered } from './grants';

/** Where more is missing, the list is cut, and says so. */
const MOST_MISSING = 20;

/** An identity's policies. */
export interface UsePolicies {
  documents: readonly PolicyDocument[];
  /** Names of policies that could not be parsed. */
  unreadable: readonly string[];
}

/** Why there is nothing to compare with. */
export interface NoPolicies {
  verdict: 'noRole' | 'notKnown';
  reason: string;
}

/**
 * For one service that was used: whether the new identity may do in it what the old one may. Compares what the policies of both
 * allow, entry by entry, and the actions that AWS has seen. Pure.
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
    return {
      verdict: 'notKnown',
      reason: `Not understood: ${unreadable.join(', ')}.`,
    };
  }
  const now = grantsIn(after.documents, service);
  if (!areSaid(now.denies, old.denies)) {
    return {
      verdict: 'notKnown',
      reason:
        'A policy of the role denies something in it that those of the user do not deny, or that depends on who asks.',
    };
  }
  const missing = old.grants.filter(grant => !isCovered(grant, now.grants));
  const unseen = actions
    .map(({ action }) => action)
    .filter(
      action => allowsSomewhere(old, action) && !allowsSomewhere(now, action),
    );
  if (missing.length === 0 && unseen.length === 0) {
    return areSaid(old.allowsInAnotherWay, now.allowsInAnotherWay)
      ? { verdict: 'same' }
      : {
          verdict: 'notKnown',
          reason:
            'The policies of the user allow it by what they leave out (NotAction, NotResource), and those of the role do not have the same statement, or it depends on who asks.',
        };
  }
  if (now.allowsInAnotherWay.length > 0) {
    return {
      verdict: 'notKnown',
      reason:
        'The policies of the role allow it by what they leave out (NotAction, NotResource), so whether something is missing cannot be told entry by entry.',
    };
  }
  const isAllNamed = now.grants.length > 0 && unseen.length === 0;
  if (isAllNamed && missing.every(({ asksWho }) => asksWho)) {
    return {
      verdict: 'notKnown',
      reason:
        'What the policies of the user allow depends on who asks (such as aws:MultiFactorAuthPresent or tags of the user), and the role is somebody else.',
    };
  }
  const named = unique(missing);
  return {
    verdict:
      now.grants.length + now.allowsInAnotherWay.length === 0 ? 'none' : 'less',
    ...(named.length > MOST_MISSING && {
      reason: `${named.length} entries are missing; the first ${MOST_MISSING} are listed.`,
    }),
    missing: named.length
      ? named.slice(0, MOST_MISSING)
      : unseen.map(action => ({ action, resource: '*' })),
  };
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
