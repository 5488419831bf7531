import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Makes a unique id in IAM's form: four letters for the kind, then base 32; access keys have 16 of these (`AIDA…`,
 * `AROA…`, `AKIA…`, `ASIA…`).
 */
export function uniqueId(prefix: string, length = 17): string {
  return (
    prefix + [...randomBytes(length)].map(byte => ALPHABET[byte % 32]).join('')
  );
}

export function randomSecret(): string {
  return randomBytes(30).toString('base64');
}

export function randomToken(): string {
  return `IQoJ${randomBytes(240).toString('base64')}`;
}
