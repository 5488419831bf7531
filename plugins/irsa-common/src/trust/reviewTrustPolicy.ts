import { parsePolicyDocument, toArray } from '../policy';
import { conditionRules } from './conditionRules';
import { documentRules } from './documentRules';
import { finding } from './finding';
import { providerRules } from './providerRules';
import { readStatement } from './readStatement';
import { subjectRules } from './subjectRules';
import {
  ReviewFinding,
  TrustReview,
  TrustReviewContext,
  TrustVerdict,
} from './types';

const severities = ['info', 'low', 'medium', 'high', 'critical'];

/**
 * Reviews who may assume a role by web identity. Pure; takes the trust policy as text or parsed.
 * Source: IAM User Guide, "Create a role for OpenID Connect federation"; EKS Best Practices Guide, "Identity and Access Management".
 *
 * @public
 */
export function reviewTrustPolicy(
  document: unknown,
  context: TrustReviewContext,
): TrustReview {
  const findings = collect(document, context);
  const unique = findings.filter(
    (item, index) =>
      findings.findIndex(
        other =>
          other.ruleId === item.ruleId && other.statement === item.statement,
      ) === index,
  );
  return {
    verdict: verdictOf(unique),
    findings: unique
      .sort(
        (left, right) =>
          severities.indexOf(right.severity) -
          severities.indexOf(left.severity),
      )
      .map(({ category: _, ...item }) => item),
  };
}

function collect(input: unknown, context: TrustReviewContext): ReviewFinding[] {
  const { document, error } = parsePolicyDocument(input, 'trust');
  if (error) {
    return [refusal(input, error.message)];
  }
  const statements = document.Statement.flatMap((statement, index) =>
    statement.Effect === 'Allow' ? readStatement(statement, index) ?? [] : [],
  );
  return [
    ...documentRules(document, context),
    ...statements.flatMap(statement => [
      ...providerRules(statement, context),
      ...conditionRules(statement, context),
      ...subjectRules(statement, context),
    ]),
  ];
}

function refusal(input: unknown, message: string): ReviewFinding {
  const statements = toArray(
    (input as { Statement?: unknown } | undefined)?.Statement,
  ) as (Record<string, unknown> | undefined)[];
  const has = (element: string) =>
    statements.findIndex(statement => statement?.[element] !== undefined);
  if (has('NotPrincipal') >= 0) {
    return finding({
      ruleId: 'notprincipal',
      severity: 'high',
      category: 'broken',
      message: 'IAM does not accept NotPrincipal in a trust policy.',
      fix: 'Name the allowed principals.',
      statement: has('NotPrincipal'),
    });
  }
  if (has('Resource') >= 0 || has('NotResource') >= 0) {
    return finding({
      ruleId: 'resource-element',
      severity: 'high',
      category: 'broken',
      message:
        'IAM does not accept a resource in a trust policy: it is the role itself.',
      fix: 'Remove Resource.',
      statement: Math.max(has('Resource'), has('NotResource')),
    });
  }
  return /must be unique/.test(message)
    ? finding({
        ruleId: 'duplicate-sid',
        severity: 'medium',
        category: 'broken',
        message: 'Two statements have the same Sid: IAM refuses the policy.',
        fix: 'Make each Sid unique.',
      })
    : finding({
        ruleId: 'parse-error',
        severity: 'high',
        category: 'broken',
        message: `IAM refuses the policy: ${message}`,
        fix: 'Correct the document.',
      });
}

function verdictOf(findings: ReviewFinding[]): TrustVerdict {
  const exposed = findings.filter(
    ({ category, severity }) =>
      category === 'exposure' && severities.indexOf(severity) >= 2,
  );
  if (exposed.length > 0) {
    return exposed.some(({ severity }) => severity === 'critical')
      ? 'dangerous'
      : 'risky';
  }
  return findings.some(({ category }) => category === 'broken')
    ? 'broken'
    : 'safe';
}
