import { CredentialReference } from 'backstage-plugin-irsa-common';
import { isCredentialKey } from 'backstage-plugin-irsa-node';

/** Files of programs, which say more than a key. */
const FILE =
  /\.(ya?ml|json|toml|ini|conf|cfg|properties|xml|hcl|env|py|rb|php|js|sh)$/i;

/**
 * Data keys of a Secret that hold the parts of the key which a workload takes, under whatever names: both halves apart. A file with
 * both is not among them, for it may say more.
 */
export function keysOfSecret(
  references: readonly CredentialReference[],
  name: string,
): string[] {
  const names = references
    .filter(
      ({ objectName, objectKind, verdict, confidence, keyNames }) =>
        objectName === name &&
        objectKind !== 'ConfigMap' &&
        verdict !== 's3-compatible' &&
        verdict !== 'uncertain' &&
        confidence === 'pair' &&
        keyNames.length > 1,
    )
    .flatMap(({ keyNames }) => keyNames)
    .filter(key => !FILE.test(key));
  return [...new Set(names)].sort();
}

/** Whether a data key holds a part of an AWS credential: by its name, or as the workload takes it. */
export function isKeyOfAws(key: string, known: readonly string[]): boolean {
  return isCredentialKey(key) || known.includes(key);
}
