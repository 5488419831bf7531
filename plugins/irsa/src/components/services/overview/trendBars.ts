import { Trends } from 'backstage-plugin-irsa-common';

const DAY_MS = 86_400_000;

export const trendParts = ['static', 'soaking', 'keyless'] as const;
export type TrendPart = (typeof trendParts)[number];
type Day = Trends['days'][number];

export interface TrendBar {
  day: string;
  part: TrendPart;
  /** In shares of the whole chart, from its left and its top. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export function valueOf(day: Day, part: TrendPart): number {
  if (part === 'static') {
    return day.withStaticKey;
  }
  return part === 'soaking' ? day.soaking + day.keyOff : day.keyless;
}

/** What the highest column stands for; at least 1, so that it can be divided by. */
export function mostOf(days: readonly Day[]): number {
  const total = (day: Day) =>
    trendParts.reduce((sum, part) => sum + valueOf(day, part), 0);
  return Math.max(1, ...days.map(total));
}

/** A column for each day that was seen, its parts on each other; a day that was not leaves a gap. */
export function trendBars(days: readonly Day[]): TrendBar[] {
  if (days.length === 0) {
    return [];
  }
  const first = Date.parse(days[0].day);
  const last = Date.parse(days[days.length - 1].day);
  const columns = Math.round((last - first) / DAY_MS) + 1;
  const highest = mostOf(days);
  return days.flatMap(day => {
    const x = Math.round((Date.parse(day.day) - first) / DAY_MS) / columns;
    let below = 0;
    return trendParts.map(part => {
      const height = valueOf(day, part) / highest;
      below += height;
      return {
        day: day.day,
        part,
        x,
        y: 1 - below,
        width: 1 / columns,
        height,
      };
    });
  });
}
