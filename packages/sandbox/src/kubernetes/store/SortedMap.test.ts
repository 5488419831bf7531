import fc from 'fast-check';
import { SortedMap } from './SortedMap';

const key = fc.string({ unit: fc.constantFrom(...'abcd/-0'), maxLength: 5 });
const change = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('with'), key, fc.nat()) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('without'), key, fc.nat()) },
);

function sorted(model: Map<string, number>) {
  return [...model].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('SortedMap', () => {
  it('is a sorted map, and its older versions stay as they were', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 60 }),
        // Enough entries to split chunks.
        fc.integer({ min: 0, max: 900 }),
        (changes, filler) => {
          const model = new Map<string, number>();
          let map = SortedMap.empty<number>();
          for (let n = 0; n < filler; n += 1) {
            const name = `b${(n * 7919) % 1000}`;
            model.set(name, n);
            map = map.with(name, n);
          }
          const before = map;
          const expected = sorted(model);
          for (const [what, name, value] of changes) {
            if (what === 'with') {
              model.set(name, value);
            } else {
              model.delete(name);
            }
            map = what === 'with' ? map.with(name, value) : map.without(name);
            expect(map.get(name)).toBe(model.get(name));
          }
          expect([...map.entries()]).toEqual(sorted(model));
          expect(map.size).toBe(model.size);
          expect([...before.entries()]).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives and counts ranges', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 80 }),
        key,
        fc.option(key, { nil: undefined }),
        (names, from, before) => {
          const map = names.reduce(
            (all, name) => all.with(name, name),
            SortedMap.empty<string>(),
          );
          const inside = [...names]
            .sort()
            .filter(
              name => name >= from && (before === undefined || name < before),
            );
          expect([...map.entries(from, before)].map(([name]) => name)).toEqual(
            inside,
          );
          expect(map.count(from, before)).toBe(inside.length);
        },
      ),
    );
  });

  it('shrinks to nothing and grows again', () => {
    const names = Array.from({ length: 2000 }, (_, n) => String(n));
    let map = names.reduce(
      (all, name) => all.with(name, name),
      SortedMap.empty<string>(),
    );
    for (const name of names) {
      map = map.without(name);
    }
    expect(map.size).toBe(0);
    expect([...map.entries()]).toEqual([]);
    expect([...map.with('a', 'b').entries()]).toEqual([['a', 'b']]);
  });

  it('takes many entries at once', () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.nat()),
        fc.dictionary(key, fc.nat()),
        (first, second) => {
          const map = SortedMap.fromSorted(
            sorted(new Map(Object.entries(first))),
          ).withSorted(sorted(new Map(Object.entries(second))));
          expect([...map.entries()]).toEqual(
            sorted(new Map(Object.entries({ ...first, ...second }))),
          );
        },
      ),
    );
  });
});
