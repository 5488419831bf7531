import { AuditFinding, AuditVerdict } from '../audit/types';

/** From the least to the most urgent. */
export const VERDICTS_BY_SEVERITY: readonly AuditVerdict[] = [
  'uncertain',
  's3-compatible',
  'irsa-shadowed',
  'ses-smtp',
  'static-aws',
];

/** Whether a verdict is at or above another one. */
export function isAtLeast(verdict: AuditVerdict, limit: AuditVerdict): boolean {
  return (
    VERDICTS_BY_SEVERITY.indexOf(verdict) >= VERDICTS_BY_SEVERITY.indexOf(limit)
  );
}

/** How many findings there are of each verdict. */
export function countVerdicts(
  findings: readonly Pick<AuditFinding, 'verdict'>[],
): Record<AuditVerdict, number> {
  const counts = {
    'static-aws': 0,
    'irsa-shadowed': 0,
    'ses-smtp': 0,
    's3-compatible': 0,
    uncertain: 0,
  };
  for (const { verdict } of findings) {
    counts[verdict] += 1;
  }
  return counts;
}
