import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

export async function other(): Promise<S3Client> {
  const { Credentials } = await new STSClient({}).send(
    new AssumeRoleCommand({ RoleArn: process.env.OTHER_ROLE, RoleSessionName: 'svc' }),
  );
  return new S3Client({
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken,
    },
  });
}
