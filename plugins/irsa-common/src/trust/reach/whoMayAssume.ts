import { readTrustPolicy, TrustPolicy } from '../readTrustPolicy';
import { hasAction } from '../sets/subjectSet';
import { NamedPrincipal, TrustStatement } from '../statements';
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
  const { policy, refusals } = readTrustPolicy(document);
  if (!policy) {
    return {
      reach: 'notUnderstood',
      reason: refusals.map(({ message }) => message).join(' '),
      ways: [],
    };
  }
  const ways = principalsOf(policy).map(principal =>
    wayOf(principal, policy, context),
  );
  const reach =
    WIDEST_FIRST.find(each => ways.some(way => way.reach === each)) ?? 'dead';
  return { reach, ways };
}

/** Those of the Allow statements, each once. */
function principalsOf({ statements }: TrustPolicy): NamedPrincipal[] {
  const named = new Map<string, NamedPrincipal>();
  for (const { statement, principals } of statements) {
    for (const principal of statement.Effect === 'Allow' ? principals : []) {
      named.set(`${principal.kind} ${principal.value}`, principal);
    }
  }
  return [...named.values()];
}

function wayOf(
  principal: NamedPrincipal,
  policy: TrustPolicy,
  context: TrustReviewContext,
): TrustWay {
  const { kind, value } = principal;
  if (kind === 'Federated' && !/:saml-provider\//.test(value)) {
    return tokenWay(value, policy, context);
  }
  const isSaml = kind === 'Federated';
  const allows = policy.statements.filter(
    each =>
      each.statement.Effect === 'Allow' &&
      names(each, principal) &&
      hasAction(each, isSaml ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRole'),
  );
  const isConditional =
    allows.length > 0 &&
    (allows.every(({ tests }) => tests.length > 0) ||
      policy.statements.some(({ statement }) => statement.Effect === 'Deny'));
  const isAlive = allows.length > 0 && kind !== 'CanonicalUser';
  return {
    kind: isSaml ? 'saml' : WAYS[kind],
    principal: value,
    reach: isAlive ? reachOf(principal, isConditional) : 'dead',
    subjects: [],
    patterns: [],
    isConditional,
    clusters: [],
  };
}

function names(
  { principals }: TrustStatement,
  { kind, value }: NamedPrincipal,
): boolean {
  return principals.some(each => each.kind === kind && each.value === value);
}

/** Source: IAM User Guide, "AWS JSON policy elements: Principal". */
function reachOf(
  { kind, value }: NamedPrincipal,
  isConditional: boolean,
): Reach {
  if (kind === 'Federated') {
    return 'bounded';
  }
  if (kind === 'AWS' && value === '*') {
    return isConditional ? 'bounded' : 'open';
  }
  // An account stands for everybody in it who has the right to assume roles.
  return kind === 'AWS' && /^(\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(value)
    ? 'bounded'
    : 'exact';
}
