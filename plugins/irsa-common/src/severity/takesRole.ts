import { ReferenceVerdict } from '../api';

/** Keys that stay where they are, because what they are for takes no role. */
const STAY: readonly ReferenceVerdict[] = ['s3-compatible', 'ses-smtp'];

/** Whether a role can stand in for the key of a reference. An uncertain one may turn out to be a key of AWS. */
export function takesRole(verdict: ReferenceVerdict): boolean {
  return !STAY.includes(verdict);
}
