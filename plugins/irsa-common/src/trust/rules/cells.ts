import { finding } from '../finding';
import { coversText } from '../sets/cover';
import { Cell } from '../sets/pattern';
import { Pattern } from '../sets/types';
import { exactButCase } from '../sets/subjectSet';
import { Issuer } from '../issuers/issuers';
import { stateOf } from '../issuers/templates';
import { ReviewFinding, TrustReviewContext } from '../types';
import { githubSubject } from './github';
import { patternOfServiceAccounts } from './clusterPatterns';
import { exactServiceAccount } from './kubernetes';
import { literalWildcard, saasSubject } from './saas';

const severities = ['info', 'low', 'medium', 'high', 'critical'];

/** Findings for one subject by name. */
export function memberFindings(
  subject: string,
  issuer: Issuer,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  if (issuer.kind === 'kubernetes') {
    return exactServiceAccount(subject, index);
  }
  if (issuer.kind === 'other' || issuer.kind === 'google') {
    return saasSubject(subject, issuer, index, context);
  }
  // No such issuer has these characters in a subject.
  if (/[*?]/.test(subject)) {
    return [literalWildcard(index)];
  }
  return issuer.kind === 'github'
    ? githubSubject(subject, issuer, index, context)
    : saasSubject(subject, issuer, index, context);
}

/** More than so many names are only counted. */
const MANY = 3;

/** What a cell lets in, and what of it is left out. */
export function cellFindings(
  cell: Cell,
  issuer: Issuer,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  const found = patternsFindings(cell, issuer, index, context);
  const { none } = cell;
  if (none.length === 0) {
    return found;
  }
  const left =
    none.length > MANY
      ? `${none.length} patterns`
      : none.map(({ source }) => source).join(', ');
  return found.map(each =>
    each.category === 'exposure'
      ? { ...each, message: `${each.message} Left out: ${left}.` }
      : each,
  );
}

/** All patterns of a cell must match, so the narrowest decides. */
function patternsFindings(
  cell: Cell,
  issuer: Issuer,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  const name = exactButCase(cell);
  if (name) {
    // Who asks for a name in any case means the one that there is.
    return memberFindings(
      name.source.toLowerCase(),
      issuer,
      index,
      context,
    ).filter(({ ruleId }) => ruleId !== 'sub-case-mismatch');
  }
  const byPattern = narrowest(cell.all).map(pattern =>
    patternFindings(pattern, issuer, index, context),
  );
  return (
    byPattern.find(found =>
      found.some(({ category }) => category === 'broken'),
    ) ??
    byPattern.sort((left, right) => weight(left) - weight(right))[0] ??
    []
  );
}

function narrowest(patterns: Pattern[]): Pattern[] {
  return patterns.filter(
    (wide, at) =>
      !patterns.some(
        (narrow, other) =>
          other !== at &&
          !narrow.ignoreCase &&
          coversText(wide, narrow) &&
          (other < at || !coversText(narrow, wide)),
      ),
  );
}

function patternFindings(
  pattern: Pattern,
  issuer: Issuer,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  if (issuer.kind === 'kubernetes') {
    return patternOfServiceAccounts(pattern, index);
  }
  const found =
    issuer.kind === 'github'
      ? githubSubject(pattern.text, issuer, index, context)
      : saasSubject(pattern.text, issuer, index, context);
  const isEverybody = stateOf(pattern.text) === 'any' && !issuer.isTenant;
  return isEverybody && !found.some(({ ruleId }) => ruleId === 'sub-any')
    ? [...found, everybody(issuer, index)]
    : found;
}

function everybody({ host }: Issuer, index: number): ReviewFinding {
  return finding({
    ruleId: 'sub-any',
    severity: 'critical',
    category: 'exposure',
    message: `Every token of ${host} may assume the role.`,
    fix: 'Name the subject with StringEquals.',
    statement: index,
  });
}

function weight(findings: ReviewFinding[]): number {
  return Math.max(
    -1,
    ...findings
      .filter(({ category }) => category === 'exposure')
      .map(({ severity }) => severities.indexOf(severity)),
  );
}
