import {
  assertUndisputed,
  FixedValue,
  fixedOver,
  fixedUnder,
  setValueOf,
  standIns,
  targetPathOf,
} from './fixedValues';
import { ValueEdit, ValuePath } from './values';

const at = (...path: ValuePath): FixedValue => ({ at: path, from: 'x' });

/** Rows of https://github.com/fluxcd/pkg/blob/main/chartutil/values_test.go, and neighbours. */
describe('a targetPath', () => {
  it.each<[string, ValuePath | undefined]>([
    ['outer.inner', ['outer', 'inner']],
    ['merge.at[2]', ['merge', 'at', 2]],
    ['a[0][1].b', ['a', 0, 1, 'b']],
    [
      'nodeSelector.kubernetes\\.io/role',
      ['nodeSelector', 'kubernetes.io/role'],
    ],
    ['a..b', undefined],
    ['.a', undefined],
    ['a.', undefined],
    ['[0]', undefined],
    ['a[99999]', undefined],
    ['a[x]', undefined],
    ['a\\', undefined],
    ['', undefined],
  ])('%s is the path %j', (text, path) => {
    expect(targetPathOf(text)).toEqual(path);
  });

  it.each<[string, boolean, { value: unknown } | undefined]>([
    ['value', false, { value: 'value' }],
    ['', false, { value: '' }],
    ['true', false, { value: true }],
    ['False', false, { value: false }],
    ['null', false, { value: null }],
    ['0', false, { value: 0 }],
    ['-7', false, { value: -7 }],
    ['007', false, { value: '007' }],
    ['1.5', false, { value: '1.5' }],
    ['a=b', false, { value: 'a=b' }],
    ['text\n', false, { value: 'text\n' }],
    ['"true"', false, { value: 'true' }],
    ["'7'", false, { value: '7' }],
    ["'", false, { value: '' }],
    // More than one value, or none that is one text.
    ['value1\\,value2', false, undefined],
    ['a,b=c', false, undefined],
    ['{a,b,c}', false, undefined],
    ['"a,b"', false, undefined],
    ['99999999999999999999', false, undefined],
    ['{"a": [1, 2]}', true, { value: '{"a": [1, 2]}' }],
    ['true', true, { value: 'true' }],
  ])('puts %j there (literal: %s) as %j', (text, literal, value) => {
    expect(setValueOf(text, literal)).toEqual(value);
  });

  it('lays values over others, in lists too', () => {
    expect(
      fixedOver(
        [
          { ...at('a', 'b'), known: { value: 1 } },
          { ...at('list', 1), known: { value: 'x' } },
          at('secret'),
        ],
        { value: 'stand-in' },
        { a: { b: 0, c: 2 } },
      ),
    ).toEqual({ a: { b: 1, c: 2 }, list: [null, 'x'], secret: 'stand-in' });
  });

  it('is left out once when its object may be missing', () => {
    const optional = { ...at('a'), optional: true };
    const stands = standIns([optional, at('b')]);
    expect(stands.map(stand => fixedOver([optional, at('b')], stand))).toEqual([
      { a: 'not-read', b: 'not-read' },
      { a: '', b: '' },
      { a: true, b: true },
      { a: 1, b: 1 },
      { b: '' },
    ]);
    expect(standIns([{ ...at('a'), known: { value: 1 } }])).toEqual([{}]);
  });

  it.each<[ValueEdit['path'], ValuePath | undefined]>([
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [['a'], ['a', 'b']],
    [
      ['a', 'b', 'c'],
      ['a', 'b'],
    ],
    [['a', 'c'], undefined],
    [
      ['list', 1, 'name'],
      ['list', 1],
    ],
    [['list', 0, 'name'], undefined],
    [['list'], ['list', 1]],
  ])('of an edit of %j, %j is not to be touched', (path, expected) => {
    const fixed = [at('a', 'b'), at('list', 1)];
    expect(fixedUnder(fixed, { op: 'unset', path })?.at).toEqual(expected);
  });

  const disputed = (own: unknown): string => {
    try {
      assertUndisputed([at('a', 'b'), at('list', 1)], own, 'values.yaml');
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['a neighbour', { a: { c: 1 } }],
  ])('stands beside a place that writes %s', (_, own) => {
    expect(disputed(own)).toBe('');
  });

  it.each<[string, unknown]>([
    ['the same', { a: { b: 1 } }],
    ['nothing by name', { a: { b: null } }],
    ['a text above', { a: 'text' }],
    ['more below', { a: { b: { c: 1 } } }],
    ['the list', { list: ['x', 'y'] }],
  ])('is disputed by a place that writes %s', (_, own) => {
    expect(disputed(own)).toMatch(
      /values\.yaml writes .*, which comes from x too/,
    );
  });
});
