import {
  coversPattern,
  PolicyDocument,
  Statement,
} from 'backstage-plugin-irsa-common';

/** What a permissions boundary leaves of a policy. Each entry is an action, or a pattern of actions, of the policy. */
export interface BoundaryCuts {
  /** Never allowed through the boundary, on any resource of the statement. */
  cut: string[];
  /** Allowed on some resources, for some of the actions, or under a condition; which, cannot be told without a request. */
  partly: string[];
}

const list = (value: string | readonly string[] | undefined) =>
  [value ?? []].flat();
const lower = (values: readonly string[]) =>
  values.map(value => value.toLowerCase());

/**
 * Compares what a policy allows with what a boundary lets through: something is allowed only where both allow it, and
 * neither denies it. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html Pure.
 */
export function boundaryCuts(
  policy: PolicyDocument,
  boundary: PolicyDocument,
): BoundaryCuts {
  const states = new Map<string, Set<'whole' | 'part' | 'none'>>();
  for (const statement of policy.Statement) {
    if (statement.Effect !== 'Allow') {
      continue;
    }
    const actions = list(statement.Action);
    // What is not named cannot be listed: the whole is looked at.
    for (const action of actions.length > 0 ? actions : ['*']) {
      const resources = list(statement.Resource);
      for (const resource of resources.length > 0 ? resources : ['*']) {
        const known = states.get(action) ?? new Set();
        known.add(throughBoundary(action, resource, boundary));
        states.set(action, known);
      }
    }
  }
  const named = (is: (found: Set<string>) => boolean) =>
    [...states].filter(([, found]) => is(found)).map(([action]) => action);
  return {
    cut: named(found => found.size === 1 && found.has('none')),
    partly: named(
      found => found.has('part') || (found.size > 1 && found.has('none')),
    ),
  };
}

/**
 * How much of what an entry of a policy allows a boundary lets through: `part` on some resources, for some of the actions, or under a
 * condition. Pure.
 */
export function throughBoundary(
  action: string,
  resource: string,
  { Statement: statements }: PolicyDocument,
): 'whole' | 'part' | 'none' {
  const touching = statements.filter(each => touches(each, action, resource));
  const denies = touching.filter(({ Effect }) => Effect === 'Deny');
  const allows = touching.filter(({ Effect }) => Effect === 'Allow');
  const isCertain = (statement: Statement) =>
    !statement.Condition && covers(statement, action, resource);
  if (allows.length === 0 || denies.some(isCertain)) {
    return 'none';
  }
  return denies.length === 0 && allows.some(isCertain) ? 'whole' : 'part';
}

/** Whether a statement is about every request of an action on a resource; `false` may mean that it could not be shown. */
function covers(statement: Statement, action: string, resource: string) {
  const { NotAction, NotResource } = statement;
  const name = action.toLowerCase();
  return (
    (NotAction
      ? !lower(list(NotAction)).some(each => overlaps(each, name))
      : lower(list(statement.Action)).some(each =>
          coversPattern(each, name),
        )) &&
    (NotResource
      ? !list(NotResource).some(each => overlaps(each, resource))
      : list(statement.Resource).some(each => coversPattern(each, resource)))
  );
}

/** Whether a statement may be about a request of an action on a resource; `true` may mean that it could not be excluded. */
function touches(statement: Statement, action: string, resource: string) {
  const { NotAction, NotResource } = statement;
  const name = action.toLowerCase();
  return (
    (NotAction
      ? !lower(list(NotAction)).some(each => coversPattern(each, name))
      : lower(list(statement.Action)).some(each => overlaps(each, name))) &&
    (NotResource
      ? !list(NotResource).some(each => coversPattern(each, resource))
      : list(statement.Resource).some(each => overlaps(each, resource)))
  );
}

/** Whether some text is matched by both patterns of `*` and `?`. A text with a variable may be anything. */
function overlaps(one: string, other: string): boolean {
  if (one.includes('${') || other.includes('${')) {
    return true;
  }
  // `row[j]`: whether the rest of `one` and the rest of `other` from j on have a text in common.
  let row: boolean[] = [];
  for (let i = one.length; i >= 0; i -= 1) {
    const next = row;
    row = new Array(other.length + 1).fill(false);
    for (let j = other.length; j >= 0; j -= 1) {
      const [a, b] = [one[i], other[j]];
      if (a === undefined && b === undefined) {
        row[j] = true;
      } else if (a === '*') {
        row[j] = next[j] || (b !== undefined && row[j + 1]);
      } else if (b === '*') {
        row[j] = row[j + 1] || (a !== undefined && next[j]);
      } else if (a !== undefined && b !== undefined) {
        row[j] = (a === b || a === '?' || b === '?') && next[j + 1];
      }
    }
  }
  return row[0];
}
