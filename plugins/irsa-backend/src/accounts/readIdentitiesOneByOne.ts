import {
  GetGroupPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { forEachLimited } from '../shared/forEachLimited';
import { allPages, IAM_CONCURRENCY, IdentityReader } from './IdentityReader';
import { decodePolicyDocument, tagRecord } from './policyDocument';
import { PolicyDocuments } from './PolicyDocuments';
import { Identities } from './readAuthorizationDetails';
import { AttachedPolicy, IamRole, IamUser } from './types';

/**
 * Users and roles with their policies by List and Get calls, for accounts where the portal may not call
 * GetAccountAuthorizationDetails. This is slower. A missing right leaves its list empty and is recorded. Throws
 * AccountError when neither users nor roles may be listed.
 */
export async function readIdentitiesOneByOne(
  reader: IdentityReader,
): Promise<Identities> {
  const { iam } = reader;
  const documents = new PolicyDocuments(reader);
  const users = await reader.allowed('iam:ListUsers', () =>
    allPages(
      Marker => iam.send(new ListUsersCommand({ Marker })),
      page => page.Users,
    ),
  );
  const listRoles = () =>
    allPages(
      Marker => iam.send(new ListRolesCommand({ Marker })),
      page => page.Roles,
    );
  const roles = users
    ? await reader.allowed('iam:ListRoles', listRoles)
    : await reader.ask('iam:ListRoles', listRoles);
  return {
    users: await forEachLimited(users ?? [], IAM_CONCURRENCY, user =>
      readUser(reader, documents, user.UserName ?? '', {
        name: user.UserName ?? '',
        arn: user.Arn ?? '',
        path: user.Path ?? '/',
        userId: user.UserId ?? '',
      }),
    ),
    roles: await forEachLimited(roles ?? [], IAM_CONCURRENCY, role =>
      readRole(reader, documents, role.RoleName ?? '', {
        name: role.RoleName ?? '',
        arn: role.Arn ?? '',
        path: role.Path ?? '/',
        createdAt: role.CreateDate?.toISOString() ?? '',
        trustPolicy: decodePolicyDocument(role.AssumeRolePolicyDocument),
        maxSessionDuration: role.MaxSessionDuration ?? 3600,
      }),
    ),
  };
}

/** One user with all of its policies; without keys. What may not be read is left out, and `reader` records it. */
export async function readUser(
  reader: IdentityReader,
  documents: PolicyDocuments,
  UserName: string,
  base: Pick<IamUser, 'name' | 'arn' | 'path' | 'userId'>,
): Promise<IamUser> {
  const { iam } = reader;
  const details = await reader.allowed('iam:GetUser', () =>
    iam.send(new GetUserCommand({ UserName })),
  );
  const groups = await reader.allowed('iam:ListGroupsForUser', () =>
    allPages(
      Marker => iam.send(new ListGroupsForUserCommand({ UserName, Marker })),
      page => page.Groups,
    ),
  );
  const names = (groups ?? []).map(group => group.GroupName ?? '');
  const own = [
    ...(await documents.inline(
      'User',
      'user',
      Marker => iam.send(new ListUserPoliciesCommand({ UserName, Marker })),
      PolicyName =>
        iam.send(new GetUserPolicyCommand({ UserName, PolicyName })),
    )),
    ...(await documents.attached('User', 'user', Marker =>
      iam.send(new ListAttachedUserPoliciesCommand({ UserName, Marker })),
    )),
  ];
  const inherited: AttachedPolicy[] = [];
  for (const GroupName of names) {
    inherited.push(
      ...(await documents.inline(
        'Group',
        GroupName,
        Marker => iam.send(new ListGroupPoliciesCommand({ GroupName, Marker })),
        PolicyName =>
          iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName })),
      )),
      ...(await documents.attached('Group', GroupName, Marker =>
        iam.send(new ListAttachedGroupPoliciesCommand({ GroupName, Marker })),
      )),
    );
  }
  return {
    ...base,
    tags: tagRecord(details?.User?.Tags),
    keys: [],
    policies: [...own, ...inherited],
    boundaryArn: details?.User?.PermissionsBoundary?.PermissionsBoundaryArn,
    groups: names,
  };
}

/** One role with its policies, in the same way. */
export async function readRole(
  reader: IdentityReader,
  documents: PolicyDocuments,
  RoleName: string,
  base: Pick<
    IamRole,
    'name' | 'arn' | 'path' | 'createdAt' | 'trustPolicy' | 'maxSessionDuration'
  >,
): Promise<IamRole> {
  const { iam } = reader;
  const details = await reader.allowed('iam:GetRole', () =>
    iam.send(new GetRoleCommand({ RoleName })),
  );
  return {
    ...base,
    lastUsedAt: details?.Role?.RoleLastUsed?.LastUsedDate?.toISOString(),
    tags: tagRecord(details?.Role?.Tags),
    boundaryArn: details?.Role?.PermissionsBoundary?.PermissionsBoundaryArn,
    policies: [
      ...(await documents.inline(
        'Role',
        'role',
        Marker => iam.send(new ListRolePoliciesCommand({ RoleName, Marker })),
        PolicyName =>
          iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
      )),
      ...(await documents.attached('Role', 'role', Marker =>
        iam.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker })),
      )),
    ],
  };
}
