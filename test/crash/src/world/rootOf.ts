import { IAMClient } from '@aws-sdk/client-iam';
import { Sandbox } from '@internal/sandbox';

/** IAM as the root of the account, past the portal. The caller destroys it. */
export function rootOf(sandbox: Sandbox): IAMClient {
  const [account] = sandbox.accounts;
  return new IAMClient({
    endpoint: account.endpoint,
    region: 'eu-west-1',
    credentials: {
      accessKeyId: account.rootAccessKeyId,
      secretAccessKey: account.rootSecretAccessKey,
    },
  });
}
