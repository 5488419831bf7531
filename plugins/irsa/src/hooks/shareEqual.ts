/**
 * The next answer, with the parts of the last one in the places where they say the same, so that only what has changed
 * is drawn again.
 *
 * @param last - plain data, as JSON has it
 * @param next - plain data
 */
export function shareEqual<T>(last: unknown, next: T): T {
  if (Object.is(last, next)) {
    return next;
  }
  if (Array.isArray(last) && Array.isArray(next)) {
    const shared = next.map((item, index) => shareEqual(last[index], item));
    const isSame =
      last.length === next.length &&
      shared.every((item, index) => item === last[index]);
    return (isSame ? last : shared) as T;
  }
  if (isRecord(last) && isRecord(next)) {
    const names = Object.keys(next);
    const shared = Object.fromEntries(
      names.map(name => [name, shareEqual(last[name], next[name])]),
    );
    const isSame =
      Object.keys(last).length === names.length &&
      names.every(name => name in last && shared[name] === last[name]);
    return (isSame ? last : shared) as T;
  }
  return next;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
