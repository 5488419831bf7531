/**
 * One element that was removed from a container (or the Pod) with its place, so that it can be restored. It contains
 * references only, no values.
 */
export interface RemovedElement {
  /** `env`, `envFrom`, `volumeMounts` of a container, or `volumes` of the Pod. */
  list: 'env' | 'envFrom' | 'volumeMounts' | 'volumes';
  /** Container name; absent for `volumes`. */
  container?: string;
  containerType?: 'container' | 'init';
  index: number;
  element: Record<string, unknown>;
}

/**
 * An environment variable that the cut-over adds (region, session name), with names or literals that are not secret.
 */
export interface AddedVariable {
  container: string;
  containerType: 'container' | 'init';
  variable: Record<string, unknown>;
}

/**
 * What the cut-over does to the Pod template. It uses names instead of indices, so that a retry can recompute the
 * patch.
 */
export interface DetachIntent {
  removed: RemovedElement[];
  added: AddedVariable[];
  /** Set when the workload gets a ServiceAccount of its own. `from` is undefined when the field was absent. */
  serviceAccountName?: { from?: string; to: string };
}

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
  /** Takes out keys that are written into the template too. Their values are not part of the intent, so nothing can undo that. */
  dropsLiterals?: boolean;
  /** Adds AWS_ROLE_SESSION_NAME from the Pod's name. */
  sessionName?: boolean;
  /** Gives the workload a ServiceAccount of its own. */
  serviceAccountName?: string;
}

/** An element of a list, and its place in it. */
export type Removable = Pick<RemovedElement, 'list' | 'index' | 'element'>;
