import { authorise } from '../access/authorise';
import { AwsError } from '../AwsError';
import { SignedCall } from '../SignedCall';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { World } from '../World';
import { assumeRole } from './assumeRole';

/** The signed actions of STS. */
export function handleSts(
  world: World,
  call: SignedCall,
  action: string,
  parameters: QueryParameters,
): { [name: string]: XmlValue } {
  const { caller, request, region } = call;
  switch (action) {
    case 'GetCallerIdentity':
      return {
        Arn: caller.arn,
        UserId: caller.userId,
        Account: caller.account.id,
      };
    case 'AssumeRole':
      return assumeRole(world, caller, region, request, parameters);
    case 'GetAccessKeyInfo':
      authorise({
        caller,
        request,
        region,
        now: world.now(),
        action: 'sts:GetAccessKeyInfo',
        resource: '*',
      });
      return {
        Account: accountOfKey(world, parameters.require('AccessKeyId')),
      };
    default:
      throw new AwsError(
        'InvalidAction',
        400,
        `Could not find operation ${action} for version 2011-06-15`,
      );
  }
}

function accountOfKey(world: World, accessKeyId: string): string {
  const session = world.sessions.get(accessKeyId);
  if (session) return session.accountId;
  for (const account of world.accounts.values()) {
    const known =
      account.rootKey.accessKeyId === accessKeyId ||
      account.users
        .values()
        .some(user =>
          user.accessKeys.some(key => key.accessKeyId === accessKeyId),
        );
    if (known) return account.id;
  }
  throw new AwsError('ValidationError', 400, `Invalid AccessKeyId`);
}
