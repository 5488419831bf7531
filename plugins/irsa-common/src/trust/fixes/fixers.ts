import {
  ConditionBlock,
  PolicyDocument,
  Statement,
  toArray,
} from '../../policy';
import { clustersOf } from '../known';
import { tokenSets } from '../reach/tokenWay';
import { wayOf } from '../reach/whoMayAssume';
import { TrustPolicy } from '../readTrustPolicy';
import { hostOf } from '../rules/provider';
import { withoutTags } from '../issuers/issuers';
import { hasAction, isInSet, WEB_IDENTITY } from '../sets/subjectSet';
import { keyParts } from '../sets/outcome';
import { TrustStatement } from '../statements';
import { inTime } from '../time/inTime';
import { TrustReviewContext } from '../types';

/** Changes a policy so that it lets in fewer, or the same; undefined when there is nothing to change. */
export type Fixer = (
  policy: TrustPolicy,
  context: TrustReviewContext,
) => PolicyDocument | undefined;

/** In the order in which they are tried. */
export const FIXERS: Fixer[] = [
  withoutRepeats,
  withoutEnded,
  withoutDeadPrincipals,
  withPlainOperators,
  withNamedServiceAccounts,
  withAudience,
  withOneAction,
  withoutEmptyConditions,
  withNewVersion,
];

function withoutRepeats({ document }: TrustPolicy): PolicyDocument {
  const texts = document.Statement.map(each => JSON.stringify(each));
  return {
    ...document,
    Statement: document.Statement.filter(
      (_, at) => texts.indexOf(texts[at]) === at,
    ),
  };
}

/** Without statements whose time is over, as long as another still lets somebody in or will. */
function withoutEnded(
  policy: TrustPolicy,
  context: TrustReviewContext,
): PolicyDocument | undefined {
  const { timed } = inTime(policy, context);
  const ended = timed
    .filter(({ spell, by }) => spell.kind === 'over' && !by)
    .map(({ statement }) => statement.statement);
  const { document } = policy;
  const kept = document.Statement.filter(each => !ended.includes(each));
  return kept.some(({ Effect }) => Effect === 'Allow')
    ? { ...document, Statement: kept }
    : undefined;
}

/** Without principals whom no statement lets in. What lets nobody in may let somebody in when the world changes. */
function withoutDeadPrincipals(
  policy: TrustPolicy,
  context: TrustReviewContext,
): PolicyDocument | undefined {
  const { document, statements } = policy;
  const denies = statements.filter(
    ({ statement }) => statement.Effect === 'Deny',
  );
  const kept = statements.flatMap((each): Statement[] => {
    const { statement, principals } = each;
    if (
      statement.Effect === 'Deny' ||
      typeof statement.Principal !== 'object'
    ) {
      return [statement];
    }
    const alive = principals.filter(
      principal =>
        wayOf(principal, { ...policy, statements: [each, ...denies] }, context)
          .reach !== 'dead',
    );
    if (alive.length === principals.length) {
      return [statement];
    }
    const Principal = Object.fromEntries(
      Object.entries(statement.Principal).flatMap(([kind, values]) => {
        const left = toArray(values).filter(value =>
          alive.some(one => one.kind === kind && one.value === value),
        );
        return left.length > 0
          ? [[kind, left.length === 1 ? left[0] : left]]
          : [];
      }),
    );
    return alive.length > 0 ? [{ ...statement, Principal }] : [];
  });
  return kept.some(({ Effect }) => Effect === 'Allow')
    ? { ...document, Statement: kept }
    : undefined;
}

/** Operators that hold without the key, or without regard to case, become the plain ones for subject and audience. */
function withPlainOperators({ document, statements }: TrustPolicy) {
  return mapTokenStatements(document, statements, (statement, host) => {
    const Condition: ConditionBlock = {};
    for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
      for (const [key, values] of Object.entries(keys)) {
        const plain = isOwn(key, host) ? plainOf(operator) : operator;
        const isTaken = statement.Condition?.[plain]?.[key] !== undefined;
        const name = plain !== operator && isTaken ? operator : plain;
        const lowered =
          name !== operator && /ignorecase/i.test(operator)
            ? toArray(values).map(value => String(value).toLowerCase())
            : values;
        Condition[name] = {
          ...Condition[name],
          [key]: Array.isArray(values) ? lowered : [lowered].flat()[0],
        };
      }
    }
    return { ...statement, Condition };
  });
}

function plainOf(operator: string): string {
  const plain = operator
    .replace(/^for(allvalues|anyvalue):/i, '')
    .replace(/ifexists$/i, '');
  if (!/^string(equals|like|equalsignorecase)$/i.test(plain)) {
    return operator;
  }
  return /like/i.test(plain) ? 'StringLike' : 'StringEquals';
}

/** The ServiceAccounts of clusters by name: those that are named already, and those that name the role themselves. */
function withNamedServiceAccounts(
  policy: TrustPolicy,
  context: TrustReviewContext,
): PolicyDocument {
  const { document, statements } = policy;
  return mapTokenStatements(
    document,
    statements,
    (statement, host, provider, each) => {
      const clusters = clustersOf(context, host);
      const isRead =
        clusters.length > 0 &&
        clusters.every(({ serviceAccounts }) => serviceAccounts);
      if (!isRead || !context.role) {
        return statement;
      }
      const { setOf } = tokenSets(provider, policy, context);
      const set = setOf([each]);
      const names = clusters
        .flatMap(({ serviceAccounts = [] }) => serviceAccounts)
        .flatMap(({ namespace, name, roleArn }) => {
          const subject = `system:serviceaccount:${namespace}:${name}`;
          const isWanted =
            set.members.includes(subject) || roleArn === context.role!.arn;
          return isWanted && isInSet(set, subject) ? [subject] : [];
        });
      const subjects = [...new Set(names)].sort();
      const isSame =
        set.cells.length === 0 && subjects.length === set.members.length;
      if (subjects.length === 0 || isSame) {
        return statement;
      }
      const Condition = without(statement.Condition, key =>
        isOwn(key, host, 'sub'),
      );
      return {
        ...statement,
        Condition: adding(
          Condition,
          `${host}:sub`,
          subjects.length === 1 ? subjects[0] : subjects,
        ),
      };
    },
  );
}

