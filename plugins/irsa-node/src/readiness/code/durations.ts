const UNITS: Record<string, number> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};
const UNIT = '(second|minute|hour|day|week)s?';

/** How languages write a length of time, with the number and the unit in the first two groups. */
const LENGTHS: readonly RegExp[] = [
  // Go: `72 * time.Hour`
  new RegExp(
    `\\(?(\\d[\\d_]*(?:\\s*\\*\\s*\\d[\\d_]*)*)\\)?\\s*\\*\\s*time\\.${UNIT}`,
    'i',
  ),
  // Java, C#: `Duration.ofDays(7)`, `TimeSpan.FromDays(7)`, `.AddDays(7)`
  new RegExp(`(?:of|From|Add)${UNIT}\\(\\s*(\\d[\\d_]*)`, 'i'),
  // Python: `timedelta(days=7)`
  new RegExp(`timedelta\\(\\s*${UNIT}\\s*=\\s*(\\d[\\d_]*)`, 'i'),
  // Kotlin, Ruby: `7.days`
  new RegExp(`\\b(\\d[\\d_]*)\\.${UNIT}\\b`, 'i'),
  // PHP: `'+7 days'`
  new RegExp(`['"]\\+?(\\d+)\\s*${UNIT}['"]`, 'i'),
  // Rust: `Duration::from_secs(604800)`
  /from_(sec)\w*\(\s*((?:\d[\d_]*\s*\*\s*)*\d[\d_]*)/i,
];
const GO_TURNED = new RegExp(
  `time\\.${UNIT}\\s*\\*\\s*(\\d[\\d_]*(?:\\s*\\*\\s*\\d[\\d_]*)*)`,
  'i',
);
const PRODUCT = /^\(?\s*((?:\d[\d_]*L?\s*\*\s*)*\d[\d_]*L?)\b(?!\s*[.*])/;

/**
 * Seconds of a length of time at the beginning of a piece of source: a number, a product, or what the languages have
 * for it. Undefined when it is none of these.
 *
 * @param constants - seconds by name, of the same file
 */
export function secondsOf(
  expression: string,
  constants: ReadonlyMap<string, number> = new Map(),
): number | undefined {
  const text = expression.trimStart().slice(0, 120);
  for (const length of [...LENGTHS, GO_TURNED]) {
    const found = length.exec(text);
    // The expression has ended before it.
    if (found && !/[,;\n}]/.test(text.slice(0, found.index))) {
      const [first, second] = found.slice(1);
      const [amount, unit] = /\d/.test(first)
        ? [first, second]
        : [second, first];
      return product(amount) * (UNITS[unit.toLowerCase()] ?? 1);
    }
  }
  const plain = PRODUCT.exec(text)?.[1];
  if (plain !== undefined) {
    return product(plain);
  }
  const name =
    /^(?:[A-Za-z_$][\w$]*(?:\.|::))*([A-Za-z_$][\w$]*)\b(?!\s*[([])/.exec(
      text,
    )?.[1];
  return name === undefined ? undefined : constants.get(name);
}

function product(text: string): number {
  return text
    .split('*')
    .map(factor => Number(factor.replace(/[_L\s]/g, '')))
    .reduce((total, factor) => total * factor, 1);
}

const ASSIGNMENT =
  /(?:^|[\s{(;])([A-Za-z_$][\w$]*)\s*(?::\s*[\w.<>]+\s*)?(?::=|=)(?![=>])\s*([^\n;]{1,120})/gm;

/** Names that a file gives a length of time, with their seconds. A name with two values is left out. */
export function constantsOf(text: string): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const [, name, value] of text.matchAll(ASSIGNMENT)) {
    const seconds = secondsOf(value, found);
    if (seconds !== undefined) {
      if (found.has(name) && found.get(name) !== seconds) {
        twice.add(name);
      }
      found.set(name, seconds);
    }
  }
  twice.forEach(name => found.delete(name));
  return found;
}
