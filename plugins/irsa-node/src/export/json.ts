import { AuditFinding } from '../audit/types';
import { toAuditRow, toWideAuditRow } from './auditRow';

/** The findings as a JSON array, one row a line so that a text diff shows which came and went. */
export function auditToJson(
  findings: readonly AuditFinding[],
  options: { wide?: boolean } = {},
): string {
  const rows = findings.map(options.wide ? toWideAuditRow : toAuditRow);
  return rows.length === 0
    ? '[]\n'
    : `[\n${rows.map(row => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`;
}
