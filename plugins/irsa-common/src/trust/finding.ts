import { ReviewFinding } from './types';

/** Builds a finding; it has no field `statement` where it is about the document as a whole. */
export function finding(item: ReviewFinding): ReviewFinding {
  if (item.statement !== undefined) {
    return item;
  }
  const { statement: _, ...rest } = item;
  return rest;
}

/** Builds findings about one statement. @param statement - its index in the policy */
export function findingsIn(statement: number) {
  return (
    ruleId: string,
    severity: ReviewFinding['severity'],
    category: ReviewFinding['category'],
    message: string,
    fix: string,
  ): ReviewFinding =>
    finding({ ruleId, severity, category, message, fix, statement });
}

/** The same for exposures, each as a list of one. */
export function exposuresIn(statement: number) {
  const is = findingsIn(statement);
  return (
    ruleId: string,
    severity: ReviewFinding['severity'],
    message: string,
    fix: string,
  ): ReviewFinding[] => [is(ruleId, severity, 'exposure', message, fix)];
}

/** A text as a sentence has it: what has blanks or line ends is quoted, so that they are seen. */
export function shown(text: string): string {
  return /^\S+$/.test(text) ? text : JSON.stringify(text);
}

/** What breaks nothing where it stands: a broken finding as one of hygiene. */
export function asUntidy(item: ReviewFinding): ReviewFinding {
  return item.category === 'broken'
    ? { ...item, category: 'hygiene', severity: 'low' }
    : item;
}
