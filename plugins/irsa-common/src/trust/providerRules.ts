import { accountOf } from '../policy';
import { finding } from './finding';
import { hostOf } from './readStatement';
import { isClusterIssuer, isSharedIssuer } from './sharedIssuers';
import { ReviewedStatement, ReviewFinding, TrustReviewContext } from './types';

/** Rules about the named providers: whether they exist, and whose they are. */
export function providerRules(
  { providers, index }: ReviewedStatement,
  context: TrustReviewContext,
): ReviewFinding[] {
  return providers.flatMap(arn => rulesOf(arn, index, context));
}

function rulesOf(
  arn: string,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  const host = hostOf(arn) ?? '';
  const { partition = 'aws' } = context;
  if (arn.split(':')[1] !== partition) {
    return [
      finding({
        ruleId: 'provider-partition-mismatch',
        severity: 'high',
        category: 'broken',
        message: `The provider is of partition ${
          arn.split(':')[1]
        }, the role of ${partition}.`,
        fix: 'Name the provider of this partition.',
        statement: index,
      }),
    ];
  }
  if (accountOf(arn) !== context.accountId) {
    return [
      finding({
        ruleId: 'provider-cross-account',
        severity: 'high',
        category: 'broken',
        message: `The provider is registered in account ${accountOf(
          arn,
        )}; it must be in the role's.`,
        fix: `Register it in ${context.accountId} and name that one.`,
        statement: index,
      }),
    ];
  }
  if (/^https?:\/\/|\/$/.test(host)) {
    return [
      finding({
        ruleId: 'provider-malformed',
        severity: 'high',
        category: 'broken',
        message:
          'The ARN of a provider has neither https:// nor a slash at its end.',
        fix: 'Copy the ARN from IAM.',
        statement: index,
      }),
    ];
  }
  if (!context.providers) {
    return [];
  }
  const found = context.providers.find(provider => provider.arn === arn);
  if (!found) {
    const almost = context.providers.some(
      provider => provider.arn.toLowerCase() === arn.toLowerCase(),
    );
    return [
      almost
        ? finding({
            ruleId: 'provider-malformed',
            severity: 'high',
            category: 'broken',
            message:
              'The ARN differs in case from the provider that is registered.',
            fix: 'Copy the ARN from IAM.',
            statement: index,
          })
        : finding({
            ruleId: 'dangling-provider',
            severity: 'medium',
            category: 'broken',
            message: `The account has no provider ${host}: the cluster may be gone. If the provider is registered again, the trust is in force again.`,
            fix: 'Remove the statement, or register the provider.',
            statement: index,
          }),
    ];
  }
  const isKnown =
    isSharedIssuer(host) ||
    !context.clusters ||
    context.clusters.some(
      ({ issuer }) => issuer.replace(/^https:\/\//, '') === host,
    );
  return isKnown || isClusterIssuer(host)
    ? []
    : [
        finding({
          ruleId: 'unknown-issuer',
          severity: 'medium',
          category: 'exposure',
          message: `No cluster that the portal knows has the issuer ${host}.`,
          fix: 'Find out who owns it. If nobody does, remove the statement.',
          statement: index,
        }),
      ];
}
