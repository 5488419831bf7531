/** What a token says of itself. The signature is not checked. */
export interface ReadToken {
  issuer: string;
  claims: Record<string, string | string[]>;
  isExpired: boolean;
}

/**
 * Reads a JSON Web Token in the browser; undefined when the text is none.
 * @param now - seconds since 1970
 */
export function readToken(text: string, now: number): ReadToken | undefined {
  const [, payload] = text.trim().split('.');
  let value: Record<string, unknown>;
  try {
    const bytes = Uint8Array.from(
      atob(payload.replace(/-/g, '+').replace(/_/g, '/')),
      character => character.charCodeAt(0),
    );
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  if (typeof value?.iss !== 'string') {
    return undefined;
  }
  const claims: ReadToken['claims'] = {};
  for (const [name, claim] of Object.entries(value)) {
    // A list of one is what most issuers write for one audience.
    const one = Array.isArray(claim) && claim.length === 1 ? claim[0] : claim;
    if (Array.isArray(one)) {
      claims[name] = one.map(String);
    } else if (typeof one !== 'object') {
      claims[name] = String(one);
    }
  }
  return {
    issuer: value.iss,
    claims,
    isExpired: typeof value.exp === 'number' && value.exp < now,
  };
}
