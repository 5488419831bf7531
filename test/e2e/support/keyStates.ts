import { IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { Sandbox } from './Sandbox';

/** The states of a user's access keys as IAM tells them to its administrator, without the portal. */
export async function keyStates(
  sandbox: Sandbox,
  accountId: string,
  userName: string,
): Promise<(string | undefined)[]> {
  const account = sandbox.description.accounts.find(
    ({ id }) => id === accountId,
  )!;
  const iam = new IAMClient({
    endpoint: account.endpoint,
    region: 'eu-west-1',
    credentials: {
      accessKeyId: account.rootAccessKeyId,
      secretAccessKey: account.rootSecretAccessKey,
    },
  });
  try {
    const { AccessKeyMetadata = [] } = await iam.send(
      new ListAccessKeysCommand({ UserName: userName }),
    );
    return AccessKeyMetadata.map(({ Status }) => Status);
  } finally {
    iam.destroy();
  }
}
