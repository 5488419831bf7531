import fc from 'fast-check';
import { trendBars, trendParts } from './trendBars';

const day = (
  date: string,
  withStaticKey: number,
  soaking = 0,
  keyless = 0,
) => ({
  day: date,
  withStaticKey,
  soaking,
  keyOff: 0,
  keyless,
  unknown: 0,
  statuses: {},
});

describe('trendBars', () => {
  it('is empty without days', () => {
    expect(trendBars([])).toEqual([]);
  });

  it('leaves a gap for a day that was not seen', () => {
    const bars = trendBars([day('2026-11-01', 4), day('2026-11-04', 2)]);
    expect(bars.filter(({ part }) => part === 'static')).toEqual([
      { day: '2026-11-01', part: 'static', x: 0, y: 0, width: 0.25, height: 1 },
      {
        day: '2026-11-04',
        part: 'static',
        x: 0.75,
        y: 0.5,
        width: 0.25,
        height: 0.5,
      },
    ]);
  });

  it('stays inside, and puts the parts on each other', () => {
    const figure = fc.nat(1000);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(figure, figure, figure), {
          minLength: 1,
          maxLength: 60,
        }),
        figures => {
          const bars = trendBars(
            figures.map(([a, b, c], at) =>
              day(
                new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
                a,
                b,
                c,
              ),
            ),
          );
          expect(bars).toHaveLength(figures.length * trendParts.length);
          for (const { x, y, width, height } of bars) {
            expect(x + width).toBeLessThanOrEqual(1 + 1e-9);
            expect(y).toBeGreaterThanOrEqual(-1e-9);
            expect(y + height).toBeLessThanOrEqual(1 + 1e-9);
          }
        },
      ),
    );
  });
});
