const INDENT = '  ';

/** A value of JSON as an expression of HCL, laid out as `terraform fmt` does. */
export function hclValue(value: unknown, depth = 0): string {
  if (Array.isArray(value)) {
    return listed(
      '[',
      value.map(each => hclValue(each, depth + 1)),
      ']',
      depth,
      ',',
    );
  }
  if (typeof value === 'object' && value !== null) {
    return listed(
      '{',
      attributes(
        Object.entries(value).map(([key, each]) => [
          hclString(key),
          hclValue(each, depth + 1),
        ]),
      ),
      '}',
      depth,
      '',
    );
  }
  return typeof value === 'string' ? hclString(value) : JSON.stringify(value);
}

/** A string in which nothing is read as a template: policy variables such as `${aws:username}` stay what they are. */
export function hclString(text: string): string {
  const quoted = JSON.stringify(text)
    // JSON has short forms that HCL does not know.
    .replace(
      /\\[bf]|\\u[0-9a-f]{4}|\\./g,
      escape => ({ '\\b': '\\u0008', '\\f': '\\u000c' }[escape] ?? escape),
    );
  return quoted.replace(/[$%]\{/g, found => `${found[0]}${found}`);
}

/** A block, such as a resource. An attribute is its name and its expression at depth 1; those that are undefined are left out. */
export function hclBlock(
  head: string,
  given: readonly (readonly [string, string | undefined])[],
): string {
  const written = attributes(
    given.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
  return `${head} {\n${written.map(line => `${INDENT}${line}\n`).join('')}}\n`;
}

/** Lines `name = value`, in which equal signs of neighbours that take one line stand below each other. */
function attributes(pairs: readonly (readonly [string, string])[]): string[] {
  const isShort = (index: number) =>
    pairs[index] !== undefined && !pairs[index][1].includes('\n');
  return pairs.map(([name, value], index) => {
    if (!isShort(index)) {
      return `${name} = ${value}`;
    }
    let first = index;
    let last = index;
    while (isShort(first - 1)) {
      first -= 1;
    }
    while (isShort(last + 1)) {
      last += 1;
    }
    const width = Math.max(
      ...pairs.slice(first, last + 1).map(([each]) => [...each].length),
    );
    return `${name}${' '.repeat(width - [...name].length)} = ${value}`;
  });
}

function listed(
  open: string,
  items: readonly string[],
  close: string,
  depth: number,
  separator: string,
): string {
  if (items.length === 0) {
    return `${open}${close}`;
  }
  const inner = INDENT.repeat(depth + 1);
  return `${open}\n${items
    .map((item, index) => {
      const isLast = index === items.length - 1;
      return `${inner}${item}${isLast ? '' : separator}\n`;
    })
    .join('')}${INDENT.repeat(depth)}${close}`;
}
