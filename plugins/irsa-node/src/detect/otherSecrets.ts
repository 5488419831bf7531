/** Data keys of certificates and of registries; each is a PEM file or a record of registries. */
const FILES: ReadonlySet<string> = new Set([
  'tls.crt',
  'tls.key',
  'ca.crt',
  'ca.key',
  '.dockerconfigjson',
  '.dockercfg',
  'ssh-privatekey',
]);
const ACCOUNT_TOKEN = ['ca.crt', 'namespace', 'token'];

/**
 * Whether a Secret with just these data keys is a certificate, a registry's password or the token of a ServiceAccount:
 * the keys that Kubernetes demands of Secrets of those types. Reading it tells nothing about AWS. False without any key.
 */
export function isOfOtherType(dataKeys: readonly string[]): boolean {
  return (
    dataKeys.length > 0 &&
    (dataKeys.every(key => FILES.has(key)) ||
      ACCOUNT_TOKEN.every(key => dataKeys.includes(key)))
  );
}
