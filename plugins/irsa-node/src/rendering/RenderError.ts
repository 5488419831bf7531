/**
 * Why nothing was rendered.
 *
 * - `noProgram`: the program is not on this machine.
 * - `failed`: it ended with an error.
 * - `tooMuch`: it took too long, or made more than is read.
 */
export type RenderProblem = 'noProgram' | 'failed' | 'tooMuch';

/** A program that renders manifests did not do so. The message says what to do, and quotes nothing of a file. */
export class RenderError extends Error {
  readonly name = 'RenderError';

  constructor(readonly problem: RenderProblem, message: string) {
    super(message);
  }
}
