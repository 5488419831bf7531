import { ReadinessFinding } from '../../readiness/types';

/** A finding that the patch does not answer. */
export interface LeftFinding {
  finding: ReadinessFinding;
  /** Why it is left, in one sentence, without anything that the file says. */
  why: string;
  /** The file could not be read as source, so nothing of it was edited. */
  isUnread?: true;
}

/** What is still to be done by a person after the patch. */
export interface CodeHint {
  file: string;
  text: string;
}

/** What the source of a service has to be changed by before it runs with a role. */
export interface CodePatch {
  /** New texts by path. */
  texts: Map<string, string>;
  /** Findings that are gone in the new texts. */
  edited: ReadinessFinding[];
  left: LeftFinding[];
  hints: CodeHint[];
  /** Literal texts of what was taken out: they may be keys, so no output may show them. */
  secrets: string[];
}

/** Part of a text that goes, or gets another text. Positions count characters from 0, the end is exclusive. */
export interface Cut {
  start: number;
  end: number;
  /** Empty when absent. */
  text?: string;
}

/** An edit cannot be made with certainty. The message is the reason, for people. */
export class NotCertainError extends Error {
  readonly name = 'NotCertainError';
}
