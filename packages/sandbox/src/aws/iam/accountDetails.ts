import { XmlValue } from '../protocol/xml';
import { POLICY_QUOTAS } from './checks';
import { IamHandlers } from './IamCall';
import { pageOf } from './paging';
import {
  renderAttached,
  renderGroup,
  renderInline,
  renderPolicy,
  renderRole,
  renderUser,
  renderVersion,
} from './render';

type Detail = { list: string; value: XmlValue };

export const accountHandlers: IamHandlers = {
  GetAccountAuthorizationDetails(call) {
    call.authorise('*');
    const { account, parameters } = call;
    const filter = parameters.list('Filter');
    const wanted = (name: string) =>
      filter.length === 0 || filter.includes(name);
    const details: Detail[] = [
      ...(wanted('User') ? account.users.values() : []).map(user => ({
        list: 'UserDetailList',
        value: {
          ...renderUser(user),
          UserPolicyList: renderInline(user),
          GroupList: [...user.groups],
          AttachedManagedPolicies: renderAttached(user),
        },
      })),
      ...(wanted('Group') ? account.groups.values() : []).map(group => ({
        list: 'GroupDetailList',
        value: {
          ...renderGroup(group),
          GroupPolicyList: renderInline(group),
          AttachedManagedPolicies: renderAttached(group),
        },
      })),
      ...(wanted('Role') ? account.roles.values() : []).map(role => ({
        list: 'RoleDetailList',
        value: {
          ...renderRole(role),
          InstanceProfileList: [],
          RolePolicyList: renderInline(role),
          AttachedManagedPolicies: renderAttached(role),
        },
      })),
      ...(wanted('LocalManagedPolicy') ? account.policies.values() : []).map(
        policy => ({
          list: 'Policies',
          value: {
            ...renderPolicy(policy, account),
            PolicyVersionList: policy.versions.map(version =>
              renderVersion(policy, version, true),
            ),
          },
        }),
      ),
      ...(wanted('AWSManagedPolicy') ? attachedAwsPolicies(account) : []).map(
        policy => ({
          list: 'Policies',
          value: {
            ...renderPolicy(policy, account),
            PolicyVersionList: policy.versions.map(version =>
              renderVersion(policy, version, true),
            ),
          },
        }),
      ),
    ];
    const { items, paging } = pageOf(details, parameters);
    const of = (list: string) =>
      items.filter(item => item.list === list).map(({ value }) => value);
    return {
      UserDetailList: of('UserDetailList'),
      GroupDetailList: of('GroupDetailList'),
      RoleDetailList: of('RoleDetailList'),
      Policies: of('Policies'),
      ...paging,
    };
  },

  GetAccountSummary(call) {
    call.authorise('*');
    const { account } = call;
    const summary: Record<string, number> = {
      Users: account.users.size,
      UsersQuota: 5000,
      Groups: account.groups.size,
      GroupsQuota: 300,
      Roles: account.roles.size,
      RolesQuota: 1000,
      Policies: account.policies.size,
      PoliciesQuota: 1500,
      Providers: account.providers.size,
      AccessKeysPerUserQuota: 2,
      AttachedPoliciesPerRoleQuota: 10,
      AttachedPoliciesPerUserQuota: 10,
      AttachedPoliciesPerGroupQuota: 10,
      AssumeRolePolicySizeQuota: POLICY_QUOTAS.trust,
      PolicySizeQuota: POLICY_QUOTAS.managed,
      RolePolicySizeQuota: POLICY_QUOTAS.role,
      UserPolicySizeQuota: POLICY_QUOTAS.user,
      GroupPolicySizeQuota: POLICY_QUOTAS.group,
      VersionsPerPolicyQuota: 5,
      AccountAccessKeysPresent: 1,
    };
    // A map on the wire: entries, not members.
    return {
      SummaryMap: {
        entry: Object.entries(summary).map(([key, value]) => ({ key, value })),
      },
    };
  },

  ListAccountAliases(call) {
    call.authorise('*');
    return {
      AccountAliases: call.account.alias ? [call.account.alias] : [],
      IsTruncated: false,
    };
  },
};

function attachedAwsPolicies(account: Parameters<typeof renderPolicy>[1]) {
  const arns = new Set(
    [
      ...account.users.values(),
      ...account.roles.values(),
      ...account.groups.values(),
    ]
      .flatMap(({ attached }) => [...attached])
      .filter(arn => arn.startsWith('arn:aws:iam::aws:')),
  );
  return [...arns].flatMap(arn => account.policy(arn) ?? []);
}
