/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export interface Quantity {
  value: number;
  binary: boolean;
}

const DECIMAL = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const SMALL: Record<string, number> = { n: 1e-9, u: 1e-6, m: 1e-3 };

/** Undefined when the text is not a quantity. */
export function parseQuantity(
  text: string | number | undefined,
): Quantity | undefined {
  const match = /^([+-]?[0-9.]+)([a-zA-Z]{0,2})(?:[eE]([+-]?\d+))?$/.exec(
    String(text ?? ''),
  );
  if (!match) {
    return undefined;
  }
  const [, digits, suffix, exponent] = match;
  const number = Number(digits) * 10 ** Number(exponent ?? 0);
  if (Number.isNaN(number)) {
    return undefined;
  }
  if (suffix in SMALL) {
    return { value: number * SMALL[suffix], binary: false };
  }
  const binary = BINARY.indexOf(suffix);
  if (suffix && binary > 0) {
    return { value: number * 1024 ** binary, binary: true };
  }
  const decimal = DECIMAL.indexOf(suffix);
  return decimal < 0
    ? undefined
    : { value: number * 1000 ** decimal, binary: false };
}

/** The shortest form without fractions, as in the API: `1500m`, `2Gi`. */
export function formatQuantity({ value, binary }: Quantity): string {
  if (!Number.isInteger(Number(value.toFixed(9)))) {
    return `${Math.ceil(Number((value * 1000).toFixed(6)))}m`;
  }
  const base = binary ? 1024 : 1000;
  const suffixes = binary ? BINARY : DECIMAL;
  let number = Math.round(value);
  let power = 0;
  while (number && number % base === 0 && power < suffixes.length - 1) {
    number /= base;
    power += 1;
  }
  return `${number}${suffixes[power]}`;
}

export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { value: a.value + b.value, binary: a.value ? a.binary : b.binary };
}
