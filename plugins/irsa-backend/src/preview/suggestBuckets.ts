import { toArray, PolicyDocument } from 'backstage-plugin-irsa-common';
import { AttachedPolicy } from '../accounts/types';

const S3_ARN = /^arn:[^:]*:s3:::([^/*?$]+)(?:\/(.*))?$/;

/** Buckets, and prefixes in them, that the allowing statements of policies name. Pure. */
export function suggestBuckets(
  policies: AttachedPolicy[],
): { name: string; prefixes: string[] }[] {
  const buckets = new Map<string, Set<string>>();
  for (const { document } of policies) {
    for (const statement of toArray((document as PolicyDocument).Statement)) {
      if (statement.Effect !== 'Allow') {
        continue;
      }
      for (const resource of toArray(statement.Resource)) {
        const match = S3_ARN.exec(resource);
        if (!match) {
          continue;
        }
        const [, bucket, path = ''] = match;
        const prefixes = buckets.get(bucket) ?? new Set();
        const prefix = path.replace(/[*?$].*$/, '');
        if (prefix) {
          prefixes.add(prefix);
        }
        buckets.set(bucket, prefixes);
      }
    }
  }
  return [...buckets]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([name, prefixes]) => ({ name, prefixes: [...prefixes].sort() }));
}
