import { SourceLanguage } from '../types';

/** The longest line that is read. Longer ones are bundles and data. */
const LONGEST_LINE = 2000;

/** The source without comment lines and without lines that no person wrote. Lines keep their numbers. */
export function maskedCode(
  content: string,
  language: SourceLanguage | undefined,
): string {
  const comment =
    language === 'python' || language === 'ruby' || language === undefined
      ? /^\s*[#!]/
      : /^\s*(\/\/|\*|\/\*)/;
  return content
    .split('\n')
    .map(text => (text.length > LONGEST_LINE || comment.test(text) ? '' : text))
    .join('\n');
}

/** Says the line, from 1, of a place in a text. */
export function lineFinder(text: string): (index: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return index => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= index) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low + 1;
  };
}
