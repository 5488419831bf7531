import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { hashOf, hasPassed, setPassed } from '../lib/stamp.mjs';

test('a check that has passed is known by the content of all that it reads', t => {
  const root = mkdtempSync(path.join(tmpdir(), 'stamp-'));
  t.after(() => rmSync(root, { recursive: true }));
  const write = (name, text) => writeFileSync(path.join(root, name), text);
  mkdirSync(path.join(root, 'types/deep'), { recursive: true });
  write('types/deep/a.d.ts', 'a');
  write('lock', '1');
  const now = () => hashOf(root, ['types', 'lock', 'missing']);
  const stamp = path.join(root, 'made/later/stamp');

  const first = now();
  assert.equal(hasPassed(stamp, first), false);
  setPassed(stamp, first);
  assert.equal(hasPassed(stamp, now()), true);

  const changes = [
    ['types/deep/a.d.ts', 'b', 'a'],
    ['lock', '2', '1'],
  ];
  for (const [name, text, before] of changes) {
    write(name, text);
    assert.equal(hasPassed(stamp, now()), false, name);
    write(name, before);
    assert.equal(hasPassed(stamp, now()), true, name);
  }
  write('types/b.d.ts', 'a');
  assert.equal(hasPassed(stamp, now()), false);
  rmSync(path.join(root, 'types/b.d.ts'));
  write('missing', '');
  assert.equal(hasPassed(stamp, now()), false);
});
