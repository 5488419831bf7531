/** `exclude group: 'a', module: 'b'` and `exclude(group = "a", module = "b")`, and the same with one of both. */
const EXCLUDE =
  /\bexclude\s*\(?\s*((?:(?:group|module)\s*[:=]\s*['"][\w.-]+['"]\s*,?\s*){1,2})/;
const GROUP = /\bgroup\s*[:=]\s*['"]([\w.-]+)['"]/;
const MODULE = /\bmodule\s*[:=]\s*['"]([\w.-]+)['"]/;

/** The name of a package that a line of a Gradle build leaves out: `group:name`, with `*` for any. */
function excludedBy(text: string): string | undefined {
  const found = /^\s*(?:\/\/|\*)/.test(text)
    ? undefined
    : EXCLUDE.exec(text)?.[1];
  return (
    found &&
    `${GROUP.exec(found)?.[1] ?? '*'}:${MODULE.exec(found)?.[1] ?? '*'}`
  );
}

/**
 * What a Gradle build leaves out of the package of a line, counted from 0: in the block that the line opens, and everywhere when
 * an `exclude` is in a block of `configurations`.
 */
export function excludedIn(
  content: string,
): (line: number) => string[] | undefined {
  const lines = content.split('\n');
  const everywhere: string[] = [];
  const ofLine = new Map<number, string[]>();
  const open: { line: number; isOfAll: boolean; isOfTests: boolean }[] = [];
  lines.forEach((text, line) => {
    const opens = (text.match(/\{/g) ?? []).length;
    const isOfAll =
      /\bconfigurations?\b|^\s*all\w*\s*\{/.test(text) ||
      (open.at(-1)?.isOfAll ?? false);
    const isOfTests =
      /^\s*(?:\w+[.(]\W*)?(?:test|integrationTest|androidTest)\w*/.test(text) ||
      (open.at(-1)?.isOfTests ?? false);
    for (let each = 0; each < opens; each += 1) {
      open.push({ line, isOfAll, isOfTests });
    }
    const excluded = isOfTests ? undefined : excludedBy(text);
    const around = open.at(-1);
    if (excluded && around?.isOfAll) {
      everywhere.push(excluded);
    } else if (excluded && around) {
      ofLine.set(around.line, [...(ofLine.get(around.line) ?? []), excluded]);
    } else if (excluded && isOfAll) {
      everywhere.push(excluded);
    }
    const closes = (text.match(/\}/g) ?? []).length;
    open.splice(Math.max(0, open.length - closes));
  });
  return line => {
    const found = [...everywhere, ...(ofLine.get(line) ?? [])];
    return found.length > 0 ? found : undefined;
  };
}
