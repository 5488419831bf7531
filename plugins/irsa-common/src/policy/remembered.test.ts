import { remembered } from './remembered';

describe('remembered', () => {
  it('asks once for each text, also where the answer is undefined', () => {
    const of = jest.fn((text: string) => text[0]);
    const first = remembered(of);
    expect(['ab', '', 'ab', ''].map(text => first(text))).toEqual([
      'a',
      undefined,
      'a',
      undefined,
    ]);
    expect(of).toHaveBeenCalledTimes(2);
  });

  it('keeps no more than it may', () => {
    const of = jest.fn((text: string) => text);
    const same = remembered(of, 2);
    ['a', 'b', 'c', 'c', 'a'].forEach(text => same(text));
    expect(of.mock.calls.flat()).toEqual(['a', 'b', 'c', 'a']);
  });
});
