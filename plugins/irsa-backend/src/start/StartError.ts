import { SetUpProblem } from 'backstage-plugin-irsa-common';

export type StartProblem = Pick<SetUpProblem, 'area' | 'key' | 'message'>;

/** Why the plugin cannot work now, in words for people. */
export class StartError extends Error {
  readonly name = 'StartError';

  constructor(
    readonly problems: readonly StartProblem[],
    /** Whether it may pass by itself; otherwise only new settings help. */
    readonly mayPass: boolean,
  ) {
    super(problems.map(({ message }) => message).join(' '));
  }
}
