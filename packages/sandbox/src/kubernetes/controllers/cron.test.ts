import { lastCronTime, parseCron } from './cron';

describe('cron', () => {
  it.each([
    ['* * * * *', '2026-11-23T10:07:30Z', '2026-11-23T10:07:00Z'],
    ['*/15 * * * *', '2026-11-23T10:14:59Z', '2026-11-23T10:00:00Z'],
    ['30 2 * * *', '2026-11-23T10:00:00Z', '2026-11-23T02:30:00Z'],
    ['0 0 1 * *', '2026-11-23T10:00:00Z', '2026-11-01T00:00:00Z'],
    ['0 0 * * sun', '2026-11-23T10:00:00Z', '2026-11-22T00:00:00Z'],
    ['0 0 * * 7', '2026-11-23T10:00:00Z', '2026-11-22T00:00:00Z'],
    ['0 9-17/4 * * 1-5', '2026-11-23T14:00:00Z', '2026-11-23T13:00:00Z'],
    ['0 0 13 * 5', '2026-11-23T10:00:00Z', '2026-11-20T00:00:00Z'],
    ['@monthly', '2026-11-23T10:00:00Z', '2026-11-01T00:00:00Z'],
    ['0 0 29 feb *', '2026-11-23T10:00:00Z', '2024-02-29T00:00:00Z'],
  ])('%s before %s was %s', (text, until, expected) => {
    const schedule = parseCron(text);
    const last = schedule && lastCronTime(schedule, 0, Date.parse(until));
    expect(last && new Date(last).toISOString()).toBe(
      expected.replace('Z', '.000Z'),
    );
  });

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '*/0 * * * *',
    'a b c d e',
  ])('%j is no schedule', text => expect(parseCron(text)).toBeUndefined());
});
