import {
  canonicalStatement,
  ConditionBlock,
  matchesWildcards,
  PrincipalElement,
  Statement,
  toArray,
} from 'backstage-plugin-irsa-common';
import { IamUser } from '../../accounts/types';

type Named = Pick<IamUser, 'arn' | 'userId' | 'name'> &
  Partial<Pick<IamUser, 'tags'>>;

/** What has to change in a policy so that it holds for the role as it does for the user. */
export interface StatementForRole {
  /** A statement to add beside the others, or one that replaces the statement at `at`. */
  change: 'add' | 'replace';
  /** Position in the policy, from 0. */
  at: number;
  statement: Statement;
}

const ARN_KEY = 'aws:PrincipalArn';

/** Whether a policy names a user: by ARN, by unique id, by name, path or tag in a condition. */
export function namesUser(policy: string, user: Named): boolean {
  const statements = statementsOf(policy);
  return statements
    ? statements.some(statement => isNamed(statement, user))
    : policy.includes(user.arn);
}

/**
 * The changes after which a policy that names the user holds for the role too; none when it holds already. Undefined when the
 * policy names the user and its text is not understood. Statements name the role in a condition, which is taken before the role
 * exists.
 */
export function statementsForRole(
  policy: string,
  user: Named,
  roleArn: string,
): StatementForRole[] | undefined {
  const statements = statementsOf(policy);
  if (!statements) {
    return policy.includes(user.arn) ? undefined : [];
  }
  const there = new Set(statements.map(canonical));
  return statements.flatMap((statement, at): StatementForRole[] => {
    if (!isNamed(statement, user, roleArn)) {
      return [];
    }
    const change = isException(statement, user, roleArn) ? 'replace' : 'add';
    if (change === 'replace') {
      if (leavesOut(statement, roleArn)) {
        return [];
      }
      return [{ change, at, statement: withException(statement, roleArn) }];
    }
    const added = copyFor(statement, user, roleArn);
    const { Condition: _, ...bare } = added;
    const left = without(added.Condition ?? {}, key => key === ARN_KEY);
    // The same, with the role as principal.
    const direct = {
      ...bare,
      Principal: { AWS: roleArn },
      ...(left && { Condition: left }),
    };
    return there.has(canonical(added)) || there.has(canonical(direct))
      ? []
      : [{ change, at, statement: added }];
  });
}

function statementsOf(policy: string): Statement[] | undefined {
  try {
    const { Statement: all } = JSON.parse(policy) as {
      Statement?: Statement | Statement[];
    };
    return toArray(all).filter(each => typeof each === 'object' && each);
  } catch {
    return undefined;
  }
}

/** Whether a statement names the user, and nothing in the same place names the role. */
function isNamed(statement: Statement, user: Named, roleArn?: string): boolean {
  return (
    [statement.Principal, statement.NotPrincipal].some(element =>
      namedAmong(element, user, roleArn),
    ) || namingConditions(statement, user, roleArn).length > 0
  );
}

function namedAmong(
  element: PrincipalElement | undefined,
  user: Named,
  roleArn?: string,
): boolean {
  const values = principals(element);
  return (
    values.some(value => value === user.arn || isIdOf(value, user)) &&
    !values.includes(roleArn ?? '')
  );
}

function principals(element: PrincipalElement | undefined): string[] {
  return typeof element === 'object' ? toArray(element.AWS) : [];
}

/** `AIDA…`, which stands for a user that was deleted, or `AIDA…:*`. */
function isIdOf(value: string, { userId }: Named): boolean {
  return userId !== '' && value.split(':')[0] === userId;
}

/** Condition keys that tell a user, with the value of the user and of sessions of the role. */
function valuesOf(key: string, user: Named, roleArn?: string) {
  const lower = key.toLowerCase();
  if (lower.startsWith('aws:principaltag/')) {
    const tag = Object.entries(user.tags ?? {}).find(
      ([name]) => `aws:principaltag/${name.toLowerCase()}` === lower,
    );
    return { user: tag?.[1] };
  }
  return {
    'aws:principalarn': { user: user.arn, role: roleArn },
    'aws:username': { user: user.name },
    'aws:userid': { user: user.userId || undefined },
    'aws:principaltype': { user: 'User', role: 'AssumedRole' },
  }[lower];
}

