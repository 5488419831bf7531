/**
 * Control characters, including those that change the direction of text. A name in a manifest must not control the
 * terminal.
 */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Makes text from outside safe to show on one line of a terminal. */
export function printable(text: string): string {
  return text.replace(CONTROL, '\ufffd');
}
