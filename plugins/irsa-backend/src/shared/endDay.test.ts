import { endDay } from './endDay';

const NOW = Date.parse('2026-11-30T12:00:00Z');

describe('endDay', () => {
  it.each([
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    ['2026-11-30T14:00:01+02:00', '2026-11-30T12:00:01.000Z'],
    ['2027-11-30T12:00:00Z', '2027-11-30T12:00:00.000Z'],
  ])('takes %s', (endsAt, iso) => {
    expect(endDay(endsAt, NOW)).toBe(iso);
  });

  it.each(['', 'soon', '2026-13-01', '2026-11-30', '2026-11-30T12:00:00Z'])(
    'refuses %p, which is no day in the future',
    endsAt => {
      expect(() => endDay(endsAt, NOW)).toThrow(/a day in the future/);
    },
  );

  it('refuses a day that is more than a year ahead', () => {
    expect(() => endDay('2027-11-30T12:00:01Z', NOW)).toThrow(/365 days/);
  });
});
