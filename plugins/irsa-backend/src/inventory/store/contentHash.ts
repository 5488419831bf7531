import { createHash } from 'node:crypto';
import { Workload } from 'backstage-plugin-irsa-common';

function hashOf({
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

const OF_NOTHING = hashOf({ references: [], keys: [] });

/**
 * A hash of the state to which an accepted risk is bound: the workload's places of reference and its keys, by name and
 * fingerprint. Order, read level and the words of a verdict do not change it.
 *
 * @returns 32 hex digits
 */
export function contentHash({
  references,
  keys,
}: Pick<Workload, 'references' | 'keys'>): string {
  if (references.length === 0 && keys.length === 0) {
    return OF_NOTHING;
  }
  return hashOf({ references, keys });
}
