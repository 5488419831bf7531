import { placeOf } from './doors';
import { Answer, Door, Row } from './types';

/** Something on which two doors do not agree. */
export interface Difference {
  doors: [Door, Door];
  /** `namespace/kind/name` of the object. */
  object: string;
  text: string;
}

export type Answers = ReadonlyMap<Door, Answer>;

/** Whether the Secret or ConfigMap that a row names is among the objects of its case. */
export type IsThere = (row: Row) => boolean;

/** Doors that know the same. The command for files stands for level 2. */
const ALIKE: readonly [Door, Door][] = [
  ['files', 'cluster 2'],
  ['cluster 2', 'portal 2'],
  ['cluster 1', 'portal 1'],
  ['cluster 0', 'portal 0'],
];
/** The second of each knows less. */
const LESS: readonly [Door, Door][] = [
  ['cluster 2', 'cluster 1'],
  ['cluster 2', 'cluster 0'],
  ['portal 2', 'portal 1'],
  ['portal 2', 'portal 0'],
];

/** Every difference between doors that know the same, and every certain word of a door that knows less. */
export function differences(answers: Answers, isThere: IsThere): Difference[] {
  return [
    ...ALIKE.flatMap(pair => atEqualKnowledge(answers, pair, isThere)),
    ...LESS.flatMap(pair => withLessKnowledge(answers, pair)),
  ];
}

function atEqualKnowledge(
  answers: Answers,
  pair: [Door, Door],
  isThere: IsThere,
): Difference[] {
  // A cluster tells of a missing object; manifests only do not have it.
  const isKnown = (row: Row) =>
    pair[0] !== 'files' || !row.objectName || isThere(row);
  const [left, right] = pair.map(door =>
    textsByPlace(answers.get(door)!.rows.filter(isKnown)),
  );
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort()
    .flatMap(object => {
      const [one, other] = [left, right].map(each => each.get(object) ?? []);
      const onlyOne = one.filter(text => !other.includes(text));
      const onlyOther = other.filter(text => !one.includes(text));
      return onlyOne.length + onlyOther.length > 0
        ? [
            {
              doors: pair,
              object,
              text: `${said(onlyOne)} ≠ ${said(onlyOther)}`,
            },
          ]
        : [];
    });
}

/** What is found with more knowledge must be found with less, be uncertain, or be said not to be read. */
function withLessKnowledge(answers: Answers, pair: [Door, Door]): Difference[] {
  const [more, less] = pair.map(door => answers.get(door)!);
  return more.rows.flatMap(row => {
    const object = placeOf(row);
    const isFound = less.rows.some(
      each => placeOf(each) === object && each.objectName === row.objectName,
    );
    return isFound || less.saysUnread(object)
      ? []
      : [{ doors: pair, object, text: `${said([textOf(row)])} ≠ silence` }];
  });
}

function textsByPlace(rows: readonly Row[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const object = placeOf(row);
    found.set(object, [...(found.get(object) ?? []), textOf(row)].sort());
  }
  return found;
}

function textOf(row: Row): string {
  const { container, location, objectName, keyNames } = row;
  return [
    row.verdict,
    row.confidence,
    location,
    container && `in ${container}`,
    objectName && `of ${objectName}`,
    `(${keyNames.join(', ')})`,
  ]
    .filter(Boolean)
    .join(' ');
}

function said(texts: readonly string[]): string {
  return texts.length > 0 ? texts.join(' + ') : 'silence';
}
