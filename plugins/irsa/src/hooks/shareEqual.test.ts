import fc from 'fast-check';
import { shareEqual } from './shareEqual';

/** As an answer brings it: JSON has no -0. */
const answer = () =>
  fc.jsonValue().map(value => JSON.parse(JSON.stringify(value)));

it('says what the next answer says, and is the last one when they say the same', () => {
  fc.assert(
    fc.property(answer(), answer(), (last, next) => {
      expect(JSON.stringify(shareEqual(last, next))).toBe(JSON.stringify(next));
      const copy = JSON.parse(JSON.stringify(last));
      expect(shareEqual(last, copy)).toBe(last);
    }),
  );
});

it('keeps the parts that are equal', () => {
  const last = { items: [{ id: 1 }, { id: 2 }], facets: { owners: ['a'] } };
  const next = shareEqual(last, {
    items: [{ id: 1 }, { id: 3 }],
    facets: { owners: ['a'] },
  });
  expect(next.items[0]).toBe(last.items[0]);
  expect(next.items[1]).toEqual({ id: 3 });
  expect(next.facets).toBe(last.facets);
});
