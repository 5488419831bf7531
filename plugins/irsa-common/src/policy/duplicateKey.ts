/**
 * The first key that occurs twice in one object of a JSON text. JSON.parse would silently drop one of the two. The text
 * must be valid JSON.
 */
export function findDuplicateKey(text: string): string | undefined {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  const stack: (Set<string> | undefined)[] = [];
  let previous = '';
  for (const [found] of text.matchAll(token)) {
    if (found === '{') {
      stack.push(new Set());
    } else if (found === '[') {
      stack.push(undefined);
    } else if (found === '}' || found === ']') {
      stack.pop();
    } else if (found === ':') {
      const keys = stack[stack.length - 1];
      const key: string = JSON.parse(previous);
      if (keys?.has(key)) {
        return key;
      }
      keys?.add(key);
    }
    previous = found;
  }
  return undefined;
}
