/** Long-lived (AKIA) and temporary (ASIA) key ids: 16 characters of base 32 after the prefix. */
const KEY_ID =
  /(?<![A-Za-z0-9/+=])((?:AKIA|ASIA)[A-Z0-9]{16})(?![A-Za-z0-9/+=])/;

/** The first access key id in a text. */
export function findAccessKeyId(text: string): string | undefined {
  return KEY_ID.exec(text)?.[1];
}

/** Whether the whole text, but for white space, is an access key id. */
export function isAccessKeyId(text: string): boolean {
  return /^(AKIA|ASIA)[A-Z0-9]{16}$/.test(text.trim());
}
