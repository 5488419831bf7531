import fc from 'fast-check';
import {
  columnNames,
  hiddenSort,
  readColumns,
  usualColumns,
  writeColumns,
} from './columnChoice';

describe('columns in the address', () => {
  it.each([
    [null, usualColumns],
    ['', usualColumns],
    ['colour,shape', usualColumns],
    ['owner,colour,status', ['status', 'owner']],
    [' severity , severity ', ['severity']],
    ['name', []],
  ])('reads %p', (cols, columns) => {
    expect(readColumns(cols)).toEqual(columns);
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.subarray([...columnNames]), chosen => {
        expect(readColumns(writeColumns(chosen) ?? null)).toEqual(chosen);
      }),
    );
  });

  it('says nothing of the usual columns, in any order', () => {
    expect(writeColumns([...usualColumns].reverse())).toBeUndefined();
  });
});

it.each([
  ['-keyAge', ['status'], 'keyAge'],
  ['owner', ['status'], 'owner'],
  ['-keyAge', ['keyAge'], undefined],
  ['name', [], undefined],
] as const)('sorted by %s with %p', (sort, columns, hidden) => {
  expect(hiddenSort(sort, columns)).toBe(hidden);
});
