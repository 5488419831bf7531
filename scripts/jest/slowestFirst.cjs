const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What starts clusters, accounts, portals or database servers. */
const HEAVY =
  /\b\w*(World|Stage|Bench|Portal)\.start\(|\bstart(Sandbox|Soaking|Cluster|TestBackend)\(|Postgres/;
/** Whose tests stand in a file that they share, or start a program for each row. */
const SLOWEST = /\b(describeHost|describeWithHelm)\(/;
const SLOWEST_MS = 120_000;
/** What shows pages. */
const PAGES = /\brender\w*\(/;
/** Rough, in milliseconds, as measured on two quiet cores: to load a suite, and to run one of its tests. */
const COSTS = {
  heavy: { load: 3_000, each: 1_500, once: 200 },
  pages: { load: 3_000, each: 400, once: 400 },
  light: { load: 1_000, each: 30, once: 30 },
};

/**
 * How long a suite that has never run may take, in milliseconds.
 *
 * @param {string} text of the suite
 */
function estimate(text) {
  if (SLOWEST.test(text)) {
    return SLOWEST_MS;
  }
  const tests = text.match(/^\s*(it|test)(\.\w+)?\(/gm)?.length ?? 0;
  const { load, each, once } = COSTS[kindOf(text)];
  const isAnew = /\b(beforeEach|afterEach)\(/.test(text);
  return load + tests * (isAnew ? each : once);
}

function kindOf(text) {
  if (HEAVY.test(text)) {
    return 'heavy';
  }
  return PAGES.test(text) ? 'pages' : 'light';
}

/**
 * Lets the slowest suites begin first, so that none of them runs alone at the end. Jest does so only for suites that have run
 * on this machine before; in a clean clone it goes by the size of the file.
 */
class SlowestFirst extends Sequencer {
  sort(tests) {
    const times = new Map(
      tests.map(test => [
        test,
        this.time(test) ?? estimate(readFileSync(test.path, 'utf8')),
      ]),
    );
    return [...tests].sort(
      (left, right) =>
        Number(this.hasFailed(right)) - Number(this.hasFailed(left)) ||
        times.get(right) - times.get(left),
    );
  }
}

module.exports = SlowestFirst;
module.exports.estimate = estimate;
