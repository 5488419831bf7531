import { parseOperator, PolicyDocument, Statement, toArray } from '../policy';
import { keyParts } from './sets/outcome';
import { ConditionTest } from './types';

export type PrincipalKind = 'Federated' | 'AWS' | 'Service' | 'CanonicalUser';

export interface NamedPrincipal {
  /** `Principal: "*"` is `AWS` with the value `*`. */
  kind: PrincipalKind;
  value: string;
}

/** One statement of a trust policy, read once for all rules. */
export interface TrustStatement {
  index: number;
  statement: Statement;
  principals: NamedPrincipal[];
  tests: ConditionTest[];
}

export function readStatements({ Statement: all }: PolicyDocument) {
  return all.map(
    (statement, index): TrustStatement => ({
      index,
      statement,
      principals: principalsOf(statement),
      tests: Object.entries(statement.Condition ?? {}).flatMap(
        ([operator, keys]) =>
          Object.entries(keys).map(([key, values]) =>
            readTest(operator, key, toArray(values).map(String)),
          ),
      ),
    }),
  );
}

function principalsOf({ Principal }: Statement): NamedPrincipal[] {
  if (Principal === undefined) {
    return [];
  }
  return Principal === '*'
    ? [{ kind: 'AWS', value: '*' }]
    : Object.entries(Principal).flatMap(([kind, values]) =>
        toArray(values).map(value => ({ kind: kind as PrincipalKind, value })),
      );
}

function readTest(
  operator: string,
  key: string,
  values: string[],
): ConditionTest {
  const { base, quantifier, ifExists } = parseOperator(operator);
  return {
    operator,
    base: base.toLowerCase(),
    quantifier,
    ifExists,
    negated: /not/i.test(base),
    ...keyParts(key),
    values,
  };
}
