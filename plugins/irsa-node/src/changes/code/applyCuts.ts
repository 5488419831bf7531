import { Splices } from '../Splices';
import { withoutDoubleBlanks } from './statements';
import { Cut } from './types';

/** Cuts in the order of the text; those that meet are one. */
export function mergeCuts(cuts: readonly Cut[]): Cut[] {
  const merged: Cut[] = [];
  for (const cut of [...cuts].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  )) {
    const last = merged.at(-1);
    if (last && cut.start < last.end) {
      last.end = Math.max(last.end, cut.end);
    } else if (last && cut.start === last.end && !last.text && !cut.text) {
      last.end = cut.end;
    } else {
      merged.push({ ...cut });
    }
  }
  return merged;
}

/** The text without what is cut, and where each place of the new text was. */
export function applyCuts(
  text: string,
  cuts: readonly Cut[],
): { text: string; oldPlace: (index: number) => number } {
  const final = mergeCuts(withoutDoubleBlanks(text, mergeCuts(cuts)));
  const splices = new Splices(text);
  for (const { start, end, text: instead = '' } of final) {
    splices.replace(start, end, instead);
  }
  return {
    text: splices.result(),
    oldPlace: index => {
      let at = index;
      for (const { start, end, text: instead = '' } of final) {
        if (start > at) {
          break;
        }
        at += end - start - instead.length;
      }
      return at;
    },
  };
}
