import { toArray } from '../../policy';
import { finding } from '../finding';
import { outcomeOf } from '../sets/outcome';
import { reasonOfName } from '../sets/requestKeys';
import { hasAction, WEB_IDENTITY } from '../sets/subjectSet';
import { TrustStatement } from '../statements';
import { ReviewFinding } from '../types';
import { isVacuous, keyRules } from './conditions';

/** Rules about a Deny: one that refuses nobody, and one that refuses by mistake. */
export function denyRules(
  deny: TrustStatement,
  providers: { arn: string; host: string }[],
  version: string | undefined,
): ReviewFinding[] {
  const { tests, index, statement, principals } = deny;
  const hosts = providers.map(({ host }) => host);
  const wrongKeys = tests.flatMap(test =>
    test.claim !== undefined && isVacuous(test) && hosts.length > 0
      ? keyRules(test, hosts, index)
      : [],
  );
  const isForTokens = principals.some(
    ({ kind, value }) => kind === 'Federated' || value === '*',
  );
  const noAction =
    toArray(statement.Action ?? statement.NotAction).length > 0 &&
    !hasAction(deny, WEB_IDENTITY);
  const neverHolds =
    providers.length > 0 &&
    providers.every(({ host }) =>
      tests.some(
        test =>
          outcomeOf(test, {
            host,
            version,
            mayTag: true,
            unknownValues: 'widest',
          }).kind === 'never',
      ),
    );
  const noKey = tests
    .filter(test => !isVacuous(test) && test.base !== 'null')
    .flatMap(({ key }) => reasonOfName(key) ?? [])[0];
  if (noKey) {
    return [
      ...wrongKeys,
      ineffective(`${noKey}, so the Deny refuses nobody.`, index),
    ];
  }
  return [
    ...wrongKeys,
    ...(isForTokens && providers.length > 0 && (noAction || neverHolds)
      ? [
          ineffective(
            noAction
              ? 'The Deny is about other actions than the one by which tokens are exchanged.'
              : 'No token has what the Deny asks for, so it refuses nobody.',
            index,
          ),
        ]
      : []),
  ];
}

function ineffective(message: string, statement: number): ReviewFinding {
  return finding({
    ruleId: 'deny-ineffective',
    severity: 'medium',
    category: 'hygiene',
    message,
    fix: 'Correct the key or the action, or remove the statement.',
    statement,
  });
}
