import { InputError } from '@backstage/errors';

const DAY_MS = 86_400_000;
/** Long enough for the end of a contract, and short enough for a regular review. */
const LONGEST_DAYS = 365;

/**
 * The day on which a decision ends, as ISO 8601 in UTC.
 * @throws InputError unless it lies within the next 365 days
 */
export function endDay(endsAt: string, now = Date.now()): string {
  const time = Date.parse(endsAt);
  const days = (time - now) / DAY_MS;
  if (Number.isNaN(time) || days <= 0 || days > LONGEST_DAYS) {
    throw new InputError(
      `endsAt must be a day in the future, at most ${LONGEST_DAYS} days ahead.`,
    );
  }
  return new Date(time).toISOString();
}
