/** The schedule of a CronJob, as sets of allowed numbers. */
export interface CronSchedule {
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  anyDay: boolean;
  anyWeekday: boolean;
}

const MACROS: Record<string, string> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

function parseField(
  text: string,
  from: number,
  to: number,
  names: string[] = [],
): Set<number> | undefined {
  const number = (part: string) => {
    const named = names.indexOf(part.toLowerCase());
    if (named >= 0) {
      return named + (names === MONTHS ? 1 : 0);
    }
    return /^\d+$/.test(part) ? Number(part) : NaN;
  };
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range, stepText] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    const [low, high] =
      range === '*' || range === '?'
        ? [from, to]
        : range.split('-').map(number);
    const end = high ?? (stepText === undefined ? low : to);
    const valid =
      low >= from &&
      end <= to &&
      low <= end &&
      Number.isInteger(step) &&
      step > 0;
    if (!valid) {
      return undefined;
    }
    for (let value = low; value <= end; value += step) {
      values.add(value);
    }
  }
  return values;
}

/**
 * Parses the five fields of https://en.wikipedia.org/wiki/Cron and the macros; undefined when the text is not a
 * schedule.
 */
export function parseCron(text: string): CronSchedule | undefined {
  const fields = (MACROS[text.trim()] ?? text).trim().split(/\s+/);
  if (fields.length !== 5) {
    return undefined;
  }
  const minutes = parseField(fields[0], 0, 59);
  const hours = parseField(fields[1], 0, 23);
  const days = parseField(fields[2], 1, 31);
  const months = parseField(fields[3], 1, 12, MONTHS);
  const weekdays = parseField(fields[4], 0, 7, WEEKDAYS);
  if (!minutes || !hours || !days || !months || !weekdays) {
    return undefined;
  }
  if (weekdays.has(7)) {
    weekdays.add(0);
  }
  return {
    minutes,
    hours,
    days,
    months,
    weekdays,
    anyDay: /^[*?]/.test(fields[2]),
    anyWeekday: /^[*?]/.test(fields[4]),
  };
}

function matchesDay(schedule: CronSchedule, time: Date): boolean {
  const day = schedule.days.has(time.getUTCDate());
  const weekday = schedule.weekdays.has(time.getUTCDay());
  return schedule.anyDay || schedule.anyWeekday
    ? day && weekday
    : day || weekday;
}

const MINUTE = 60_000;
const LOOK_BACK_DAYS = 366 * 5;

/** The latest time in (after, until] at which the schedule fires, UTC; undefined when there is none. */
export function lastCronTime(
  schedule: CronSchedule,
  after: number,
  until: number,
): number | undefined {
  let time = Math.floor(until / MINUTE) * MINUTE;
  const floor = Math.max(after, until - LOOK_BACK_DAYS * 24 * 60 * MINUTE);
  while (time > floor) {
    const date = new Date(time);
    if (
      !schedule.months.has(date.getUTCMonth() + 1) ||
      !matchesDay(schedule, date)
    ) {
      time =
        Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
        MINUTE;
    } else if (!schedule.hours.has(date.getUTCHours())) {
      time = time - date.getUTCMinutes() * MINUTE - MINUTE;
    } else if (!schedule.minutes.has(date.getUTCMinutes())) {
      time -= MINUTE;
    } else {
      return time;
    }
  }
  return undefined;
}
