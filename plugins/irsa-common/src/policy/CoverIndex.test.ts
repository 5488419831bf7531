import fc from 'fast-check';
import { CoverIndex } from './CoverIndex';
import { coversPattern } from './wildcards';

const pattern = fc.stringMatching(/^[ab*?]{0,5}$/);

describe('CoverIndex', () => {
  it('finds the same patterns as comparing with each of them', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), pattern, (all, text) => {
        const index = new CoverIndex<number>();
        all.forEach((each, position) => index.add(each, position));
        const found = [...index.covering(text)].map(({ item }) => item);
        expect(found.sort()).toEqual(
          all.flatMap((each, position) =>
            coversPattern(each, text) ? [position] : [],
          ),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
