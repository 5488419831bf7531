/** Quotas of one account. Source: IAM User Guide, "IAM and AWS STS quotas" (the defaults). */
export interface AccountQuotas {
  users: number;
  groups: number;
  roles: number;
  policies: number;
  providers: number;
  /** Managed policies attached to one user, role or group. */
  policiesPerUser: number;
  policiesPerRole: number;
  policiesPerGroup: number;
  groupsPerUser: number;
  accessKeysPerUser: number;
  versionsPerPolicy: number;
  clientIdsPerProvider: number;
  thumbprintsPerProvider: number;
  tags: number;
  /** Characters without white space. */
  trustPolicySize: number;
  managedPolicySize: number;
  /** All inline policies of one user, role or group together. */
  userPolicySize: number;
  rolePolicySize: number;
  groupPolicySize: number;
}

export const DEFAULT_QUOTAS: AccountQuotas = {
  users: 5000,
  groups: 300,
  roles: 1000,
  policies: 1500,
  providers: 100,
  policiesPerUser: 10,
  policiesPerRole: 10,
  policiesPerGroup: 10,
  groupsPerUser: 10,
  accessKeysPerUser: 2,
  versionsPerPolicy: 5,
  clientIdsPerProvider: 100,
  thumbprintsPerProvider: 5,
  tags: 50,
  trustPolicySize: 2048,
  managedPolicySize: 6144,
  userPolicySize: 2048,
  rolePolicySize: 10_240,
  groupPolicySize: 5120,
};
