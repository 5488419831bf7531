/**
 * Fails each test that takes a callback `done`, at once. No test here means to: `it.each` hands one over where a row has fewer
 * columns than the function has parameters, and then the test waits for its whole time. Take the row as `(...[a, b, c])` there.
 *
 * @param {{ children: { type: string, name: string, fn?: Function }[] }} block a group of tests, as jest-circus keeps it
 */
function refuseDone(block) {
  for (const child of block.children) {
    if (child.type === 'describeBlock') {
      refuseDone(child);
    } else if (child.fn && child.fn.length > 0) {
      child.fn = () => {
        throw new Error(
          `"${child.name}" takes a callback. A row with fewer columns than the function has parameters? Take it as (...[a, b, c]).`,
        );
      };
    }
  }
}

module.exports = { refuseDone };
