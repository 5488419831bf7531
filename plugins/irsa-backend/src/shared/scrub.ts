const VALUE = `("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|[^\\s"',;&)}\\]]+)`;
const NAMED = `[\\w.-]{0,60}(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|private[_-]?key|account[_-]?key)[\\w-]{0,60}`;

/**
 * A kind of secret that has a form of its own, and what stands in its place. Forms are those that the vendors document;
 * GitHub: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/, GitLab:
 * https://docs.gitlab.com/security/tokens/#token-prefixes, Slack: https://docs.slack.dev/authentication/tokens, Stripe:
 * https://docs.stripe.com/keys, npm: https://docs.npmjs.com/about-access-tokens, PEM: RFC 7468, JWT: RFC 7519, user
 * information of a URL: RFC 3986 section 3.2.1, Basic and Bearer: RFC 7617 and RFC 6750.
 */
const RULES: [RegExp, string | ((match: string) => string)][] = [
  [
    /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g,
    '-----BEGIN $1----- •••',
  ],
  // A password may hold signs that should have been encoded; what looks like a port is none.
  [
    /\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"'<>:@]{0,100}:(?!\d{1,5}(?:[/?#\s]|$))[^\s"'<>]{0,300}@/gi,
    '$1•••@',
  ],
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"'<>]{0,300}@/gi, '$1•••@'],
  [/\b((?:Bearer|Basic|Digest|Token)\s+)[A-Za-z0-9+/=._~-]{6,}/gi, '$1•••'],
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?/g, '•••'],
  [/(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"'<>]+/gi, '$1•••'],
  // Shared access signatures of Azure and signed addresses of Google.
  [/([?&](?:sig|X-Goog-(?:Signature|Credential))=)[^&\s"'<>]+/gi, '$1•••'],
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|gl(?:pat|ptt|rt|cbt|dt|ft|soat|agent|imt|oas)-[\w-]{16,}|xox[abeoprs]-[\w-]{8,}|xapp-[\w-]{8,}|[sr]k_(?:live|test)_\w{10,}|npm_[A-Za-z0-9]{30,}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|hvs\.[\w-]{20,}|dop_v1_[0-9a-f]{40,}|sk-[\w-]{20,}|pypi-[\w-]{20,}|dckr_pat_[\w-]{20,}|glsa_\w{20,})/g,
    '•••',
  ],
  [/(AccountKey=|SharedAccessKey=)[^;\s"']+/gi, '$1•••'],
  [
    /((?:aws_)?(?:secret_?access_?key|session_?token|security_?token|secret_?key|access_?key_?id)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
    '$1•••',
  ],
  // A quoted value is taken to its closing quote, and a bare one to the next space or separator.
  [new RegExp(`(${NAMED}["']?\\s*=\\s*)${VALUE}`, 'gi'), '$1•••'],
  // With a colon, only names that are no plain words: prose says "the token: it has ended".
  [new RegExp(`(["']${NAMED}["']\\s*:\\s*)${VALUE}`, 'gi'), '$1•••'],
  [
    new RegExp(
      `((?:\\w{0,60}(?:password|passwd|passphrase|pwd)|\\w{1,60}[_-](?:secret|token|key)|^[ \\t-]*(?:secret|token))\\s*:\\s*)${VALUE}`,
      'gim',
    ),
    '$1•••',
  ],
  [
    /(?<![A-Za-z0-9])(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}/g,
    id => `•••${id.slice(-4)}`,
  ],
  [
    /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+=]{40,}(?![A-Za-z0-9/+=])/g,
    word => (looksSecret(word) ? '•••' : word),
  ],
];

/**
 * Removes possible secrets from a text: tokens, signatures, passwords, user information of addresses, keys, and access
 * key ids except for their last four characters. Use it for text of others (log lines, error messages) before it is
 * stored or shown.
 */
export function scrub(text: string): string {
  return RULES.reduce(
    (scrubbed, [pattern, replacement]) =>
      typeof replacement === 'string'
        ? scrubbed.replace(pattern, replacement)
        : scrubbed.replace(pattern, replacement),
    text,
  );
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
