/**
 * IAM answers with URL-encoded JSON (RFC 3986). A document that cannot be parsed is kept as text, so that people see
 * it.
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
