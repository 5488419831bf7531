import { GetRoleCommand } from '@aws-sdk/client-iam';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { isAwsError } from '../accounts/iam';
import { AccountHandle } from '../accounts/types';

/**
 * The trust policy of a role, parsed, from IAM and from no copy. Throws NotFoundError, and ServiceUnavailableError when IAM does not show
 * it.
 */
export async function policyNow(
  { iam, accountId }: Pick<AccountHandle, 'iam' | 'accountId'>,
  roleName: string,
): Promise<unknown> {
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
    const text = Role?.AssumeRolePolicyDocument;
    return JSON.parse(decodeURIComponent(text ?? 'null'));
  } catch (error) {
    if (isAwsError(error, 'NoSuchEntity')) {
      throw notThere(accountId, roleName);
    }
    throw new ServiceUnavailableError(
      `IAM of account ${accountId} does not show the role now (${
        (error as Error).name
      }). Nothing was changed; try again.`,
    );
  }
}

export function notThere(accountId: string, roleName: string): NotFoundError {
  return new NotFoundError(
    `Account ${accountId} has no role ${roleName} whose trust can be changed. It may have been removed: look at the list again.`,
  );
}
