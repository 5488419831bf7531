const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account that an access key id encodes, 12 digits; undefined for keys from before AWS did so (the fifth character
 * is below `Q`) and for texts that are no base 32.
 * Source: Tal Be'ery, "A short note on AWS KEY ID"; Aidan Steele, "AWS Access Key ID formats".
 */
export function accountOfKeyId(id: string): string | undefined {
  const body = id.slice(4);
  if (body.length < 10 || !/[Q-Z2-7]/.test(body[0])) {
    return undefined;
  }
  let bits = 0n;
  for (const character of body.slice(0, 10)) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) {
      return undefined;
    }
    bits = bits * 32n + BigInt(value);
  }
  // Ten characters are 50 bits; the account is in the first 48, without the highest one, shifted by seven.
  const first48 = bits >> 2n;
  const account = ((first48 & 0x7fffffffff80n) >> 7n).toString();
  // 40 bits hold more than twelve digits.
  return account.length <= 12 ? account.padStart(12, '0') : undefined;
}
