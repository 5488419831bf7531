import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

/** Number of suggested names. */
const MAX_OBJECTS = 5;

/**
 * Names of a few objects in a bucket, as suggestions. Empty when the identity may not list it, which is not an error:
 * many services may only get objects.
 */
export async function suggestObjects(
  s3: S3Client,
  bucket: string,
  prefix: string | undefined,
): Promise<string[]> {
  try {
    const { Contents } = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        MaxKeys: MAX_OBJECTS,
      }),
    );
    return (Contents ?? []).flatMap(({ Key }) =>
      Key && !Key.endsWith('/') ? [Key] : [],
    );
  } catch {
    return [];
  }
}

/** Lets a session list these buckets, and do nothing else. */
export function listingPolicy(partition: string, buckets: string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: buckets.map(bucket => `arn:${partition}:s3:::${bucket}`),
      },
    ],
  });
}
