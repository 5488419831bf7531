import { isYounger } from './isYounger';

describe('how old a reading may be', () => {
  it.each([
    ['younger', 900, 200, true],
    ['as old', 800, 200, false],
    ['of this moment, where none will do', 1000, 0, false],
    ['of the future, after the clock was set back', 5000, 200, false],
    ['of the future, where none will do', 5000, 0, false],
  ])('%s', (_, at, maxAgeMs, expected) => {
    expect(isYounger(at, maxAgeMs, 1000)).toBe(expected);
  });
});
