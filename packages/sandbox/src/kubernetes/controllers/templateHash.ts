import { createHash } from 'node:crypto';
import { canonicalJson } from '../json';

const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/** A short hash of a template's content, in the characters that Kubernetes uses for hashes. */
export function templateHash(template: unknown, collisions = 0): string {
  const digest = createHash('sha256')
    .update(canonicalJson(template))
    .update(String(collisions))
    .digest();
  return [...digest.subarray(0, 10)]
    .map(byte => SAFE[byte % SAFE.length])
    .join('');
}
