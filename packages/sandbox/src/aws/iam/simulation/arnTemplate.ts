const BUCKET = 'arn:${Partition}:s3:::${BucketName}';
const TEMPLATES: [action: RegExp, template: string][] = [
  [/^s3:(ListAllMyBuckets|GetAccountPublicAccessBlock)$/i, '*'],
  [/^s3:.*(Object|Multipart)/i, `${BUCKET}/\${KeyName}`],
  [/^s3:/i, BUCKET],
  [
    /^(sts:AssumeRole|iam:.*Role)/i,
    'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}',
  ],
  [
    /^iam:.*(User|AccessKey)/i,
    'arn:${Partition}:iam::${Account}:user/${UserNameWithPath}',
  ],
];

/**
 * The ARN format of an action's resource, as simulation results show it; `*` when the action has none or it is not
 * known here.
 * Source: Service Authorization Reference, resource types of S3, STS and IAM.
 */
export function arnTemplate(action: string): string {
  return TEMPLATES.find(([pattern]) => pattern.test(action))?.[1] ?? '*';
}
