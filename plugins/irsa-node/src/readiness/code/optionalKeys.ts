/** How far around a place a condition may stand. */
const REACH = 320;

const TESTED = '[\\w.$?!\\[\\]\'"()@]+';

/** `(id && secret) ? { … } : {}`, `id && { … }`, `if (id) {`, `if id and secret:`, `if id != "" {` … */
const CONDITIONS: readonly RegExp[] = [
  new RegExp(
    `(?:&&\\s*${TESTED}|\\bif\\b[^;{}]{1,120}|\\w)\\s*\\?\\s*[({\\[]?\\s*(?:[\\w.]+\\s*[:(]\\s*[{(]?\\s*)?[^;]{0,160}$`,
  ),
  /&&\s*\{[^;]{0,160}$/,
  /\bif\b\s*\(?[^\n;{}]{2,160}\)?\s*(?:\{|:|then)?\s*\n[^;}]{0,200}$/,
];
const NOTHING_ELSE =
  /^[^;]{0,320}?\}?\s*\)?\s*:\s*(?:\{\s*\}|undefined|null|\[\s*\]|nil|None|\(\s*\))/;
const KEY_WORD = /key|secret|cred|access/i;

/**
 * Whether keys at a place are given only when they are there: then the SDK looks for a role without them.
 *
 * @param index - of the first name of a key in `text`
 */
export function areOptional(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - REACH), index);
  const after = text.slice(index, index + REACH);
  const [ternary, short, block] = CONDITIONS.map(condition =>
    condition.exec(before),
  );
  if (ternary && NOTHING_ELSE.test(after)) {
    return true;
  }
  if (short && KEY_WORD.test(before.slice(-200))) {
    return true;
  }
  if (!block) {
    return false;
  }
  const [condition] = block[0].split('\n');
  return (
    KEY_WORD.test(condition) &&
    // A check that refuses to go on makes the keys required.
    !/\b(?:!|not\s|is None|== null|=== undefined|nil\?|isEmpty\(\))/.test(
      condition,
    ) &&
    !/\b(?:throw|raise|panic|abort|return err)\b/.test(block[0])
  );
}
