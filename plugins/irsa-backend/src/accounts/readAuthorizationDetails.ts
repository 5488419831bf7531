import {
  AttachedPolicy as AttachedPolicyName,
  GetAccountAuthorizationDetailsCommand,
  GetAccountAuthorizationDetailsCommandOutput,
  GroupDetail,
  ListRolesCommand,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';
import { allPages, IdentityReader } from './IdentityReader';
import { decodePolicyDocument, tagRecord } from './policyDocument';
import { AttachedPolicy, IamRole, IamUser } from './types';

export type Identities = { users: IamUser[]; roles: IamRole[] };

/**
 * Users and roles with their policies, by GetAccountAuthorizationDetails.
 * `undefined` when the portal may not call it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export async function readAuthorizationDetails(
  reader: IdentityReader,
): Promise<Identities | undefined> {
  const pages = await reader.allowed('iam:GetAccountAuthorizationDetails', () =>
    allPages<
      GetAccountAuthorizationDetailsCommandOutput,
      GetAccountAuthorizationDetailsCommandOutput
    >(
      Marker =>
        reader.iam.send(
          new GetAccountAuthorizationDetailsCommand({
            Marker,
            MaxItems: 1000,
          }),
        ),
      page => [page],
    ),
  );
  if (!pages) {
    return undefined;
  }
  const policies = new Map<string, ManagedPolicyDetail>();
  const groups = new Map<string, GroupDetail>();
  for (const page of pages) {
    page.Policies?.forEach(policy => policies.set(policy.Arn ?? '', policy));
    page.GroupDetailList?.forEach(group =>
      groups.set(group.GroupName ?? '', group),
    );
  }
  const durations = await maxSessionDurations(reader);
  return {
    users: pages
      .flatMap(page => page.UserDetailList ?? [])
      .map(user => toUser(user, groups, policies)),
    roles: pages
      .flatMap(page => page.RoleDetailList ?? [])
      .map(role => toRole(role, policies, durations)),
  };
}

/** The only field of a role that authorization details leave out. */
async function maxSessionDurations(
  reader: IdentityReader,
): Promise<Map<string, number>> {
  const roles = await reader.allowed('iam:ListRoles', () =>
    allPages(
      Marker => reader.iam.send(new ListRolesCommand({ Marker })),
      page => page.Roles,
    ),
  );
  return new Map(
    (roles ?? []).map(role => [role.Arn ?? '', role.MaxSessionDuration ?? 0]),
  );
}

function toUser(
  user: UserDetail,
  groups: Map<string, GroupDetail>,
  policies: Map<string, ManagedPolicyDetail>,
): IamUser {
  const fromGroups = (user.GroupList ?? []).flatMap(name => {
    const group = groups.get(name);
    return [
      ...inline(group?.GroupPolicyList, name),
      ...managed(group?.AttachedManagedPolicies, policies, name),
    ];
  });
  return {
    name: user.UserName ?? '',
    arn: user.Arn ?? '',
    path: user.Path ?? '/',
    userId: user.UserId ?? '',
    tags: tagRecord(user.Tags),
    keys: [],
    policies: [
      ...inline(user.UserPolicyList, 'user'),
      ...managed(user.AttachedManagedPolicies, policies, 'user'),
      ...fromGroups,
    ],
    boundaryArn: user.PermissionsBoundary?.PermissionsBoundaryArn,
    groups: user.GroupList ?? [],
  };
}

function toRole(
  role: RoleDetail,
  policies: Map<string, ManagedPolicyDetail>,
  durations: Map<string, number>,
): IamRole {
  return {
    name: role.RoleName ?? '',
    arn: role.Arn ?? '',
    path: role.Path ?? '/',
    createdAt: role.CreateDate?.toISOString() ?? '',
    lastUsedAt: role.RoleLastUsed?.LastUsedDate?.toISOString(),
    tags: tagRecord(role.Tags),
    trustPolicy: decodePolicyDocument(role.AssumeRolePolicyDocument),
    policies: [
      ...inline(role.RolePolicyList, 'role'),
      ...managed(role.AttachedManagedPolicies, policies, 'role'),
    ],
    boundaryArn: role.PermissionsBoundary?.PermissionsBoundaryArn,
    // IAM's default, when the list of roles may not be read.
    maxSessionDuration: durations.get(role.Arn ?? '') || 3600,
  };
}

function inline(
  policies: PolicyDetail[] | undefined,
  via: string,
): AttachedPolicy[] {
  return (policies ?? []).map(policy => ({
    name: policy.PolicyName ?? '',
    document: decodePolicyDocument(policy.PolicyDocument),
    via,
  }));
}

function managed(
  attached: AttachedPolicyName[] | undefined,
  policies: Map<string, ManagedPolicyDetail>,
  via: string,
): AttachedPolicy[] {
  return (attached ?? []).map(({ PolicyName = '', PolicyArn = '' }) => ({
    name: PolicyName,
    arn: PolicyArn,
    document: decodePolicyDocument(
      policies
        .get(PolicyArn)
        ?.PolicyVersionList?.find(version => version.IsDefaultVersion)
        ?.Document,
    ),
    via,
  }));
}