/** Operators and keys of the conditions that hold for the user and not for the role. */
function namingConditions(
  { Condition = {} }: Statement,
  user: Named,
  roleArn?: string,
): { operator: string; key: string }[] {
  return Object.entries(Condition).flatMap(([operator, block]) =>
    Object.entries(block).flatMap(([key, values]) => {
      const subject = valuesOf(key, user, roleArn) as
        | { user?: string; role?: string }
        | undefined;
      const holds = (wanted: string | undefined) =>
        wanted !== undefined &&
        toArray(values).some(
          value =>
            matches(operator, String(value), wanted) ||
            (key.toLowerCase() === 'aws:userid' &&
              wanted === user.userId &&
              isIdOf(String(value), user)),
        );
      return holds(subject?.user) && !holds(subject?.role)
        ? [{ operator, key }]
        : [];
    }),
  );
}

function matches(operator: string, pattern: string, value: string): boolean {
  if (/Like|Arn/i.test(operator)) {
    return matchesWildcards(pattern, value);
  }
  return /IgnoreCase/i.test(operator)
    ? pattern.toLowerCase() === value.toLowerCase()
    : pattern === value;
}

/** Whether the user is named as the one that a statement leaves out. */
function isException(
  statement: Statement,
  user: Named,
  roleArn: string,
): boolean {
  return (
    namedAmong(statement.NotPrincipal, user, roleArn) ||
    namingConditions(statement, user, roleArn).some(({ operator }) =>
      /Not/.test(operator),
    )
  );
}

/** Whether a statement leaves out the role by its ARN. */
function leavesOut({ Condition = {} }: Statement, roleArn: string): boolean {
  return Object.entries(Condition).some(
    ([operator, block]) =>
      /Not/.test(operator) &&
      Object.entries(block).some(
        ([key, values]) =>
          isArnKey(key) &&
          toArray(values).some(each =>
            matches(operator, String(each), roleArn),
          ),
      ),
  );
}

/** The same statement, which leaves out the role too. */
function withException(statement: Statement, roleArn: string): Statement {
  const { NotPrincipal, Condition = {}, ...rest } = statement;
  const left = Object.entries(Condition).flatMap(([operator, block]) =>
    /^Arn(NotEquals|NotLike)$/.test(operator)
      ? Object.entries(block)
          .filter(([key]) => isArnKey(key))
          .flatMap(([, values]) => toArray(values))
      : [],
  );
  const others = without(
    Condition,
    (key, operator) =>
      /^Arn(NotEquals|NotLike)$/.test(operator) && isArnKey(key),
  );
  return {
    ...rest,
    ...(NotPrincipal && { Principal: { AWS: '*' } }),
    Condition: {
      ...others,
      ArnNotLike: {
        ...others?.ArnNotLike,
        [ARN_KEY]: [...left, ...principals(NotPrincipal), roleArn],
      },
    },
  };
}

/** The same statement for the role alone. */
function copyFor(
  statement: Statement,
  user: Named,
  roleArn: string,
): Statement {
  const { Sid: _, Condition = {}, ...rest } = statement;
  const naming = namingConditions(statement, user, roleArn);
  const others = without(Condition, (key, operator) =>
    naming.some(each => each.operator === operator && each.key === key),
  );
  return {
    ...rest,
    Principal: { AWS: '*' },
    Condition: {
      ...others,
      ArnEquals: { ...others?.ArnEquals, [ARN_KEY]: roleArn },
    },
  };
}

/** The conditions that `drop` leaves; undefined when there are none. */
function without(
  block: ConditionBlock,
  drop: (key: string, operator: string) => boolean,
): ConditionBlock | undefined {
  const left = Object.entries(block).flatMap(([operator, keys]) => {
    const kept = Object.entries(keys).filter(([key]) => !drop(key, operator));
    return kept.length > 0 ? [[operator, Object.fromEntries(kept)]] : [];
  });
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

function isArnKey(key: string): boolean {
  return key.toLowerCase() === ARN_KEY.toLowerCase();
}

function canonical(statement: Statement): string {
  const { Sid: _, ...rest } = statement;
  const principal = rest.Principal === '*' ? { AWS: '*' } : rest.Principal;
  return JSON.stringify(
    canonicalStatement({
      ...rest,
      ...(principal && { Principal: principal }),
    }),
  );
}
