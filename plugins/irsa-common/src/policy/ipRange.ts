/** Whether the address lies in the range (`203.0.113.0/24`, `2001:db8::/32`, or a single address). */
export function isInRange(address: string, range: string): boolean {
  const [base, lengthText] = range.split('/');
  const wanted = parseAddress(base);
  const given = parseAddress(address);
  if (!wanted || !given || wanted.bits !== given.bits) {
    return false;
  }
  const length = lengthText === undefined ? wanted.bits : Number(lengthText);
  if (!Number.isInteger(length) || length < 0 || length > wanted.bits) {
    return false;
  }
  const shift = BigInt(wanted.bits - length);
  return wanted.value >> shift === given.value >> shift;
}

function parseAddress(
  text: string,
): { bits: number; value: bigint } | undefined {
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text);
}

function parseVersion4(text: string) {
  const parts = text.split('.');
  if (parts.length !== 4) {
    return undefined;
  }
  let value = BigInt(0);
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) {
      return undefined;
    }
    value = value * BigInt(256) + BigInt(part);
  }
  return { bits: 32, value };
}

function parseVersion6(text: string) {
  const halves = text.split('::');
  if (halves.length > 2) {
    return undefined;
  }
  const groups = halves.map(half => (half === '' ? [] : half.split(':')));
  const missing = 8 - groups.reduce((sum, list) => sum + list.length, 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) {
    return undefined;
  }
  const all =
    halves.length === 1
      ? groups[0]
      : [...groups[0], ...Array<string>(missing).fill('0'), ...groups[1]];
  let value = BigInt(0);
  for (const group of all) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) {
      return undefined;
    }
    value = value * BigInt(65536) + BigInt(parseInt(group, 16));
  }
  return { bits: 128, value };
}
