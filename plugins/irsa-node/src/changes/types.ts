/** A file of a repository or folder. */
export interface TextFile {
  /** From the root, with forward slashes. */
  path: string;
  content: string;
}

/** A file that is changed or new, or, with null, goes. */
export interface FileEdit {
  path: string;
  content: string | null;
}

/** Why a change cannot be written. */
export type ChangeProblemCode =
  /** The workload is in none of the files. */
  | 'notFound'
  /** Several objects of this name are in the files, and nothing says which one is meant. */
  | 'ambiguous'
  /** A file is no YAML that could be read. */
  | 'unreadable'
  /** What would be changed is shared by an anchor, an alias or a merge key. */
  | 'anchor'
  /** What would be removed is not there as it was planned. */
  | 'different'
  /** The ServiceAccount is in none of the files. */
  | 'noServiceAccount'
  /** What makes a Secret makes other data too, and the two cannot be told apart there. */
  | 'mixed'
  /** Something of the files still names the Secret that would go. */
  | 'stillNamed'
  /** The Secret is made by something whose files are not changed here. */
  | 'otherMaker'
  /** The edited text does not say what was planned, so nothing is written. */
  | 'unproven'
  /** A chart that another one depends on is not beside it. */
  | 'notVendored'
  /** A file of values is not there. */
  | 'noValues'
  /** No values make the chart render what was planned. */
  | 'noSuchValues'
  /** The values could not be found in time. */
  | 'tooSlow'
  /** Terraform: a variable, a function or another module decides what would be changed. */
  | 'variable'
  /** Terraform: several objects or blocks are made by one, such as with `for_each`. */
  | 'repeated'
  /** Terraform: it is told to leave the place of the change as it is. */
  | 'ignored'
  /** Code of this form cannot make in AWS what was planned. */
  | 'awsForm';

/** A change cannot be written. The message says what to do, and quotes no value of a file. */
export class ChangeImpossibleError extends Error {
  readonly name = 'ChangeImpossibleError';

  constructor(
    readonly code: ChangeProblemCode,
    message: string,
    /** Where. */
    readonly place?: { path: string; line?: number },
    /** Objects that what would be changed is shared with, as `Kind name`. */
    readonly sharedWith: readonly string[] = [],
  ) {
    super(message);
  }
}
