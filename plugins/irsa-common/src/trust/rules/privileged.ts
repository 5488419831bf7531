import { finding } from '../finding';
import { ReviewFinding, TrustReviewContext } from '../types';

/** Findings about whom a role lets in that is not named, where no pattern of subjects says so. */
const WIDE =
  /^(principal-wildcard|principal-org-wide|github-org-wide|github-any-ref|cognito-)/;

/** An administrator's role with such findings, once for each statement. */
export function privilegedRules(
  findings: readonly ReviewFinding[],
  { role }: TrustReviewContext,
): ReviewFinding[] {
  return role?.isPrivileged
    ? findings
        .filter(
          ({ ruleId, category }) =>
            category === 'exposure' && WIDE.test(ruleId),
        )
        .map(({ statement }) => broadTrust(statement))
    : [];
}

/** @param statement - its index in the policy */
export function broadTrust(statement: number | undefined): ReviewFinding {
  return finding({
    ruleId: 'privileged-broad-trust',
    severity: 'critical',
    category: 'exposure',
    message:
      'The role has the rights of an administrator, and whom it trusts is not named exactly.',
    fix: 'Name the subject exactly, and take rights away from the role.',
    statement,
  });
}
