import Table from 'cli-table3';
import {
  AuditFinding,
  AuditVerdict,
  VERDICTS_BY_SEVERITY,
} from '@internal/plugin-irsa-node';
import { createColors } from 'picocolors';
import { printable } from '../text';

type Colors = ReturnType<typeof createColors>;

const NONE = '';
/** No frame: rows can be cut apart, and fit into a terminal. */
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

/** One row a finding, the worst first; empty columns are left out. */
export function auditToTable(
  findings: readonly AuditFinding[],
  options: { color: boolean },
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
  const table = new Table({
    head: columns.map(column => colors.bold(column)),
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) {
    table.push(
      columns.map(column =>
        column === 'VERDICT'
          ? painted(row[column] as AuditVerdict, colors)
          : row[column],
      ),
    );
  }
  return rows.length === 0
    ? 'No static AWS keys found.\n'
    : `${table
        .toString()
        .split('\n')
        .map(line => line.trimEnd())
        .join('\n')}\n`;
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
      return colors.magenta(verdict);
    case 's3-compatible':
      return colors.cyan(verdict);
    default:
      return colors.yellow(verdict);
  }
}
