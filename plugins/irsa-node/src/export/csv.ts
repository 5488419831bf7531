import { AuditFinding } from '../audit/types';
import {
  AUDIT_FIELDS,
  toAuditRow,
  toWideAuditRow,
  WIDE_FIELDS,
} from './auditRow';

/** A list becomes one cell, with its items separated by spaces. */
export type CsvCell = string | number | boolean | undefined | readonly string[];

/** Characters that spreadsheets read as the beginning of a formula, full-width forms included. */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/;

const NEEDS_QUOTES = /[",;|\t\r\n]|^[\s']|\s$/;

/**
 * A table as of RFC 4180: CRLF after every line, quotes doubled, no byte order mark. A cell that a spreadsheet would
 * read as a formula gets a leading apostrophe; numbers are left as they are.
 *
 * {@link https://www.rfc-editor.org/rfc/rfc4180}, {@link https://owasp.org/www-community/attacks/CSV_Injection}
 */
export function toCsv(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): string {
  return [header, ...rows]
    .map(cells => `${cells.map(writeCell).join(',')}\r\n`)
    .join('');
}

function writeCell(cell: CsvCell): string {
  if (typeof cell === 'number' || typeof cell === 'boolean') {
    return String(cell);
  }
  const plain = Array.isArray(cell) ? cell.join(' ') : String(cell ?? '');
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** The findings as a table with a header row. */
export function auditToCsv(
  findings: readonly AuditFinding[],
  options: { wide?: boolean } = {},
): string {
  if (!options.wide) {
    return toCsv(
      AUDIT_FIELDS,
      findings.map(toAuditRow).map(row => AUDIT_FIELDS.map(name => row[name])),
    );
  }
  const fields = [...AUDIT_FIELDS, ...WIDE_FIELDS];
  return toCsv(
    fields,
    findings.map(toWideAuditRow).map(row => fields.map(name => row[name])),
  );
}
