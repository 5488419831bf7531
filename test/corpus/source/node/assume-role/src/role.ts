import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

export async function other(arn: string) {
  const sts = new STSClient({});
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: arn,
      RoleSessionName: 'other',
      DurationSeconds: 43200,
    }),
  );
  return Credentials;
}
