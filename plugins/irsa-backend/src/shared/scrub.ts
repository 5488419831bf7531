const JWT = /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?/g;
const SIGNED_QUERY =
  /(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"'<>]+/gi;
const NAMED =
  /((?:aws_)?(?:secret_?access_?key|session_?token|security_?token|secret_?key|access_?key_?id)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi;
const KEY_ID = /(?<![A-Za-z0-9])(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}/g;
const LONG_WORD = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+=]{40,}(?![A-Za-z0-9/+=])/g;

/**
 * Removes possible secrets from a text: tokens, signatures, keys, and access key ids except for their last four
 * characters. Use it for text of others (log lines, error messages) before it is stored or shown.
 */
export function scrub(text: string): string {
  return text
    .replace(JWT, '•••')
    .replace(SIGNED_QUERY, '$1•••')
    .replace(NAMED, '$1•••')
    .replace(KEY_ID, id => `•••${id.slice(-4)}`)
    .replace(LONG_WORD, word => (looksSecret(word) ? '•••' : word));
}

// A secret access key mixes cases and digits, or has special characters of Base64. A path of words or the hex digest of
// an image does not.
function looksSecret(word: string): boolean {
  if (/^[0-9a-f]+$/.test(word)) {
    return false;
  }
  const segments = word.split('/');
  const words = segments.every(segment => /^[a-z0-9]*$/.test(segment));
  return !words;
}
