const UNITS: Record<string, number> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  // Of the library `ms`.
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
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
  new RegExp(`(?:of|[fF]rom|[aA]dd|plus)_?${UNIT}\\(\\s*(\\d[\\d_]*)`, 'i'),
  // Java: `Instant.now().plus(7, ChronoUnit.DAYS)`
  new RegExp(
    `\\bplus\\(\\s*(\\d[\\d_]*)L?\\s*,\\s*(?:ChronoUnit\\.)?${UNIT}`,
    'i',
  ),
  // Python: `timedelta(days=7)`
  new RegExp(`timedelta\\(\\s*${UNIT}\\s*=\\s*(\\d[\\d_]*)`, 'i'),
  // Kotlin, Ruby: `7.days`
  new RegExp(`\\b(\\d[\\d_]*)\\.${UNIT}\\b`, 'i'),
  // PHP: `'+7 days'`
  new RegExp(`['"]\\+?(\\d+)\\s*${UNIT}['"]`, 'i'),
  // JavaScript: `ms('2d')`
  /\bms\(\s*['"`](\d+)\s*([smhdw])/,
  // Rust: `Duration::from_secs(604800)`
  /from_(sec)s?\w*\(\s*((?:\d[\d_]*\s*\*\s*)*\d[\d_]*)/i,
];
const GO_TURNED = new RegExp(
  `time\\.${UNIT}\\s*\\*\\s*(\\d[\\d_]*(?:\\s*\\*\\s*\\d[\\d_]*)*)`,
  'i',
);
/** `AddDays(DAYS)`, `Duration.ofDays(DAYS)`, `timedelta(days=DAYS)`, `Duration::from_secs(LIFE)`. */
const NAMED_LENGTH = new RegExp(
  `(?:(?:of|[fF]rom|[aA]dd|plus)_?${UNIT}\\(|timedelta\\(\\s*${UNIT}\\s*=|from_(sec)s\\()\\s*(?:[\\w$]+(?:\\.|::))*([A-Za-z_$][\\w$]*)\\s*\\)`,
  'i',
);
/** A setting with a default: `config("NAME", default=60)`, `process.env.NAME ?? 60`. */
const DEFAULTED =
  /^(?:(?:int|float|Number|parseInt)\(\s*)?(?:[\w.]*(?:config|env|get)[\w.]*\(\s*["'][\w.]+["']\s*,\s*(?:default\s*=\s*)?|process\.env(?:\.\w+|\[["']\w+["']\])\s*(?:\|\||\?\?)\s*)["']?(?=\d)/i;
/** A number or, in the second group, a name with what it belongs to. */
const FACTOR =
  /^(?:(\d[\d_]*L?)\b|(?:[A-Za-z_$][\w$]*(?:\.|::|->))*(?!inWholeSeconds|to_i\b)([A-Za-z_$][\w$]*)(?:\.(?:total_seconds\(\)|inWholeSeconds|[tT]oSeconds\(\)|[sS]econds\(\)|to_i\b|as_secs\(\)))?(?![\w$(]))/;
/** A flag of Go with its default. */
const FLAG = /^flag\.Duration\(\s*"[^"\n]*"\s*,\s*/;
const WRAPPER = /^(?:int|float|Number|Math\.\w+|long|u64::from)\(\s*/;

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
  const text = expression
    .trimStart()
    .replace(FLAG, '')
    .replace(/^\*(?=\w)/, '')
    .slice(0, 120);
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
  const named = NAMED_LENGTH.exec(text);
  if (named && !/[,;\n}]/.test(text.slice(0, named.index))) {
    const [, first, second, third, name] = named;
    const amount = constants.get(name);
    const unit = (first ?? second ?? third).toLowerCase();
    return amount === undefined ? undefined : amount * (UNITS[unit] ?? 1);
  }
  const given = DEFAULTED.exec(text)?.[0];
  if (given !== undefined) {
    return productOf(
      /^[\d_*\s]*/.exec(text.slice(given.length))![0],
      constants,
    );
  }
  return productOf(text.replace(WRAPPER, ''), constants);
}

/** Numbers and named constants with `*` between them. */
function productOf(
  text: string,
  constants: ReadonlyMap<string, number>,
): number | undefined {
  let total = 1;
  let rest = text.replace(/^\(\s*/, '');
  for (let factors = 0; factors < 8; factors += 1) {
    const [whole, number, name] = FACTOR.exec(rest) ?? [];
    const value = number === undefined ? constants.get(name) : product(number);
    if (whole === undefined || value === undefined || !Number.isFinite(value)) {
      return undefined;
    }
    total *= value;
    rest = rest.slice(whole.length);
    const times = /^\s*\*\s*/.exec(rest);
    if (!times) {
      // What goes on as an expression is not understood.
      return /^\s*[.([+/-]/.test(rest) ? undefined : total;
    }
    rest = rest.slice(times[0].length);
  }
  return undefined;
}

function product(text: string): number {
  return text
    .split('*')
    .map(factor => Number(factor.replace(/[_L\s]/g, '')))
    .reduce((total, factor) => total * factor, 1);
}

const ASSIGNMENT =
  /(?:^|[\s{(;]|\bexports\.)([A-Za-z_$][\w$]*)[ \t]*(?::[ \t]*[\w.<>]+[ \t]*)?(?::=|=)(?![=>])\s*([^\n;]{1,120})/gm;

/** Fields of an object that other files know by its name. */
const FIELD =
  /^[ \t]*["']?([A-Za-z_$][\w$]*)["']?[ \t]*:[ \t]*([^\n;,{}]{1,120}),?[ \t]*$/gm;

/** `@Value("${links.hours:48}") private long hours` and `@ConfigProperty(…, defaultValue = "48")`. */
const ANNOTATED =
  /@(?:Value|ConfigProperty|Property)\s*\([^)\n]*(?::|\bdefaultValue\s*=\s*")(\d+)\}?"[^)\n]*\)\s*(?:(?:private|protected|public|final|var|val|lateinit)\s+)*(?:[\w<>.]+\s+)?(\w+)\b/g;

/** Names that a file gives a length of time, with their seconds. A name with two values is left out. */
export function constantsOf(
  text: string,
  withFields = false,
): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  const annotated = [...text.matchAll(ANNOTATED)].map(
    ([whole, value, name]) => [whole, name, value],
  );
  for (const [, name, value] of [
    ...annotated,
    ...text.matchAll(ASSIGNMENT),
    ...(withFields ? text.matchAll(FIELD) : []),
  ]) {
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
