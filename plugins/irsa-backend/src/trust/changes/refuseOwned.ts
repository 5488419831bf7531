import { ListRoleTagsCommand } from '@aws-sdk/client-iam';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { isAwsError, tagRecord } from '../../accounts/iam';
import { AccountHandle } from '../../accounts/types';
import { notThere } from '../policyNow';
import { ownerOfRole, PORTAL } from './ownerOfRole';

export type TrustAct = 'apply' | 'takeBack';

/**
 * Reads the role's tags now. Throws ConflictError with the way out when they say that something else keeps the role, NotFoundError, and
 * ServiceUnavailableError when they cannot be read: who keeps it is not known then.
 */
export async function refuseOwned(
  { iam, accountId }: Pick<AccountHandle, 'iam' | 'accountId'>,
  roleName: string,
  act: TrustAct,
): Promise<void> {
  const owner = ownerOfRole(await tagsNow({ iam, accountId }, roleName));
  if (owner) {
    throw new ConflictError(refusalInWords(owner, act));
  }
}

/** The tags of the role, now. Throws NotFoundError, and ServiceUnavailableError when they cannot be read. */
export async function tagsNow(
  { iam, accountId }: Pick<AccountHandle, 'iam' | 'accountId'>,
  roleName: string,
): Promise<Record<string, string>> {
  const { Tags } = await iam
    .send(new ListRoleTagsCommand({ RoleName: roleName }))
    .catch(error => {
      if (isAwsError(error, 'NoSuchEntity')) {
        throw notThere(accountId, roleName);
      }
      throw new ServiceUnavailableError(
        `IAM of account ${accountId} does not show the tags of the role now (${error.name}), so it is not known whether a repository keeps it. Nothing was written. Look whether the portal has iam:ListRoleTags, and try again.`,
      );
    });
  return tagRecord(Tags);
}

/** What is done instead, where the role is described. */
export function refusalInWords(owner: string, act: TrustAct): string {
  const says = `The tags of the role say that it is kept by ${owner}, which would take the change back. Nothing was written.`;
  if (owner === PORTAL) {
    return `${says} Its trust policy is the one of that migration's plan: roll the migration back if the role has to be another one.`;
  }
  return act === 'apply'
    ? `${says} Copy the proposed policy from this page into the source of the role, let ${owner} apply it, and review the role again.`
    : `${says} Put the policy of before back into the source of the role, let ${owner} apply it, and review the role again.`;
}
