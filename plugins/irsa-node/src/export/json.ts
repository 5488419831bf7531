import { AuditFinding } from '../audit/types';
import { toAuditRow, toWideAuditRow } from './auditRow';

/** Something that was not read, so that nothing is known of its keys. */
export interface NotRead {
  /** File, folder or part of a cluster. */
  where: string;
  why: string;
}

/**
 * The findings as a JSON array with one row per line, so that a text diff shows new and removed ones. What was not read
 * has a row with the verdict `not-read` after them, so that an empty array means that there is no key.
 */
export function auditToJson(
  findings: readonly AuditFinding[],
  options: { wide?: boolean; notRead?: readonly NotRead[] } = {},
): string {
  const rows = [
    ...findings.map(options.wide ? toWideAuditRow : toAuditRow),
    ...(options.notRead ?? []).map(notReadRow),
  ];
  return rows.length === 0
    ? '[]\n'
    : `[\n${rows.map(row => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`;
}

function notReadRow({ where, why }: NotRead) {
  return {
    namespace: '',
    kind: '',
    name: where,
    container: '',
    location: 'not-read',
    objectName: '',
    keyNames: [],
    verdict: 'not-read',
    why,
  };
}
