import { IamHandlers } from './IamCall';

export const accountSummaryHandlers: IamHandlers = {
  GetAccountSummary(call) {
    call.authorise('*');
    const { account } = call;
    const { quotas } = account;
    const summary: Record<string, number> = {
      Users: account.users.size,
      UsersQuota: quotas.users,
      Groups: account.groups.size,
      GroupsQuota: quotas.groups,
      GroupsPerUserQuota: quotas.groupsPerUser,
      Roles: account.roles.size,
      RolesQuota: quotas.roles,
      Policies: account.policies.size,
      PoliciesQuota: quotas.policies,
      Providers: account.providers.size,
      AccessKeysPerUserQuota: quotas.accessKeysPerUser,
      AttachedPoliciesPerRoleQuota: quotas.policiesPerRole,
      AttachedPoliciesPerUserQuota: quotas.policiesPerUser,
      AttachedPoliciesPerGroupQuota: quotas.policiesPerGroup,
      AssumeRolePolicySizeQuota: quotas.trustPolicySize,
      PolicySizeQuota: quotas.managedPolicySize,
      RolePolicySizeQuota: quotas.rolePolicySize,
      UserPolicySizeQuota: quotas.userPolicySize,
      GroupPolicySizeQuota: quotas.groupPolicySize,
      VersionsPerPolicyQuota: quotas.versionsPerPolicy,
      AccountAccessKeysPresent: 1,
    };
    // On the wire this is a map: `entry` elements instead of `member`.
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
