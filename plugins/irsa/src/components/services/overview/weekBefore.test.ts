import { weekBefore } from './weekBefore';

const on = (day: string) => ({
  day,
  withStaticKey: 1,
  soaking: 0,
  keyOff: 0,
  keyless: 0,
  unknown: 0,
  statuses: {},
});

it.each([
  [[], undefined],
  [['2026-11-25'], undefined],
  [['2026-11-19', '2026-11-25'], undefined],
  [['2026-11-17', '2026-11-18', '2026-11-25'], '2026-11-18'],
  [['2026-11-02', '2026-11-20', '2026-11-25'], '2026-11-02'],
])('of %p it is %p', (days, expected) => {
  expect(weekBefore(days.map(on))?.day).toBe(expected);
});
