const SHOWN = 3;

/**
 * Whether a run of the suite caught the fault: some row failed by its expectation, and some row still passed, so the
 * fault was the cause and not a broken program.
 *
 * @param {{ id: string, what: string }} fault
 * @param {object | undefined} report - Jest's JSON; undefined when there was none
 */
export function judgeRun(fault, report) {
  const tests = (report?.testResults ?? []).flatMap(
    file => file.assertionResults ?? [],
  );
  const failed = tests.filter(({ status }) => status === 'failed');
  const byExpectation = failed.filter(({ failureMessages = [] }) =>
    failureMessages.some(text => /expect\(|Expected|toEqual/.test(text)),
  );
  const isBroken =
    !report ||
    report.numRuntimeErrorTestSuites > 0 ||
    !tests.some(({ status }) => status === 'passed');
  const isCaught = !isBroken && byExpectation.length > 0;
  const head = `${isCaught ? 'caught ' : 'MISSED '} ${fault.id}: ${fault.what}`;
  if (isCaught) {
    const names = byExpectation.slice(0, SHOWN).map(({ title }) => title);
    const more = byExpectation.length - names.length;
    return {
      isCaught,
      text: [
        head,
        ...names.map(name => `          ${name}`),
        ...(more > 0 ? [`          and ${more} more`] : []),
      ].join('\n'),
    };
  }
  const why = isBroken
    ? 'the program does not run with it, so nothing is proven'
    : 'every row holds with it';
  return { isCaught, text: `${head}\n          ${why}` };
}
