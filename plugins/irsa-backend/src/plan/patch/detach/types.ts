import { RemovedElement } from '../../types';

/** Why a template cannot be detached by a patch that can be undone. */
export interface DetachProblem {
  code:
    | 'literal'
    | 'keysUnknown'
    | 'mixedVolume'
    | 'args'
    | 'dependent'
    | 'unsupported'
    | 'overlap';
  container?: string;
  /** The variable, volume or object. */
  subject: string;
  message: string;
}

/** Thrown by `detachIntent`. It contains all problems, not only the first. */
export class DetachImpossibleError extends Error {
  readonly problems: DetachProblem[];

  constructor(problems: DetachProblem[]) {
    super(problems.map(problem => problem.message).join(' '));
    this.name = 'DetachImpossibleError';
    this.problems = problems;
  }
}

/** Facts that are needed besides the template. */
export interface DetachOptions {
  /** Data key names of a Secret or ConfigMap; `undefined` when they are not known. */
  keysOf?: (
    kind: 'Secret' | 'ConfigMap',
    name: string,
  ) => readonly string[] | undefined;
  /** Set as AWS_REGION in a container that loses its key and has no region left. */
  region?: string;
  /** Adds AWS_ROLE_SESSION_NAME from the Pod's name. */
  sessionName?: boolean;
  /** Gives the workload a ServiceAccount of its own. */
  serviceAccountName?: string;
}

/** An element of a list, and its place in it. */
export type Removable = Pick<RemovedElement, 'list' | 'index' | 'element'>;
