import { PreviewMethod } from 'backstage-plugin-irsa-common';

/**
 * The action that S3 checks. HEAD of an object needs the right to get it. Source: Amazon S3 User Guide, "Required
 * permissions for S3 API operations".
 */
export const ACTION_OF: Record<PreviewMethod, string> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
};

/** PUT comes first, so that there is something to read. */
export const METHOD_ORDER: PreviewMethod[] = ['PUT', 'HEAD', 'GET'];

/**
 * Limits a session to one object and the requested methods. It grants nothing: the session can never do more than the
 * role. Listing the bucket stays allowed, because without it S3 answers 403 instead of 404 for a missing object. KMS
 * through S3 stays allowed for encrypted objects.
 */
export function sessionPolicy(options: {
  partition: string;
  bucket: string;
  key: string;
  methods: PreviewMethod[];
}): string {
  const { partition, bucket, key, methods } = options;
  const actions = new Set(methods.map(method => ACTION_OF[method]));
  if (methods.includes('PUT')) {
    actions.add('s3:DeleteObject');
  }
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [...actions],
        Resource: objectArn(partition, bucket, literal(key)),
      },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: `arn:${partition}:s3:::${bucket}`,
      },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
        Condition: { StringLike: { 'kms:ViaService': 's3.*' } },
      },
    ],
  });
}

export function objectArn(
  partition: string,
  bucket: string,
  key: string,
): string {
  return `arn:${partition}:s3:::${bucket}/${key}`;
}

/** Escapes wildcards and variables of the policy language. */
function literal(key: string): string {
  return key.replace(/[*?$]/g, sign => `\${${sign}}`);
}
