import { headOfBlock } from '../source/headOfBlock';
import { Source } from '../source/Source';
import { NAMES_OF_LIBRARIES, OwnName } from './namesOfLibraries';

/** `s3('https://…', 'key', 'secret', 'CSV')` of ClickHouse: the second text is no name of a format. */
const CLICKHOUSE =
  /\bs3(?:Cluster)?\(\s*(?:'[\w-]+'\s*,\s*)?'https?:[^'\n]+'\s*,\s*'(?!\w*(?:CSV|TSV|Tab|Parquet|JSON|ORC|Avro|Arrow|Native|Values|Line|auto)\w*')[^'\n]+'\s*,\s*'[^'\n]+'/g;

/** Places where a half of a key is given by a name that one library or software has. */
export function keysByOwnNames(source: Source): number[] {
  const { language, code, written } = source;
  const names = (language && NAMES_OF_LIBRARIES[language]) ?? [];
  return [
    ...names
      .filter(({ file }) => !file || file.test(code))
      .flatMap(name =>
        [...(name.isInText ? written : code).matchAll(name.pattern)].filter(
          found =>
            code[found.index!] === found[0][0] && isMeant(source, found, name),
        ),
      ),
    ...written.matchAll(CLICKHOUSE),
  ].map(({ index }) => index!);
}

function isMeant(
  source: Source,
  found: RegExpMatchArray,
  { beside, within, of, without, inBlock, only }: OwnName,
): boolean {
  const index = found.index!;
  if (only) {
    const bracket = source.bracketAt(index + found[0].length - 1);
    const args = bracket ? source.argumentsOf(bracket) : [];
    return only({ args: args.map(({ text }) => text) });
  }
  if (inBlock) {
    return inBlock.test(
      headOfBlock(source, index + found[0].search(/\S/)) ?? '',
    );
  }
  const brackets = source.around(index);
  const [inner, ...outer] = brackets;
  const inside = inner ? source.inside(inner) : '';
  return (
    (!of ||
      brackets.slice(0, 2).some(each => of.test(source.calleeOf(each)))) &&
    (!within ||
      outer.slice(0, 2).some(each => within.test(source.calleeOf(each)))) &&
    (beside ?? []).every(each => each.test(inside)) &&
    !without?.test(inside)
  );
}
