/** Exit codes, as the README documents them. */
export const EXIT = {
  /** Looked at, and nothing at or above `--fail-on`. */
  clean: 0,
  findings: 1,
  /** Wrong use, or something that was asked for could not be read. */
  unreadable: 2,
  /** The cluster could not be reached, or not until the end; with `--strict` also when anything was left out. */
  partial: 3,
  /** Ctrl-C; 128 + SIGINT, as shells do. */
  interrupted: 130,
} as const;

/** Ends the program with a message on stderr. The message says what to do, and holds no value. */
export class CommandError extends Error {
  readonly name = 'CommandError';

  constructor(message: string, readonly exitCode: number = EXIT.unreadable) {
    super(message);
  }
}
