import fc from 'fast-check';
import { duplicateFields } from './duplicateFields';

describe('members that are given twice', () => {
  it.each<[string, string[]]>([
    ['{}', []],
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":1,"a":2}', ['a']],
    ['{"a":1,"a":2,"a":3}', ['a']],
    ['{"data":{"k":"1","k":"2"}}', ['data.k']],
    ['{"l":[{"n":1},{"n":1,"n":2}]}', ['l[1].n']],
    ['{"a":"\\"a\\":,{","b":["a","a"]}', []],
    ['{"a":1,"\\u0061":2}', ['a']],
  ])('%s', (text, expected) => {
    expect(duplicateFields(text)).toEqual(expected);
  });

  it('are in no text that JSON.stringify has written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(duplicateFields(JSON.stringify(value))).toEqual([]);
      }),
    );
  });
});
