import { toArray } from '../../policy';
import { finding } from '../finding';
import { outcomeOf } from '../sets/outcome';
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
  return [
    ...wrongKeys,
    ...(isForTokens && providers.length > 0 && (noAction || neverHolds)
      ? [
          finding({
            ruleId: 'deny-ineffective',
            severity: 'medium',
            category: 'hygiene',
            message: noAction
              ? 'The Deny is about other actions than the one by which tokens are exchanged.'
              : 'No token has what the Deny asks for, so it refuses nobody.',
            fix: 'Correct the key or the action, or remove the statement.',
            statement: index,
          }),
        ]
      : []),
  ];
}
