/** `*` stands for letters, digits, hyphens and dots; Cilium's `*.` and `**.` for at least one part. */
export function fitsHost(pattern: string, host: string): boolean {
  const expression = pattern
    .toLowerCase()
    .replace(/\.$/, '')
    .split(/\*+/)
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[-a-z0-9.]*');
  return new RegExp(`^${expression}$`).test(host);
}
