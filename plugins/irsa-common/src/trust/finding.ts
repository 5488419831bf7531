import { ReviewFinding } from './types';

/** Builds a finding; it has no field `statement` where it is about the document as a whole. */
export function finding({ statement, ...rest }: ReviewFinding): ReviewFinding {
  return statement === undefined ? rest : { ...rest, statement };
}
