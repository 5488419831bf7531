/** Exit codes, as the README documents them. */
export const EXIT = {
  /** Everything was read, and no finding is at or above `--fail-on`. */
  clean: 0,
  findings: 1,
  /** Wrong use, or a given file could not be read. */
  unreadable: 2,
  /** The cluster could not be read, or not to the end; with `--strict` also when something could not be read. */
  partial: 3,
  /** Ctrl-C; 128 + SIGINT, as shells do. */
  interrupted: 130,
} as const;

/** Ends the program with a message on stderr. The message says what to do, and contains no value. */
export class CommandError extends Error {
  readonly name = 'CommandError';

  constructor(message: string, readonly exitCode: number = EXIT.unreadable) {
    super(message);
  }
}
