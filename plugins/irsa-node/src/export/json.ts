import { AuditFinding } from '../audit/types';
import { toAuditRow, toWideAuditRow } from './auditRow';

/** The findings as a JSON array with one row per line, so that a text diff shows new and removed ones. */
export function auditToJson(
  findings: readonly AuditFinding[],
  options: { wide?: boolean } = {},
): string {
  const rows = findings.map(options.wide ? toWideAuditRow : toAuditRow);
  return rows.length === 0
    ? '[]\n'
    : `[\n${rows.map(row => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`;
}
