import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from 'yaml';
import { emptyValues } from '../lib/emptyValues.mjs';

test('a comma in a text that is not quoted is found', () => {
  const document = parse(
    'a: { type: string, description: since when, at the latest }\nb: { type: string, description: "since when, at the latest" }\nc: [one, { d: 0, e: false }]',
  );
  assert.deepEqual(emptyValues(document), ['a.at the latest']);
});
