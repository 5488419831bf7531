import { T } from '../hooks/useT';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span in words, two units at most: `4 d 02 h`, `14 min 32 s`, `41 s`. @param ms - milliseconds */
export function formatDuration(t: T, ms: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const whole = Math.max(0, Math.floor(ms / second) * second);
  if (whole >= day) {
    return t('time.daysHours', {
      days: String(Math.floor(whole / day)),
      hours: pad(Math.floor((whole % day) / hour)),
    });
  }
  if (whole >= hour) {
    return t('time.hoursMinutes', {
      hours: String(Math.floor(whole / hour)),
      minutes: pad(Math.floor((whole % hour) / minute)),
    });
  }
  if (whole >= minute) {
    return t('time.minutesSeconds', {
      minutes: String(Math.floor(whole / minute)),
      seconds: pad(Math.floor((whole % minute) / second)),
    });
  }
  return t('time.seconds', { value: String(whole / second) });
}

/** As `formatDuration`, with tenths below ten seconds: `3.4 s`, `< 0.1 s`. @param ms - milliseconds */
export function formatShortDuration(t: T, ms: number): string {
  if (ms >= 10 * second) {
    return formatDuration(t, ms);
  }
  return ms < 100
    ? t('time.lessThanSeconds', { value: '0.1' })
    : t('time.seconds', { value: String(Math.round(ms / 100) / 10) });
}

/** The age of something, in its largest unit: `3 min`, `5 h`, `412 d`. @param ms - milliseconds */
export function formatAge(t: T, ms: number): string {
  if (ms >= day) {
    return t('time.daysShort', { value: String(Math.floor(ms / day)) });
  }
  if (ms >= hour) {
    return t('time.hours', { value: String(Math.floor(ms / hour)) });
  }
  if (ms >= minute) {
    return t('time.minutes', { value: String(Math.floor(ms / minute)) });
  }
  return t('time.seconds', {
    value: String(Math.max(0, Math.floor(ms / second))),
  });
}
