import { AgeBand } from 'backstage-plugin-irsa-common';

const DAY_MS = 86_400_000;

/** Bands with the age in days at which they begin, youngest first. */
const BANDS: readonly [Exclude<AgeBand, 'unknown'>, number][] = [
  ['lt30', 0],
  ['d30', 30],
  ['d90', 90],
  ['d365', 365],
  ['d730', 730],
];

/** Range of creation times for a band: after `after`, and not after `until`. ISO 8601; absent for an open end. */
export function createdWithin(
  band: Exclude<AgeBand, 'unknown'>,
  now: number,
): { after?: string; until?: string } {
  const at = BANDS.findIndex(([name]) => name === band);
  const daysAgo = (days: number) => new Date(now - days * DAY_MS).toISOString();
  return {
    until: at > 0 ? daysAgo(BANDS[at][1]) : undefined,
    after: at + 1 < BANDS.length ? daysAgo(BANDS[at + 1][1]) : undefined,
  };
}

/** An SQL expression for the band of a column with times of creation, and its bindings. */
export function bandOf(column: string, now: number): [string, string[]] {
  const ends = BANDS.slice(0, -1).map(([band]) => ({
    band,
    after: createdWithin(band, now).after!,
  }));
  const [oldest] = BANDS.at(-1)!;
  return [
    [
      `case when ${column} is null then 'unknown'`,
      ...ends.map(({ band }) => `when ${column} > ? then '${band}'`),
      `else '${oldest}' end`,
    ].join(' '),
    ends.map(({ after }) => after),
  ];
}
