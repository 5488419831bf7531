import { GetPolicyCommand } from '@aws-sdk/client-iam';
import { AccountRights } from 'backstage-plugin-irsa-common';
import { toAccountError } from '../../accounts/AccountError';
import { AccountHandle } from '../../accounts/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { boundaryArn } from './rightQuestions';

/** Whether the permissions boundary of the roles that are made is there. Never throws. */
export async function readBoundary(
  account: AccountHandle,
  role: IrsaConfig['role'],
): Promise<AccountRights['boundary']> {
  if (!role.permissionsBoundary) {
    return {
      state: 'notConfigured',
      message:
        'Set irsa.role.permissionsBoundary, for example to arn:aws:iam::{accountId}:policy/IrsaBoundary. The documented policies let the portal make no role without it.',
    };
  }
  const { accountId, iam } = account;
  let arn: string | undefined;
  try {
    const partition = await account.partition();
    arn = boundaryArn(role.permissionsBoundary, { accountId, partition });
    await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    return { state: 'present', arn };
  } catch (failure) {
    const error = toAccountError(accountId, 'iam:GetPolicy', failure);
    return error.details.kind === 'notFound'
      ? {
          state: 'absent',
          arn,
          message: `Account ${accountId} has no policy ${arn}, so no role can be made there. Create it from docs/manifests/irsa-boundary.json.`,
        }
      : { state: 'notKnown', arn, message: error.message };
  }
}
