const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The number of a quantity: CPUs, bytes, pieces. `undefined` for what is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(text: unknown): number | undefined {
  const found =
    /^([+-]?\d*\.?\d+|[+-]?\d+\.)([eE][+-]?\d+|[a-zA-Z]{0,2})$/.exec(
      String(text ?? ''),
    );
  if (!found) {
    return undefined;
  }
  const [, digits, suffix] = found;
  if (/^[eE][+-]?\d/.test(suffix)) {
    return Number(`${digits}${suffix}`);
  }
  return suffix in FACTORS ? Number(digits) * FACTORS[suffix] : undefined;
}
