// A test that waits for a callback which never comes would hold a worker for its whole time.
import assert from 'node:assert/strict';
import test from 'node:test';
import refusing from '../jest/refuseDone.cjs';

test('tests that take a callback fail at once, in groups too', () => {
  const plain = { type: 'test', name: 'plain', fn: () => 'ran' };
  const waiting = { type: 'test', name: 'waiting', fn: done => done };
  const group = { type: 'describeBlock', name: 'group', children: [waiting] };
  const todo = { type: 'test', name: 'to do' };
  refusing.refuseDone({ children: [plain, group, todo] });
  assert.equal(plain.fn(), 'ran');
  assert.throws(() => waiting.fn(), /"waiting" takes a callback/);
});
