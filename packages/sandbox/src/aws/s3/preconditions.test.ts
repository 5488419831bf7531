import { StoredObject } from '../model/entities';
import { checkWrite, isUnchanged } from './preconditions';

const MODIFIED = Date.parse('2026-01-02T03:04:05.678Z');
const object = { etag: 'abc', modifiedAt: MODIFIED } as StoredObject;
const BEFORE = 'Fri, 02 Jan 2026 03:04:04 GMT';
const THEN = 'Fri, 02 Jan 2026 03:04:05 GMT';
const AFTER = 'Fri, 02 Jan 2026 03:04:06 GMT';

/** `send`, `unchanged`, or the error code. */
function read(headers: Record<string, string>): string {
  try {
    return isUnchanged(headers, object) ? 'unchanged' : 'send';
  } catch (error) {
    return (error as Error).name;
  }
}

function write(headers: Record<string, string>, present?: StoredObject) {
  try {
    checkWrite(headers, present);
    return 'write';
  } catch (error) {
    return (error as Error).name;
  }
}

describe('conditions of a read', () => {
  it.each([
    [{}, 'send'],
    [{ 'if-match': '"abc"' }, 'send'],
    [{ 'if-match': 'abc' }, 'send'],
    [{ 'if-match': '"x", "abc"' }, 'send'],
    [{ 'if-match': '*' }, 'send'],
    [{ 'if-match': '"x"' }, 'PreconditionFailed'],
    [{ 'if-none-match': '"abc"' }, 'unchanged'],
    [{ 'if-none-match': 'W/"abc"' }, 'unchanged'],
    [{ 'if-none-match': '"x"' }, 'send'],
    [{ 'if-modified-since': BEFORE }, 'send'],
    [{ 'if-modified-since': THEN }, 'unchanged'],
    [{ 'if-modified-since': AFTER }, 'unchanged'],
    [{ 'if-modified-since': 'some day' }, 'send'],
    [{ 'if-unmodified-since': 'some day' }, 'send'],
    [{ 'if-unmodified-since': BEFORE }, 'PreconditionFailed'],
    [{ 'if-unmodified-since': THEN }, 'send'],
    // Entity tags take precedence over dates.
    [{ 'if-match': '"abc"', 'if-unmodified-since': BEFORE }, 'send'],
    [{ 'if-none-match': '"x"', 'if-modified-since': AFTER }, 'send'],
    [{ 'if-match': '"abc"', 'if-none-match': '"abc"' }, 'unchanged'],
    [{ 'if-match': '"x"', 'if-none-match': '"abc"' }, 'PreconditionFailed'],
  ])('%j: %s', (headers, expected) => {
    expect(read(headers as unknown as Record<string, string>)).toBe(expected);
  });
});

describe('conditions of a write', () => {
  it.each([
    [{}, object, 'write'],
    [{ 'if-none-match': '*' }, undefined, 'write'],
    [{ 'if-none-match': '*' }, object, 'PreconditionFailed'],
    [{ 'if-match': '"abc"' }, object, 'write'],
    [{ 'if-match': '"x"' }, object, 'PreconditionFailed'],
    [{ 'if-match': '"abc"' }, undefined, 'NoSuchKey'],
  ])('%j of %j: %s', (headers, present, expected) => {
    expect(write(headers as unknown as Record<string, string>, present)).toBe(
      expected,
    );
  });
});
