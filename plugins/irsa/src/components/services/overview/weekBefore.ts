import { Trends } from 'backstage-plugin-irsa-common';

type Day = Trends['days'][number];

const WEEK_MS = 7 * 86_400_000;

/**
 * The youngest day of the history that is a week older than its last one, to compare with; undefined while the history
 * is shorter.
 *
 * @param days - by day, oldest first; days without a scan are left out
 */
export function weekBefore(days: readonly Day[]): Day | undefined {
  const last = days[days.length - 1];
  if (!last) {
    return undefined;
  }
  const border = Date.parse(last.day) - WEEK_MS;
  return [...days].reverse().find(({ day }) => Date.parse(day) <= border);
}
