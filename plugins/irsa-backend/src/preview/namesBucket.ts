import {
  matchesWildcards,
  PolicyDocument,
  toArray,
} from 'backstage-plugin-irsa-common';
import { AttachedPolicy } from '../accounts/types';

/** The shortest name of a bucket. A pattern with fewer letters at its start names no bucket of a service. */
const FEWEST_LETTERS = 3;
const S3_ARN = /^arn:[^:]*:s3:::([^/]+)/;

/**
 * Whether one of the allowing statements of the policies names a bucket, by name or by a pattern such as `team-*`. A
 * pattern that begins with a wildcard (`*`) names none. Pure.
 */
export function namesBucket(
  policies: readonly AttachedPolicy[],
  bucket: string,
): boolean {
  return policies
    .flatMap(({ document }) => toArray((document as PolicyDocument).Statement))
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Resource }) => toArray(Resource))
    .map(resource => S3_ARN.exec(resource)?.[1] ?? '')
    .filter(pattern => pattern.search(/[*?$]|$/) >= FEWEST_LETTERS)
    .some(
      pattern => !pattern.includes('$') && matchesWildcards(pattern, bucket),
    );
}
