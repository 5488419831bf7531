/** The kind of problem, for callers and tests. The message is for people. */
export type LabProblemCode =
  | 'usage'
  | 'go-missing'
  | 'go-too-old'
  | 'build-failed'
  | 'python-missing'
  | 'python-too-old'
  | 'install-failed'
  | 'port-taken'
  | 'settings-differ'
  | 'lock-timeout'
  | 'program-ended'
  | 'not-ready'
  | 'kubernetes-refused'
  | 'kind-missing'
  | 'docker-missing'
  | 'kind-failed'
  | 'git-host-failed';

/** A problem that the person who started the lab can solve. */
export class LabProblem extends Error {
  /** @param wayOut one line for each possible solution */
  constructor(
    readonly code: LabProblemCode,
    message: string,
    readonly wayOut: string[] = [],
  ) {
    super(message);
    this.name = 'LabProblem';
  }
}

/** The text for a terminal. Errors other than a LabProblem keep their stack. */
export function describeProblem(error: unknown): string {
  if (!(error instanceof LabProblem)) {
    return `\nlab: unexpected failure: ${
      (error instanceof Error && error.stack) || String(error)
    }\n`;
  }
  const lines = error.wayOut.map(line => `  - ${line}`);
  return `\n✖ ${[error.message, ...lines].join('\n')}\n`;
}
