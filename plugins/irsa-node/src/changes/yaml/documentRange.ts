import { Splices } from '../Splices';

const MARK = /^---(?=\s|$)/gm;
/** A comment about the whole file: it stands at its top, and an empty line follows. */
const HEADING = /^(?:#[^\n]*\n)+[ \t]*\r?\n/;

/**
 * Takes the document that holds an offset out of a file of several. The comments above it go with it, unless they are about the whole
 * file; all other documents stay byte for byte. Three dashes at the beginning of a line are nothing but the mark between documents
 * (YAML 1.2, rule c-forbidden).
 */
export function withoutDocument(splices: Splices, offset: number): void {
  const { text } = splices;
  const marks = [...text.matchAll(MARK)].map(({ index }) => index!);
  const start = marks.filter(at => at <= offset).at(-1);
  const next = marks.find(at => at > offset);
  if (start !== undefined) {
    splices.remove(start, next ?? text.length);
    return;
  }
  const heading = HEADING.exec(text)?.[0].length ?? 0;
  const bare =
    next === undefined ? null : /^---[ \t]*\r?\n/.exec(text.slice(next));
  splices.remove(
    heading < offset ? heading : 0,
    next === undefined ? text.length : next + (bare?.[0].length ?? 0),
  );
}
