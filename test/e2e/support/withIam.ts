import { IAMClient } from '@aws-sdk/client-iam';
import { Sandbox } from './Sandbox';

/** Asks IAM of an account as its administrator, without the portal. */
export async function withIam<T>(
  sandbox: Sandbox,
  accountId: string,
  act: (iam: IAMClient) => Promise<T>,
): Promise<T> {
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
    return await act(iam);
  } finally {
    iam.destroy();
  }
}
