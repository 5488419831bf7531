/**
 * The rows of the contract that were proven in a world, from Jest's report of a run. A row that does not hold in a
 * world has the reason in its name (`test/contract/src/contract.ts`): `role.paginate: not in the lab, because …`.
 *
 * @typedef {{ id: string, area: string, reason?: string, passed: boolean }} Row
 */
const GAP = /^(\S+): ((?:not in the|known gap of the) .*)$/s;

/** @param {object} report - Jest's JSON @param {string} world @returns {Row[]} */
export function readRows(report, world) {
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ ancestorTitles }) =>
        ancestorTitles.at(-1)?.endsWith(`, ${world}`),
      )
      .map(({ title, status }) => {
        const gap = GAP.exec(title);
        return {
          id: gap ? gap[1] : title.slice(0, title.indexOf(': ')),
          area: /([^/\\]+[/\\][^/\\]+)\.test\.ts$/.exec(name)?.[1] ?? name,
          reason: gap?.[2],
          passed: status === 'passed',
        };
      }),
  );
}

/**
 * A report for people: for each area, how many rows hold in both worlds and how many only in the sandbox, followed by
 * the reasons. `npm test` runs every row in the sandbox.
 *
 * @param {object} report - Jest's JSON @param {string} world @returns {string}
 */
export function formatContractReport(report, world) {
  const rows = readRows(report, world);
  const areas = [...new Set(rows.map(({ area }) => area))].sort();
  const line = (name, of) => {
    const kept = of.filter(({ reason, passed }) => !reason && passed).length;
    const gaps = of.filter(({ reason }) => reason).length;
    const failed = of.filter(({ passed }) => !passed).length;
    return [
      name,
      String(of.length),
      String(kept),
      String(gaps),
      ...(failed > 0 ? [`${failed} failed`] : []),
    ];
  };
  const table = [
    ['area', 'rows', `sandbox and ${world}`, 'sandbox only'],
    ...areas.map(area =>
      line(
        area,
        rows.filter(row => row.area === area),
      ),
    ),
    line('all', rows),
  ];
  const reasons = [...new Set(rows.flatMap(({ reason }) => reason ?? []))];
  return [
    `What is proven where (npm test runs every row in the sandbox, this run those of the ${world})`,
    '',
    ...aligned(table),
    '',
    'Proven in the sandbox only, and why:',
    ...reasons.sort().map(reason => {
      const ids = rows.filter(row => row.reason === reason).map(({ id }) => id);
      return `  ${reason}\n      ${ids.length}: ${ids.join(', ')}`;
    }),
  ].join('\n');
}

/** Words to the left, numbers to the right. */
function aligned(table) {
  const widths = table[0].map((_, column) =>
    Math.max(...table.map(cells => (cells[column] ?? '').length)),
  );
  return table.map(cells =>
    cells
      .map((cell, column) => {
        if (column === 0) {
          return cell.padEnd(widths[0]);
        }
        return column < widths.length ? cell.padStart(widths[column]) : cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
