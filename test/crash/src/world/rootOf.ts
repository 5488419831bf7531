import { IAMClient } from '@aws-sdk/client-iam';
import { Sandbox } from '@internal/sandbox';

/** IAM as the root of an account, default the first one, past the portal. The caller destroys it. */
export function rootOf(
  sandbox: Sandbox,
  account = sandbox.accounts[0],
): IAMClient {
  return new IAMClient({
    endpoint: account.endpoint,
    region: 'eu-west-1',
    credentials: {
      accessKeyId: account.rootAccessKeyId,
      secretAccessKey: account.rootSecretAccessKey,
    },
  });
}
