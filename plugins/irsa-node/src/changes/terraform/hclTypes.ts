/** A place in a text: offsets of its first character and behind its last one. */
export interface Span {
  start: number;
  end: number;
}

/** A value as it is written. A `template` is a string in quotation marks that is filled in; `other` is anything else that has to be computed. */
export type HclExpression = Span &
  (
    | { type: 'text'; value: string }
    | { type: 'literal'; value: number | boolean | null }
    | { type: 'list'; items: HclExpression[] }
    | { type: 'object'; items: HclItem[] }
    | { type: 'template' }
    | { type: 'other' }
  );

/** An item of an object. Without a key, the key is computed. */
export interface HclItem extends Span {
  key?: string;
  value: HclExpression;
}

export interface HclAttribute extends Span {
  name: string;
  value: HclExpression;
}

export interface HclBlock extends Span {
  /** Its first word, such as `resource`. */
  type: string;
  labels: string[];
  body: HclBody;
}

/** What stands between the brackets of a block, or in a whole file; `end` is the offset of the closing bracket. */
export interface HclBody extends Span {
  attributes: HclAttribute[];
  blocks: HclBlock[];
}

/** A text is not HCL as far as it is read here. */
export class HclSyntaxError extends Error {
  readonly name = 'HclSyntaxError';

  constructor(
    /** Counted from 1. */
    readonly line: number,
  ) {
    super(`Line ${line} could not be read as HCL.`);
  }
}
