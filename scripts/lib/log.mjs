/** Messages of the bootstrap. They go to stderr, so that stdout has only a command's own output. */
const startedAt = Date.now();

/** Seconds since this process started, such as `12.3`. */
function elapsed(since = startedAt) {
  return ((Date.now() - since) / 1000).toFixed(1);
}

export function step(message) {
  process.stderr.write(`[${elapsed().padStart(5)}s] ${message}\n`);
}

/** A problem that the user can solve. It is shown with solutions and without a stack trace. */
export class Problem extends Error {
  /** @param {string} message what is wrong @param {string[]} wayOut one line for each possible solution */
  constructor(message, wayOut = []) {
    super(message);
    this.name = 'Problem';
    this.wayOut = wayOut;
  }
}

/** @returns {string} the problem and its solutions, as shown */
export function describeProblem(error) {
  if (!(error instanceof Problem)) {
    return `\nUnexpected failure: ${error?.stack ?? error}\n`;
  }
  const help = error.wayOut.map(line => `  - ${line}`).join('\n');
  return `\n✖ ${error.message}\n${help ? `${help}\n` : ''}`;
}

/** Lines in a frame. */
export function box(lines) {
  const width = Math.max(...lines.map(line => line.length));
  const rule = '─'.repeat(width + 2);
  const body = lines.map(line => `│ ${line.padEnd(width)} │`);
  return [`┌${rule}┐`, ...body, `└${rule}┘`].join('\n');
}
