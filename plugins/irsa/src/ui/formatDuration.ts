import { T } from '../hooks/useT';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in words, two units at most: `4 d 02 h`, `14 min 32 s`, `41 s`. @param ms - milliseconds */
export function formatDuration(t: T, ms: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const whole = Math.max(0, Math.floor(ms / SECOND) * SECOND);
  if (whole >= DAY) {
    return t('time.daysHours', {
      days: String(Math.floor(whole / DAY)),
      hours: pad(Math.floor((whole % DAY) / HOUR)),
    });
  }
  if (whole >= HOUR) {
    return t('time.hoursMinutes', {
      hours: String(Math.floor(whole / HOUR)),
      minutes: pad(Math.floor((whole % HOUR) / MINUTE)),
    });
  }
  if (whole >= MINUTE) {
    return t('time.minutesSeconds', {
      minutes: String(Math.floor(whole / MINUTE)),
      seconds: pad(Math.floor((whole % MINUTE) / SECOND)),
    });
  }
  return t('time.seconds', { value: String(whole / SECOND) });
}

/** As `formatDuration`, with tenths below ten seconds: `3.4 s`, `< 0.1 s`. @param ms - milliseconds */
export function formatShortDuration(t: T, ms: number): string {
  if (ms >= 10 * SECOND) {
    return formatDuration(t, ms);
  }
  return ms < 100
    ? t('time.lessThanSeconds', { value: '0.1' })
    : t('time.seconds', { value: String(Math.round(ms / 100) / 10) });
}

/** The age of something, in its largest unit: `3 min`, `5 h`, `412 d`. @param ms - milliseconds */
export function formatAge(t: T, ms: number): string {
  if (ms >= DAY) {
    return t('time.daysShort', { value: String(Math.floor(ms / DAY)) });
  }
  if (ms >= HOUR) {
    return t('time.hours', { value: String(Math.floor(ms / HOUR)) });
  }
  if (ms >= MINUTE) {
    return t('time.minutes', { value: String(Math.floor(ms / MINUTE)) });
  }
  return t('time.seconds', {
    value: String(Math.max(0, Math.floor(ms / SECOND))),
  });
}
