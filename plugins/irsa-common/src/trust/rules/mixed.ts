import { findOperator } from '../../policy/conditionOperators';
import { finding } from '../finding';
import { TrustStatement } from '../statements';
import { ReviewFinding } from '../types';
import { isVacuous } from './conditions';

/** Rules about principals of different kinds in one statement, and in one policy. */
export function mixedStatementRules({
  principals,
  tests,
  index,
}: TrustStatement): ReviewFinding[] {
  const isMixed =
    principals.some(({ kind }) => kind === 'Federated') &&
    principals.some(({ kind }) => kind !== 'Federated');
  const ofTokens = tests.filter(({ claim }) => claim !== undefined);
  if (!isMixed || ofTokens.length === 0) {
    return [];
  }
  const isSkipped = ofTokens.every(
    test =>
      (isVacuous(test) && findOperator(test.base)) ||
      (test.base === 'null' && test.values.includes('true')),
  );
  return [
    isSkipped
      ? finding({
          ruleId: 'mixed-principals-bypass',
          severity: 'high',
          category: 'exposure',
          message:
            'Accounts and services have no token, so the conditions on tokens hold for them without any check.',
          fix: 'Write a statement for each kind of principal.',
          statement: index,
        })
      : finding({
          ruleId: 'mixed-principals-blocked',
          severity: 'medium',
          category: 'broken',
          message:
            'Accounts and services have no token, so the conditions on tokens never hold for them.',
          fix: 'Write a statement for each kind of principal.',
          statement: index,
        }),
  ];
}

export function mixedPolicyRules(allows: TrustStatement[]): ReviewFinding[] {
  const services = new Set(
    allows.flatMap(({ principals }) =>
      principals.flatMap(({ kind, value }) =>
        kind === 'Service' ? [value] : [],
      ),
    ),
  );
  const hasTokens = allows.some(({ principals }) =>
    principals.some(
      ({ kind, value }) =>
        kind === 'Federated' && value.includes(':oidc-provider/'),
    ),
  );
  if (!hasTokens || services.size === 0) {
    return [];
  }
  const pods = 'pods.eks.amazonaws.com';
  return [
    ...(services.has(pods)
      ? [
          finding({
            ruleId: 'pod-identity-and-irsa',
            severity: 'info',
            category: 'hygiene',
            message: 'The role is trusted by EKS Pod Identity and by tokens.',
            fix: 'When the change is finished, remove the statement that is no longer used.',
          }),
        ]
      : []),
    ...([...services].some(service => service !== pods)
      ? [
          finding({
            ruleId: 'mixed-trust-mechanisms',
            severity: 'low',
            category: 'hygiene',
            message: 'The role is shared by tokens and by another AWS service.',
            fix: 'Make a role for each.',
          }),
        ]
      : []),
  ];
}
