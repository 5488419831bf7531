/**
 * Paths of the members that a JSON text has more than once, for example `data.a` or `items[0].name`. JSON.parse
 * silently keeps the last of them; the real server reports them. The text must be valid JSON.
 */
export function duplicateFields(text: string): string[] {
  const found = new Set<string>();
  const open: Scope[] = [];
  const pathTo = (last: string) => {
    const path = open.slice(0, -1).map(({ at }) => at);
    return [...path, last].reduce((whole, part) =>
      part.startsWith('[') ? `${whole}${part}` : `${whole}.${part}`,
    );
  };
  // Strings and the structural characters. Everything else lies between them.
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]/g)) {
    const scope = open[open.length - 1];
    if (token === '{') {
      open.push({ keys: new Set(), at: '', wantsKey: true });
    } else if (token === '[') {
      open.push({ index: 0, at: '[0]' });
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ',' && scope?.keys) {
      scope.wantsKey = true;
    } else if (token === ',' && scope) {
      scope.index = (scope.index ?? 0) + 1;
      scope.at = `[${scope.index}]`;
    } else if (scope?.keys && scope.wantsKey && token.startsWith('"')) {
      const key = JSON.parse(token) as string;
      if (scope.keys.has(key)) {
        found.add(pathTo(key));
      }
      scope.keys.add(key);
      scope.at = key;
      scope.wantsKey = false;
    }
  }
  return [...found];
}

/** An open map or list, and the member that is being read. */
interface Scope {
  at: string;
  keys?: Set<string>;
  wantsKey?: boolean;
  index?: number;
}
