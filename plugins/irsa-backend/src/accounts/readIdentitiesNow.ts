import { GetRoleCommand, GetUserCommand } from '@aws-sdk/client-iam';
import { IdentityReader } from './IdentityReader';
import { decodePolicyDocument } from './policyDocument';
import { PolicyDocuments } from './PolicyDocuments';
import { readRole, readUser } from './readIdentitiesOneByOne';
import { AccountHandle, IamRole, IamSnapshot, IamUser } from './types';

/** One role as it is now; undefined when there is none, or when it may not be read, which `reader` records. */
export async function readRoleNow(
  reader: IdentityReader,
  RoleName: string,
): Promise<IamRole | undefined> {
  const answer = await reader.allowed('iam:GetRole', () =>
    reader.iam.send(new GetRoleCommand({ RoleName })),
  );
  const role = answer?.Role;
  return (
    role &&
    readRole(reader, new PolicyDocuments(reader), RoleName, {
      name: role.RoleName ?? RoleName,
      arn: role.Arn ?? '',
      path: role.Path ?? '/',
      createdAt: role.CreateDate?.toISOString() ?? '',
      trustPolicy: decodePolicyDocument(role.AssumeRolePolicyDocument),
      maxSessionDuration: role.MaxSessionDuration ?? 3600,
    })
  );
}

/** One user as it is now, in the same way; without keys. */
async function readUserNow(
  reader: IdentityReader,
  UserName: string,
): Promise<IamUser | undefined> {
  const answer = await reader.allowed('iam:GetUser', () =>
    reader.iam.send(new GetUserCommand({ UserName })),
  );
  const user = answer?.User;
  return (
    user &&
    readUser(reader, new PolicyDocuments(reader), UserName, {
      name: user.UserName ?? UserName,
      arn: user.Arn ?? '',
      path: user.Path ?? '/',
      userId: user.UserId ?? '',
    })
  );
}

/**
 * A user and a role as they are now, and nothing else of the account. The whole account is read where the portal may not read them one
 * by one. Throws AccountError.
 *
 * @param names - what is not named is not read
 */
export async function readIdentitiesNow(
  account: AccountHandle,
  names: { user?: string; role?: string },
): Promise<Pick<IamSnapshot, 'accountId' | 'users' | 'roles' | 'missing'>> {
  const { accountId, iam } = account;
  // With credentials of another account, its users would appear as users of this one.
  await account.principal();
  const reader = new IdentityReader(accountId, iam);
  const [user, role] = await Promise.all([
    names.user === undefined ? undefined : readUserNow(reader, names.user),
    names.role === undefined ? undefined : readRoleNow(reader, names.role),
  ]);
  return reader.missing.size > 0
    ? account.snapshot({ maxAgeMs: 0, keysMaxAgeMs: Infinity })
    : {
        accountId,
        users: user ? [user] : [],
        roles: role ? [role] : [],
        missing: [],
      };
}
