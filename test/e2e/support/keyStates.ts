import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { Sandbox } from './Sandbox';
import { withIam } from './withIam';

/** The states of a user's access keys as IAM tells them to its administrator, without the portal. */
export async function keyStates(
  sandbox: Sandbox,
  accountId: string,
  userName: string,
): Promise<(string | undefined)[]> {
  const { AccessKeyMetadata = [] } = await withIam(sandbox, accountId, iam =>
    iam.send(new ListAccessKeysCommand({ UserName: userName })),
  );
  return AccessKeyMetadata.map(({ Status }) => Status);
}
