/** What kind of trouble it is, for callers and tests; the message is for people. */
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
  | 'kind-failed';

/** A problem that the person who started the lab can do something about. */
export class LabProblem extends Error {
  /** @param wayOut one line for each thing that helps */
  constructor(
    readonly code: LabProblemCode,
    message: string,
    readonly wayOut: string[] = [],
  ) {
    super(message);
    this.name = 'LabProblem';
  }
}

/** As a terminal shows it; anything else than a LabProblem keeps its stack. */
export function describeProblem(error: unknown): string {
  if (!(error instanceof LabProblem)) {
    return `\nlab: unexpected failure: ${
      (error instanceof Error && error.stack) || String(error)
    }\n`;
  }
  const lines = error.wayOut.map(line => `  - ${line}`);
  return `\n✖ ${[error.message, ...lines].join('\n')}\n`;
}
