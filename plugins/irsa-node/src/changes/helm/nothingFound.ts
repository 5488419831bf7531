import { ChangeImpossibleError } from '../types';
import { FixedValue } from './fixedValues';
import { Found } from './search';
import { pathText } from './values';

const SHOWN = 6;

/**
 * What to say when no values make a chart render what is planned: how near they come, what is left, and what helps instead. It quotes no
 * value.
 */
export function nothingFound(
  { edits, left, spoilt = [] }: Found,
  {
    chart,
    path,
    held,
    made,
  }: {
    chart: string;
    path: string;
    held: readonly FixedValue[];
    /** Sentences on Secrets of the chart itself. */
    made: readonly string[];
  },
): ChangeImpossibleError {
  const places = (kind: 'left' | 'other') =>
    left.flatMap(each => (each.kind === kind ? [each.place] : []));
  const [same, changed] = [places('left'), places('other')];
  const sharedWith = [
    ...new Set([...spoilt, ...changed].map(place => place.split(': ')[0])),
  ];
  const nearest = [...new Set(edits.map(each => pathText(each.path)))];
  return new ChangeImpossibleError(
    'noSuchValues',
    [
      ...made,
      `No values of the chart ${chart} were found with which Helm renders what is planned, and nothing else.`,
      nearest.length > 0
        ? `The nearest is a change of ${nearest.join(', ')}.`
        : 'No value that was tried brings it nearer.',
      ...(same.length > 0 ? [`Still to change: ${shown(same)}.`] : []),
      ...(changed.length > 0
        ? [`Changed, though it is not to be: ${shown(changed)}.`]
        : []),
      ...(same.length > 0 && spoilt.length > 0
        ? [
            `A value that changes some of it changes this too: ${shown(
              spoilt,
            )}.`,
          ]
        : []),
      ...(held.length > 0
        ? [
            `Not tried, since it is not written in the values: ${shown(
              held.map(({ at, from }) => `${pathText(at)}, from ${from}`),
            )}. Change it there.`,
          ]
        : []),
      'Give the chart a value for it, or patch what it renders: a post-renderer of Helm or Flux (spec.postRenderers), or a kustomization over the rendered chart, can take out what is left.',
    ].join(' '),
    { path },
    sharedWith,
  );
}

function shown(places: readonly string[]): string {
  const more = places.length - SHOWN;
  return `${places.slice(0, SHOWN).join('; ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}
