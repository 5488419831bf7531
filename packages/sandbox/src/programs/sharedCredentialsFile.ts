/**
 * Reads one profile of a shared credentials file.
 * Format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function readProfile(
  text: string,
  profile: string,
): Record<string, string> | undefined {
  let section: string | undefined;
  let found: Record<string, string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (!trimmed || trimmed.startsWith('#') || trimmed.startsWith(';')) {
      continue;
    }
    const header = /^\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(trimmed);
    if (header) {
      section = header[1];
      if (section === profile) {
        found ??= {};
      }
      continue;
    }
    const separator = trimmed.indexOf('=');
    if (separator > 0 && section === profile && found) {
      const key = trimmed.slice(0, separator).trim().toLowerCase();
      found[key] = trimmed.slice(separator + 1).trim();
    }
  }
  return found;
}
