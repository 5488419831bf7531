/**
 * IAM answers with URL-encoded JSON (RFC 3986). What does not parse is kept as text, so that a reader sees it.
 */
export function decodePolicyDocument(encoded: string | undefined): unknown {
  if (encoded === undefined) {
    return undefined;
  }
  let text = encoded;
  try {
    text = decodeURIComponent(encoded);
  } catch {
    // Not encoded: as it is.
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Tags as a record. */
export function tagRecord(
  tags: { Key?: string; Value?: string }[] | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
  );
}
