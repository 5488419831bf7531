import { randomInt } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64 =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export interface AccessKeyPair {
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * A made-up long-term key pair. As in real ones, the id encodes the account: after `AKIA`, 80 bits in base 32, of which
 * bits 1 to 40 are the account number.
 *
 * @param below - gives a random whole number from 0 to below its argument
 */
export function makeAccessKey(
  accountId: string,
  below: (end: number) => number = randomInt,
): AccessKeyPair {
  const rest = (BigInt(below(2 ** 19)) << 20n) | BigInt(below(2 ** 20));
  let bits = (1n << 79n) | (BigInt(accountId) << 39n) | rest;
  let id = '';
  for (let index = 0; index < 16; index += 1) {
    id = BASE32[Number(bits & 31n)] + id;
    bits >>= 5n;
  }
  return { accessKeyId: `AKIA${id}`, secretAccessKey: randomText(40, below) };
}

/** The account in an access key id, or undefined when it has no such form. */
export function accountOfAccessKey(accessKeyId: string): string | undefined {
  if (!/^A[KS]IA[A-Z2-7]{16}$/.test(accessKeyId)) {
    return undefined;
  }
  let bits = 0n;
  for (const character of accessKeyId.slice(4)) {
    bits = (bits << 5n) | BigInt(BASE32.indexOf(character));
  }
  const account = (bits >> 39n) & ((1n << 40n) - 1n);
  return account.toString().padStart(12, '0');
}

/** Letters, digits, `+` and `/`, as in a secret access key. */
export function randomText(
  length: number,
  below: (end: number) => number = randomInt,
): string {
  return Array.from({ length }, () => BASE64[below(64)]).join('');
}
