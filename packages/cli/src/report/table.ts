import Table from 'cli-table3';
import {
  AuditFinding,
  AuditVerdict,
  VERDICTS_BY_SEVERITY,
} from 'backstage-plugin-irsa-node';
import { createColors } from 'picocolors';
import { counted } from 'backstage-plugin-irsa-common';
import { printable } from '../text';

type Colors = ReturnType<typeof createColors>;

/** The library's time grows with the square of the number of rows. */
const ROWS_AT_ONCE = 100;

const NONE = '';
/** Without a frame, so that rows can be processed by tools and fit into a terminal. */
const PLAIN = {
  top: NONE,
  'top-mid': NONE,
  'top-left': NONE,
  'top-right': NONE,
  bottom: NONE,
  'bottom-mid': NONE,
  'bottom-left': NONE,
  'bottom-right': NONE,
  left: NONE,
  'left-mid': NONE,
  mid: NONE,
  'mid-mid': NONE,
  right: NONE,
  'right-mid': NONE,
  middle: '  ',
};

/** One row for each finding, the worst first. Empty columns are left out. */
export function auditToTable(
  findings: readonly AuditFinding[],
  options: {
    color: boolean;
    /** Number of places that were not read. */
    notRead?: number;
  },
): string {
  const colors = createColors(options.color);
  const rows = [...findings]
    .sort(
      (a, b) =>
        VERDICTS_BY_SEVERITY.indexOf(b.verdict) -
        VERDICTS_BY_SEVERITY.indexOf(a.verdict),
    )
    .map(finding => cellsOf(finding));
  const columns = Object.keys(rows[0] ?? {}).filter(column =>
    rows.some(row => row[column] !== ''),
  );
  if (rows.length === 0) {
    return options.notRead
      ? `No static AWS keys found in what was read; ${counted(
          options.notRead,
          'place',
        )} not read.\n`
      : 'No static AWS keys found.\n';
  }
  const colWidths = columns.map(column =>
    rows.reduce(
      (width, row) => Math.max(width, widthOf(row[column])),
      column.length,
    ),
  );
  const lines: string[] = [];
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const table = new Table({
      head: start === 0 ? columns.map(column => colors.bold(column)) : [],
      colWidths,
      chars: PLAIN,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    });
    for (const row of rows.slice(start, start + ROWS_AT_ONCE)) {
      table.push(
        columns.map(column =>
          column === 'VERDICT'
            ? painted(row[column] as AuditVerdict, colors)
            : row[column],
        ),
      );
    }
    lines.push(...table.toString().split('\n'));
  }
  return lines.map(line => `${line.trimEnd()}\n`).join('');
}

/** Width on a terminal. For scripts with wide characters it is an upper estimate. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (character >= '\u1100' ? 2 : 1),
    0,
  );
}

function cellsOf(finding: AuditFinding): Record<string, string> {
  const { verdict, namespace, kind, name, container } = finding;
  const { location, objectName, keyNames, source } = finding;
  const cells = {
    VERDICT: verdict,
    NAMESPACE: namespace,
    OBJECT: `${kind}/${name}`,
    CONTAINER: container,
    LOCATION: location,
    FROM: objectName,
    KEYS: keyNames.join(' '),
    SOURCE: source ? `${source.file}:${source.line}` : '',
  };
  return Object.fromEntries(
    Object.entries(cells).map(([column, text]) => [column, printable(text)]),
  );
}

function painted(verdict: AuditVerdict, colors: Colors): string {
  switch (verdict) {
    case 'static-aws':
      return colors.red(verdict);
    case 'irsa-shadowed':
    case 'ses-smtp':
      return colors.magenta(verdict);
    case 's3-compatible':
      return colors.cyan(verdict);
    default:
      return colors.yellow(verdict);
  }
}
