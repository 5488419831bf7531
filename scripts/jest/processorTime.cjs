const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

/** A run of fewer suites says by itself where its time goes. */
const MANY = 20;
const SHOWN = 10;

/**
 * Writes how much processor time every suite took, in a table with the costliest first, and names those after a long run.
 * Processor time says the same on a busy machine as on a quiet one. What suites start as other processes is not in it.
 */
module.exports = class ProcessorTime {
  constructor({ rootDir }, { file }) {
    this.rootDir = rootDir;
    this.file = file;
    this.suites = [];
  }

  onTestResult({ path: suite }, { processorTime }) {
    if (processorTime) {
      this.suites.push({
        suite: path.relative(this.rootDir, suite),
        ...processorTime,
      });
    }
  }

  onRunComplete() {
    const suites = this.suites.sort((left, right) => right.total - left.total);
    const row = ({ total, loading, suite }) =>
      [total.toFixed(2), loading.toFixed(2), suite].join('\t');
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(
      this.file,
      `${['seconds\tto load\tsuite', ...suites.map(row)].join('\n')}\n`,
    );
    if (suites.length >= MANY) {
      const sum = part => suites.reduce((all, one) => all + one[part], 0);
      process.stderr.write(
        `\nProcessor time of ${suites.length} suites: ${sum('total').toFixed(
          0,
        )} s, of which ${sum('loading').toFixed(0)} s to load. All are in ${
          this.file
        }; the costliest:\n${suites.slice(0, SHOWN).map(row).join('\n')}\n`,
      );
    }
  }
};
