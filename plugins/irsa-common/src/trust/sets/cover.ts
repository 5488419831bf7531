import { coversPatternText } from '../../policy/wildcards';
import { Pattern } from './types';

/** Whether everything that `narrow` matches is also matched by `wide`. `false` may mean that it could not be shown. */
export function coversText(wide: Pattern, narrow: Pattern): boolean {
  return (
    wide.ignoreCase === narrow.ignoreCase &&
    coversPatternText(wide.text, narrow.text)
  );
}
