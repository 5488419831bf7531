import { FindingCategory, ReviewFinding } from './types';

/** Builds a finding. */
export function finding(
  ruleId: string,
  severity: ReviewFinding['severity'],
  category: FindingCategory,
  message: string,
  fix: string,
  statement?: number,
): ReviewFinding {
  return {
    ruleId,
    severity,
    category,
    message,
    fix,
    ...(statement === undefined ? {} : { statement }),
  };
}
