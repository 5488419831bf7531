import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortUnions } from '../lib/sortUnions.mjs';

const declare = type => `export declare const value: ${type};\n`;

for (const [name, from, to] of [
  ['sorts the members', `'b' | 'a' | undefined`, `'a' | 'b' | undefined`],
  ['leaves what has no union', `{ b: string; a: number }`, undefined],
  [
    'sorts unions in other types',
    `Map<string, { of: (x: B | A) => D<Z | Y> | C }>`,
    `Map<string, { of: (x: A | B) => C | D<Y | Z> }>`,
  ],
  [
    'keeps brackets',
    `('b' | 'a')[] | (() => void)`,
    `('a' | 'b')[] | (() => void)`,
  ],
  [
    'sorts the fields of a record that was made of a union',
    `Ref<{\n  readonly 'b': 'B | A';\n  readonly 'a': 2 | 1;\n}>`,
    `Ref<{\n  readonly 'a': 1 | 2;\n  readonly 'b': 'B | A';\n}>`,
  ],
  ['leaves what is sorted', `A | B<C | D>`, undefined],
]) {
  test(`sortUnions ${name}`, () => {
    const sorted = sortUnions(declare(from));
    assert.equal(sorted, declare(to ?? from));
    assert.equal(sortUnions(sorted), sorted);
  });
}
