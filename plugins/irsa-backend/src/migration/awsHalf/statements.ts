import {
  canonicalStatement,
  ConditionBlock,
  coversPattern,
  OneOrMany,
  Statement,
  toArray,
} from 'backstage-plugin-irsa-common';

/** One action on one resource of a statement, or a statement that names what it leaves out. */
interface Part {
  action: string;
  resource: string;
  /** `action on resource`, for people. */
  title: string;
}

/**
 * What the statements say and the others do not. Only what is certain counts as said by the others: a part that two of them cover
 * together, half each, is named. All are of one effect. Pure.
 */
export function notSaid(
  statements: readonly Statement[],
  others: readonly Statement[],
): Part[] {
  return statements.flatMap(statement =>
    others.some(other => isSame(statement, other))
      ? []
      : partsOf(statement).filter(
          part => !others.some(other => coversPart(other, part, statement)),
        ),
  );
}

/** Whether a statement could concern something that the other one names. When in doubt, it could. Pure. */
export function mayMeet(one: Statement, other: Statement): boolean {
  const isExact = [one, other].every(
    ({ NotAction, NotResource }) => !NotAction && !NotResource,
  );
  return (
    !isExact ||
    (anyPair(one.Action, other.Action, (a, b) =>
      overlap(a.toLowerCase(), b.toLowerCase()),
    ) &&
      anyPair(one.Resource, other.Resource, overlap))
  );
}

/** Whether all that meets the conditions of the one meets those of the other too. `false` may mean that it could not be shown. Pure. */
function isAsStrict(
  narrow: ConditionBlock | undefined,
  wide: ConditionBlock | undefined,
): boolean {
  return looserThan(narrow, wide).length === 0;
}

/** Keys of the conditions of `wide` that `narrow` does not hold as strictly. Pure. */
export function looserThan(
  narrow: ConditionBlock | undefined,
  wide: ConditionBlock | undefined,
): string[] {
  const held = conditionsOf(narrow);
  return conditionsOf(wide)
    .filter(
      ({ operator, key, values }) =>
        !held.some(
          each =>
            each.operator === operator &&
            each.key === key &&
            (operator.includes('not')
              ? isWithin(values, each.values)
              : isWithin(each.values, values)),
        ),
    )
    .map(({ shown }) => shown);
}

function isSame(one: Statement, other: Statement): boolean {
  const text = ({ Sid: _, ...statement }: Statement) =>
    JSON.stringify(canonicalStatement(statement));
  return text(one) === text(other);
}

function partsOf(statement: Statement): Part[] {
  const { Action, NotAction, Resource, NotResource } = statement;
  const actions = NotAction
    ? [`all but ${toArray(NotAction).join(', ')}`]
    : toArray(Action);
  const resources = NotResource
    ? [`all but ${toArray(NotResource).join(', ')}`]
    : toArray(Resource);
  return actions.flatMap(action =>
    resources.map(resource => ({
      action,
      resource,
      title: `${action} on ${resource}`,
    })),
  );
}

function coversPart(
  wide: Statement,
  { action, resource }: Part,
  narrow: Statement,
): boolean {
  return (
    !narrow.NotAction &&
    !narrow.NotResource &&
    toArray(wide.Action).some(each =>
      coversPattern(each.toLowerCase(), action.toLowerCase()),
    ) &&
    toArray(wide.Resource).some(each => coversPattern(each, resource)) &&
    isAsStrict(narrow.Condition, wide.Condition)
  );
}

interface Condition {
  operator: string;
  key: string;
  values: string[];
  /** The key as it was written. */
  shown: string;
}

function conditionsOf(block: ConditionBlock | undefined): Condition[] {
  return Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, given]) => {
      const values = toArray(given).map(String);
      const isPlain =
        operator.toLowerCase() === 'stringlike' &&
        values.every(value => !/[*?]/.test(value));
      return {
        operator: isPlain ? 'stringequals' : operator.toLowerCase(),
        key: key.toLowerCase(),
        values,
        shown: key,
      };
    }),
  );
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every(value => all.includes(value));
}

function anyPair(
  ones: OneOrMany<string> | undefined,
  others: OneOrMany<string> | undefined,
  holds: (one: string, other: string) => boolean,
): boolean {
  return toArray(ones).some(one =>
    toArray(others).some(other => holds(one, other)),
  );
}

/** Whether two patterns could match the same text. */
function overlap(one: string, other: string): boolean {
  const [left, right] = [startOf(one), startOf(other)];
  const hasVariable = [one, other].some(text => text.includes('${'));
  if (!hasVariable && (left === one || right === other)) {
    return coversPattern(one, other) || coversPattern(other, one);
  }
  return left.startsWith(right) || right.startsWith(left);
}

/** The text before the first wildcard or variable. */
function startOf(pattern: string): string {
  const at = pattern.search(/[*?]|\$\{/);
  return at < 0 ? pattern : pattern.slice(0, at);
}
