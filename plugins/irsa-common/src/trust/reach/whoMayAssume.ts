import {
  ReadTrustPolicy,
  readTrustPolicy,
  TrustPolicy,
} from '../readTrustPolicy';
import { inPartition } from '../partition';
import { accountRules } from '../rules/accounts';
import { hasCallers, extrasOf } from '../rules/callers';
import { withImplied } from '../rules/impliedByDenies';
import { serviceNameRules } from '../rules/serviceNames';
import { isNoProvider } from '../rules/provider';
import { grantsOf } from '../rules/together';
import { isNobody } from '../rules/webIdentity';
import { isRefused } from '../rules/refusedCallers';
import { hasAction } from '../sets/subjectSet';
import { NamedPrincipal, TrustStatement } from '../statements';
import { inTime } from '../time/inTime';
import { TrustReviewContext } from '../types';
import { tokenWay } from './tokenWay';
import { Reach, TrustReach, TrustWay } from './types';

const WAYS = {
  Federated: 'token',
  AWS: 'aws',
  CanonicalUser: 'aws',
  Service: 'service',
} as const;

const WIDEST_FIRST: Reach[] = ['open', 'bounded', 'exact', 'dead'];

/**
 * Says who may assume a role: whom the Allow statements let in and no Deny keeps out. Pure; takes the trust policy as text, URL-encoded
 * as IAM returns it, or parsed. Where it cannot be exact it names too many, never too few.
 *
 * @public
 */
export function whoMayAssume(
  document: unknown,
  context: TrustReviewContext,
): TrustReach {
  return reachOfRead(readTrustPolicy(document), context);
}

/** As {@link whoMayAssume}, of a policy that was read before. */
export function reachOfRead(
  { policy, refusals }: ReadTrustPolicy,
  given: TrustReviewContext,
): TrustReach {
  if (!policy) {
    return {
      reach: 'notUnderstood',
      reason: refusals.map(({ message }) => message).join(' '),
      ways: [],
    };
  }
  const context = inPartition(given, policy);
  const { now } = inTime(policy, context);
  const ways = principalsOf(now).map(principal =>
    wayOf(principal, now, context),
  );
  return { reach: widest(ways.map(({ reach }) => reach)), ways };
}

function widest(all: Reach[]): Reach {
  return WIDEST_FIRST.find(each => all.includes(each)) ?? 'dead';
}

/** Those of the Allow statements, each once. */
export function principalsOf({ statements }: TrustPolicy): NamedPrincipal[] {
  const named = new Map<string, NamedPrincipal>();
  for (const { statement, principals } of statements) {
    for (const principal of statement.Effect === 'Allow' ? principals : []) {
      named.set(`${principal.kind} ${principal.value}`, principal);
    }
  }
  return [...named.values()];
}

export function wayOf(
  principal: NamedPrincipal,
  policy: TrustPolicy,
  context: TrustReviewContext,
): TrustWay {
  const { kind, value } = principal;
  if (kind === 'Federated' && !/:saml-provider\//.test(value)) {
    return tokenWay(value, policy, context);
  }
  const isSaml = kind === 'Federated';
  const actions = actionsOf(principal);
  const allows = policy.statements.filter(
    each =>
      each.statement.Effect === 'Allow' &&
      names(each, principal) &&
      actions.some(action => hasAction(each, action)),
  );
  const denies = policy.statements.filter(
    ({ statement }) => statement.Effect === 'Deny',
  );
  const isOut = !isSaml && isRefused(principal, denies);
  const isConditional =
    !isOut &&
    allows.length > 0 &&
    (allows.every(({ tests }) => tests.length > 0) || denies.length > 0);
  return {
    kind: isSaml ? 'saml' : WAYS[kind],
    principal: value,
    reach: widest(
      (isOut ? [] : allows).map(each =>
        reachOf(
          withImplied({ ...each, principals: [principal] }, denies),
          principal,
          policy,
          context,
        ),
      ),
    ),
    subjects: [],
    patterns: [],
    isConditional,
    clusters: [],
  };
}

/** `*` stands for callers, and for whoever has a token or an assertion of an identity provider of the account. */
function actionsOf({ kind, value }: NamedPrincipal): string[] {
  if (kind === 'Federated') {
    return ['sts:AssumeRoleWithSAML'];
  }
  return kind === 'AWS' && value === '*'
    ? [
        'sts:AssumeRole',
        'sts:AssumeRoleWithWebIdentity',
        'sts:AssumeRoleWithSAML',
      ]
    : ['sts:AssumeRole'];
}

function names(
  { principals }: TrustStatement,
  { kind, value }: NamedPrincipal,
): boolean {
  return principals.some(each => each.kind === kind && each.value === value);
}

/**
 * By one Allow statement. The rules decide what conditions are worth and which names are none; a Deny is left out, so an open role stays
 * open. Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
function reachOf(
  allow: TrustStatement,
  { kind, value }: NamedPrincipal,
  policy: TrustPolicy,
  context: TrustReviewContext,
): Reach {
  if (kind === 'Federated') {
    const isDead =
      isNoProvider(value, context) ||
      isNobody(value, allow, context, policy.document.Version);
    return isDead ? 'dead' : 'bounded';
  }
  if (!hasCallers(allow, context, extrasOf(policy))) {
    return 'dead';
  }
  if (kind === 'Service') {
    if (value === '*') {
      // Each service, and whatever it does for whom.
      return 'open';
    }
    const isNone = serviceNameRules(value, 0, context).some(
      ({ category }) => category === 'broken',
    );
    return isNone ? 'dead' : 'exact';
  }
  if (kind !== 'AWS') {
    return 'dead';
  }
  const findings = accountRules(allow, context, grantsOf([allow]));
  if (findings.some(({ category }) => category === 'broken')) {
    return 'dead';
  }
  if (value === '*') {
    return findings.some(({ ruleId }) => ruleId === 'principal-wildcard')
      ? 'open'
      : 'bounded';
  }
  // An account stands for everybody in it who has the right to assume roles.
  return /^(\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(value)
    ? 'bounded'
    : 'exact';
}
