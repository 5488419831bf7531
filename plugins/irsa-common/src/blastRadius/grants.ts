import { coversPattern, NamedPolicy, Statement, toArray } from '../policy';
import { matchesPattern, toPattern } from '../policy/wildcards';

/** The resources on which an action is allowed. */
export interface Grant {
  /** ARNs and patterns of the statements that allow it. */
  resources: string[];
  /** Whether every statement that allows it has a condition or uses NotResource. */
  conditional: boolean;
}

/** A statement prepared for many questions. */
interface ReadyStatement {
  statement: Statement;
  /** Patterns of Action or NotAction, in lower case, because action names are compared without regard to case. */
  patterns: string[];
  resources: string[];
  isNarrowed: boolean;
}

/** Policies prepared for many questions. */
export interface ReadyPolicies {
  allows: ReadyStatement[];
  denies: ReadyStatement[];
}

function resourcesOf(statement: Statement): string[] {
  return statement.NotResource !== undefined
    ? ['*']
    : toArray(statement.Resource);
}

const isNarrowed = (statement: Statement) =>
  statement.NotResource !== undefined ||
  Object.keys(statement.Condition ?? {}).length > 0;

export function readyPolicies(policies: readonly NamedPolicy[]): ReadyPolicies {
  const ready = (effect: Statement['Effect']) =>
    statementsOf(policies, effect).map(statement => ({
      statement,
      patterns: toArray(statement.NotAction ?? statement.Action).map(pattern =>
        toPattern(pattern.toLowerCase()),
      ),
      resources: resourcesOf(statement),
      isNarrowed: isNarrowed(statement),
    }));
  return { allows: ready('Allow'), denies: ready('Deny') };
}

/** Whether the statement covers the action. @param action - in lower case */
function isAbout(
  { statement, patterns }: ReadyStatement,
  action: string,
): boolean {
  const isNamed = patterns.some(pattern => matchesPattern(pattern, action));
  return statement.NotAction !== undefined ? !isNamed : isNamed;
}

/** Every statement of these policies with the given effect. */
export function statementsOf(
  policies: readonly NamedPolicy[],
  effect: Statement['Effect'],
): Statement[] {
  return policies.flatMap(({ document }) =>
    document.Statement.filter(statement => statement.Effect === effect),
  );
}

/**
 * The resources on which the policies allow an action; undefined when they do not. A Deny counts only when it has no
 * condition: it is not known whether one with a condition applies, so the worst case is assumed.
 */
function grantOf(
  { allows, denies }: ReadyPolicies,
  action: string,
): Grant | undefined {
  const name = action.toLowerCase();
  const about = allows.filter(each => isAbout(each, name));
  if (about.length === 0) {
    return undefined;
  }
  const denied = denies
    .filter(each => !each.isNarrowed && isAbout(each, name))
    .flatMap(({ resources }) => resources);
  const left = about
    .map(each => ({
      isNarrowed: each.isNarrowed,
      resources: each.resources.filter(
        resource => !denied.some(wide => coversPattern(wide, resource)),
      ),
    }))
    .filter(({ resources }) => resources.length > 0);
  if (left.length === 0) {
    return undefined;
  }
  return {
    resources: [...new Set(left.flatMap(({ resources }) => resources))].sort(),
    conditional: left.every(each => each.isNarrowed),
  };
}

/** The resources that both the policies and the boundary allow. */
export function boundedGrantOf(
  policies: ReadyPolicies,
  boundary: ReadyPolicies | undefined,
  action: string,
): Grant | undefined {
  const grant = grantOf(policies, action);
  if (!grant || !boundary) {
    return grant;
  }
  const limit = grantOf(boundary, action);
  if (!limit) {
    return undefined;
  }
  const resources = grant.resources.flatMap(resource =>
    limit.resources.some(wide => coversPattern(wide, resource))
      ? [resource]
      : limit.resources.filter(narrow => coversPattern(resource, narrow)),
  );
  if (resources.length === 0) {
    return undefined;
  }
  return {
    resources: [...new Set(resources)].sort(),
    conditional: grant.conditional || limit.conditional,
  };
}
