import { createdWithin } from './ageBands';

const now = Date.parse('2026-11-24T00:00:00.000Z');

describe('createdWithin', () => {
  it.each([
    ['lt30', '2026-10-25', undefined],
    ['d30', '2026-08-26', '2026-10-25'],
    ['d90', '2025-11-24', '2026-08-26'],
    ['d365', '2024-11-24', '2025-11-24'],
    ['d730', undefined, '2024-11-24'],
  ] as const)('%s', (band, after, until) => {
    const range = createdWithin(band, now);
    expect([range.after?.slice(0, 10), range.until?.slice(0, 10)]).toEqual([
      after,
      until,
    ]);
  });
});
