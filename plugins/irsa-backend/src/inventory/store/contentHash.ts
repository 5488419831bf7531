import { createHash } from 'node:crypto';
import { Workload } from 'backstage-plugin-irsa-common';

/**
 * What an acceptance of a workload's risk is bound to: its places of reference and its keys, by name and fingerprint.
 * Neither order nor reading level nor the words of a verdict change it.
 *
 * @returns 32 hex digits
 */
export function contentHash({
  references,
  keys,
}: Pick<Workload, 'references' | 'keys'>): string {
  const places = references
    .map(({ container, location, objectName, keyNames, envNames, verdict }) =>
      JSON.stringify([
        container,
        location,
        objectName ?? '',
        [...keyNames].sort(),
        [...envNames].sort(),
        verdict,
      ]),
    )
    .sort();
  const prints = keys.map(({ fingerprint }) => fingerprint).sort();
  return createHash('sha256')
    .update(JSON.stringify([places, prints]))
    .digest('hex')
    .slice(0, 32);
}