/** The audience for which the provider is registered, where the statement asks for none. */
function withAudience(
  { document, statements }: TrustPolicy,
  { providers }: TrustReviewContext,
): PolicyDocument {
  return mapTokenStatements(document, statements, (statement, host, arn) => {
    const ids = providers?.find(each => each.arn === arn)?.clientIds ?? [];
    const audience = ids.includes('sts.amazonaws.com')
      ? 'sts.amazonaws.com'
      : ids[0];
    const asked = Object.entries(statement.Condition ?? {}).flatMap(
      ([operator, keys]) =>
        Object.entries(keys).flatMap(([key, values]) =>
          isOwn(key, host, 'aud')
            ? [{ operator, values: toArray(values) }]
            : [],
        ),
    );
    const isOpen = asked.every(
      ({ operator, values }) =>
        /^stringlike$/i.test(operator) &&
        values.some(value => /^\*+$/.test(String(value))),
    );
    if ((ids.length !== 1 && audience !== 'sts.amazonaws.com') || !isOpen) {
      return statement;
    }
    return {
      ...statement,
      Condition: adding(
        without(statement.Condition, key => isOwn(key, host, 'aud')),
        `${host}:aud`,
        audience,
      ),
    };
  });
}

/** What tokens may bring for the session besides, which STS refuses where it is not allowed. */
const BROUGHT = ['sts:TagSession', 'sts:SetSourceIdentity'];

/** The action by which tokens are exchanged, and those for what the tokens of the issuer may bring along. */
function withOneAction(
  policy: TrustPolicy,
  context: TrustReviewContext,
): PolicyDocument {
  const { document, statements } = policy;
  return mapTokenStatements(
    document,
    statements,
    (statement, _host, provider, each) => {
      const { Action, NotAction, ...rest } = statement;
      const brings =
        withoutTags(tokenSets(provider, policy, context).issuer) === undefined;
      const wanted = [
        WEB_IDENTITY,
        ...BROUGHT.filter(action => brings && hasAction(each, action)),
      ];
      const isSame =
        NotAction === undefined &&
        JSON.stringify([...toArray(Action)].sort()) ===
          JSON.stringify([...wanted].sort());
      return isSame
        ? statement
        : { ...rest, Action: wanted.length > 1 ? wanted : WEB_IDENTITY };
    },
  );
}

/** Without conditions that ask callers for nothing. Of tokens, what is empty was to hold something. */
function withoutEmptyConditions({
  document,
  statements,
}: TrustPolicy): PolicyDocument {
  return {
    ...document,
    Statement: statements.map(({ statement, principals }) => {
      const { Condition, ...rest } = statement;
      if (
        !Condition ||
        statement.Effect === 'Deny' ||
        principals.some(({ kind }) => kind === 'Federated')
      ) {
        return statement;
      }
      const left = without(Condition, () => false);
      return Object.keys(left).length > 0 ? { ...rest, Condition: left } : rest;
    }),
  };
}

/** Only where no value holds a variable, which the old version takes for text. */
function withNewVersion({ document }: TrustPolicy): PolicyDocument | undefined {
  return JSON.stringify(document).includes('${')
    ? undefined
    : { ...document, Version: '2012-10-17' };
}

/** Changes Allow statements for tokens of one provider and nobody else. */
function mapTokenStatements(
  document: PolicyDocument,
  statements: TrustStatement[],
  change: (
    statement: Statement,
    host: string,
    provider: string,
    read: TrustStatement,
  ) => Statement,
): PolicyDocument {
  return {
    ...document,
    Statement: statements.map(each => {
      const [principal, ...others] = each.principals;
      const host =
        principal?.kind === 'Federated' ? hostOf(principal.value) : undefined;
      return each.statement.Effect === 'Allow' &&
        host !== undefined &&
        others.length === 0
        ? change(each.statement, host, principal.value, each)
        : each.statement;
    }),
  };
}

function isOwn(key: string, host: string, ...claims: string[]): boolean {
  const parts = keyParts(key);
  return (
    parts.host?.toLowerCase() === host.toLowerCase() &&
    (claims.length > 0 ? claims : ['sub', 'aud']).includes(parts.claim ?? '')
  );
}

/** Without the keys; operators that have none left go too. */
function without(
  condition: ConditionBlock = {},
  isGone: (key: string) => boolean,
): ConditionBlock {
  return Object.fromEntries(
    Object.entries(condition).flatMap(([operator, keys]) => {
      const left = Object.entries(keys).filter(([key]) => !isGone(key));
      return left.length > 0 ? [[operator, Object.fromEntries(left)]] : [];
    }),
  );
}

function adding(
  condition: ConditionBlock,
  key: string,
  value: string | string[],
): ConditionBlock {
  return {
    ...condition,
    StringEquals: { ...condition.StringEquals, [key]: value },
  };
}
