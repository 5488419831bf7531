/** A value of a condition. */
export interface Pattern {
  /** As the policy has it. */
  source: string;
  /** With the wildcards of `policy/wildcards`, so that a literal `*` stays one. */
  text: string;
  ignoreCase: boolean;
}
