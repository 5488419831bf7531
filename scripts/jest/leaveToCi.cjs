/** How the names of tests and of groups end that `npm test` leaves out, and CI runs: rarer ways of what others show. */
const IN_CI = / \(in CI\)$/;

/**
 * Skips what is left to CI, unless a size is set (`npm run test:heavy`, or `npm test` with arguments).
 *
 * @param {{ children: { type: string, name: string, mode?: string }[] }} block a group of tests, as jest-circus keeps it
 * @param {string | undefined} size of IRSA_TEST_SIZE
 */
function leaveToCi(block, size, isInCi = false) {
  if (size) {
    return;
  }
  for (const child of block.children) {
    const isLeft = isInCi || IN_CI.test(child.name);
    if (child.type === 'describeBlock') {
      leaveToCi(child, size, isLeft);
    } else if (isLeft) {
      child.mode = 'skip';
    }
  }
}

/** Whole suites of rarer ways: they are not even loaded. */
const IS_LEFT_WHOLE =
  /\.ci\.test\.tsx?$|[\\/]test[\\/]contract[\\/]src[\\/].*\.test\.ts$/;

/**
 * The patterns of files that a project does not run. The contract is left whole: what the sandbox does is shown by its own
 * suites too.
 *
 * @param {{ testPathIgnorePatterns?: string[] }} project as Jest is configured
 * @param {string | undefined} size of IRSA_TEST_SIZE
 */
function ignoredSuites({ testPathIgnorePatterns = ['/node_modules/'] }, size) {
  return size
    ? testPathIgnorePatterns
    : [...testPathIgnorePatterns, IS_LEFT_WHOLE.source];
}

module.exports = { leaveToCi, ignoredSuites, IS_LEFT_WHOLE };
