import { boundedGrantOf, readyPolicies } from '../blastRadius/grants';
import {
  coversPattern,
  matchesAction,
  matchPrincipal,
  NamedPolicy,
  PrincipalMatch,
  Statement,
  toArray,
} from '../policy';
import { ContextLookup } from '../policy/context';
import { hasAction } from '../trust/sets/subjectSet';
import { instantOf } from '../trust/time/inTime';
import { timeKeys } from '../trust/time/timeTests';
import { knownCondition } from './knownCondition';
import { policyOf } from './read';
import { Certainty, ChainRole, ChainStep } from './types';

const ASSUME = 'sts:AssumeRole';

/**
 * Whether a role may assume another; undefined when it may not. Both sides are looked at: whom the trust policy lets in, and whether the
 * role's own policies allow the call, which they need not when the trust policy names the role itself in the same account.
 *
 * Source: IAM User Guide, "Cross-account policy evaluation logic" and "AWS JSON policy elements: Principal".
 */
export function byRole(from: ChainRole, to: ChainRole): ChainStep | undefined {
  const policy = policyOf(to);
  const at = instantOf(to.context.now);
  const known = new ContextLookup({
    ...(at !== undefined && timeKeys(at)),
    'aws:PrincipalArn': from.arn,
    'aws:PrincipalAccount': from.accountId,
  });
  const about = (policy?.statements ?? []).flatMap(each => {
    const by = hasAction(each, ASSUME)
      ? matchOf(each.statement, from)
      : undefined;
    const holds = knownCondition(
      each.statement.Condition,
      known,
      policy?.document.Version,
    );
    return by && holds !== 'no'
      ? [{ effect: each.statement.Effect, by, isSure: holds === 'yes' }]
      : [];
  });
  const allows = about.filter(({ effect }) => effect === 'Allow');
  const denies = about.filter(({ effect }) => effect === 'Deny');
  if (allows.length === 0 || denies.some(({ isSure }) => isSure)) {
    return undefined;
  }
  const isNamed =
    from.accountId === to.accountId &&
    allows.some(({ by }) => by !== 'account');
  const own = isNamed ? notRefused(from, to.arn) : ownRight(from, to.arn);
  const isSure = allows.some(each => each.isSure) && denies.length === 0;
  return (
    own && {
      restsOn: isNamed ? 'trustPolicy' : 'bothPolicies',
      certainty: own === 'certain' && !isSure ? 'conditional' : own,
    }
  );
}

/** How the statement names the role, or a session of it: the one who assumes a role chooses the name of the session. */
function matchOf(
  { Principal }: Statement,
  { arn, name, accountId }: ChainRole,
): PrincipalMatch | undefined {
  if (Principal === undefined) {
    return undefined;
  }
  const isSession =
    Principal !== '*' &&
    toArray(Principal.AWS ?? []).some(value =>
      value.includes(`:sts::${accountId}:assumed-role/${name}/`),
    );
  return isSession
    ? 'role'
    : matchPrincipal(Principal, { type: 'AWS', value: arn });
}

/** Whether the role's own policies allow the call. */
function ownRight(
  { policies, hasBoundary }: ChainRole,
  arn: string,
): Certainty | undefined {
  if (!policies) {
    return 'notKnown';
  }
  const grant = boundedGrantOf(readyPolicies(policies), undefined, ASSUME);
  if (!grant?.resources.some(resource => meets(resource, arn))) {
    return undefined;
  }
  return grant.conditional || hasBoundary ? 'conditional' : 'certain';
}

/** Where no policy of the role has to allow the call: whether one of them refuses it. */
function notRefused(
  { policies, hasBoundary }: ChainRole,
  arn: string,
): Certainty | undefined {
  if (!policies) {
    return 'notKnown';
  }
  const refusals = deniesOf(policies).filter(statement =>
    mayConcern(statement, arn),
  );
  const isRefused = refusals.some(
    ({ Condition, Resource }) =>
      Object.keys(Condition ?? {}).length === 0 &&
      toArray(Resource ?? []).some(resource => meets(resource, arn)),
  );
  if (isRefused) {
    return undefined;
  }
  return refusals.length > 0 || hasBoundary ? 'conditional' : 'certain';
}

function deniesOf(policies: readonly NamedPolicy[]): Statement[] {
  return policies.flatMap(({ document }) =>
    document.Statement.filter(
      ({ Effect, Action, NotAction }) =>
        Effect === 'Deny' &&
        (NotAction === undefined
          ? toArray(Action).some(action => matchesAction(action, ASSUME))
          : !toArray(NotAction).some(action => matchesAction(action, ASSUME))),
    ),
  );
}

function mayConcern({ Resource, NotResource }: Statement, arn: string) {
  return NotResource === undefined
    ? toArray(Resource ?? []).some(resource => meets(resource, arn))
    : !toArray(NotResource).some(resource => meets(resource, arn));
}

function meets(resource: string, arn: string): boolean {
  return coversPattern(resource, arn);
}
