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
  const [left, right] = pair.map(door => answers.get(door)!);
  // A cluster tells of a missing object; manifests only do not have it.
  const isKnown = (row: Row) =>
    pair[0] !== 'files' || !row.objectName || isThere(row);
  const ofRight = textsByPlace(right.rows.filter(isKnown));
  // Manifests show what nobody reads of a cluster, when it says of as many Secrets that it did not read them.
  let unread = pair[0] === 'files' ? right.unreadSecrets : 0;
  const ofLeft = textsByPlace(
    left.rows.filter(row => {
      const isUnread =
        isSecretItself(row) && !ofRight.has(placeOf(row)) && unread > 0;
      unread -= isUnread ? 1 : 0;
      return isKnown(row) && !isUnread;
    }),
  );
  const differing = [...new Set([...ofLeft.keys(), ...ofRight.keys()])]
    .sort()
    .flatMap(object => {
      const [one, other] = [ofLeft, ofRight].map(
        each => each.get(object) ?? [],
      );
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
  const count = (answer: Answer) => `${answer.unreadSecrets} Secrets not read`;
  return pair[0] === 'files' || left.unreadSecrets === right.unreadSecrets
    ? differing
    : [
        ...differing,
        {
          doors: pair,
          object: 'the cluster',
          text: `${count(left)} ≠ ${count(right)}`,
        },
      ];
}

/** A Secret that is an entry of its own. */
function isSecretItself({ kind, name, objectName }: Row): boolean {
  return kind === 'Secret' && objectName === name;
}

/**
 * What is found with more knowledge must be found with less, be uncertain, or be said not to be read; and what only less
 * knowledge finds must be uncertain, or a word about names.
 */
function withLessKnowledge(answers: Answers, pair: [Door, Door]): Difference[] {
  const [more, less] = pair.map(door => answers.get(door)!);
  const differing = (row: Row, text: string): Difference => ({
    doors: pair,
    object: placeOf(row),
    text,
  });
  const known = new Set(more.rows.map(idOf));
  return [
    ...more.rows.flatMap(row => {
      const alike = less.rows.filter(each => isAbout(each, row));
      const isSaid =
        alike.some(each => idOf(each) === idOf(row) || isUnsure(each)) ||
        (mayBeUnread(row) && less.saysUnread(placeOf(row)));
      return isSaid
        ? []
        : [
            differing(
              row,
              `${said([textOf(row)])} ≠ ${said(alike.map(textOf))}`,
            ),
          ];
    }),
    ...less.rows
      .filter(row => !known.has(idOf(row)) && !isUnsure(row))
      .map(row => differing(row, `no such thing ≠ ${textOf(row)}`)),
  ];
}

function isAbout(one: Row, other: Row): boolean {
  return (
    placeOf(one) === placeOf(other) &&
    one.container === other.container &&
    one.objectName === other.objectName
  );
}

/** Of what it was not sure, or judged by names alone. */
function isUnsure({ verdict, confidence }: Row): boolean {
  return verdict === 'uncertain' || confidence === 'name';
}

/** What needs the values of a Secret, or the names in it. Literals and ConfigMaps are read at every level. */
function mayBeUnread({ location, objectName }: Row): boolean {
  return objectName !== '' && !/literal|args|config-?map/i.test(location);
}

function idOf(row: Row): string {
  return `${placeOf(row)} ${textOf(row)}`;
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
