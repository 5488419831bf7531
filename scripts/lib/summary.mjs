/** @typedef {{ name: string, ok: boolean, seconds: number, note?: string }} StepResult */

/** @param {StepResult[]} results @returns {string} a table, one line a step */
export function formatSummary(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  return results
    .map(
      ({ name, ok, seconds, note }) =>
        `${ok ? '✓' : '✖'} ${name.padEnd(width)} ${seconds
          .toFixed(1)
          .padStart(7)} s  ${note ?? (ok ? '' : 'failed')}`,
    )
    .map(line => line.trimEnd())
    .join('\n');
}

/**
 * Totals of a Jest run. A suite that could not start counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} report
 */
export function countTests(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  };
}
