import { PreviewMethod } from 'backstage-plugin-irsa-common';

/** The action S3 asks for. HEAD of an object needs the right to get it. Source: Amazon S3 User Guide, "Required permissions for S3 API operations". */
export const ACTION_OF: Record<PreviewMethod, string> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
};

/**
 * Narrows a session to one object and the asked methods. A limit, not a grant: what the role may not do it still may not.
 * Listing the bucket stays in, as S3 answers 403 instead of 404 for a missing object without it; so does KMS through S3, for encrypted objects.
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

/** Wildcards and variables of the policy language, taken literally. */
function literal(key: string): string {
  return key.replace(/[*?$]/g, sign => `\${${sign}}`);
}
