import { Source } from './Source';

/** The line that begins the block around a place, in a language that indents. */
export function headOfBlock(source: Source, index: number): string | undefined {
  const { start, text } = source.lineOf(index);
  const depth = text.search(/\S/);
  return source.code
    .slice(Math.max(0, start - 1500), start)
    .split('\n')
    .reverse()
    .find(each => each.trim() !== '' && each.search(/\S/) < depth);
}
