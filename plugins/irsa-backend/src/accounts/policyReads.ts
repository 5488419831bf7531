/** Calls that list the policies of an identity. Where one is refused, some of them are missing without a trace. */
export const POLICY_LISTS = {
  user: [
    'iam:ListUserPolicies',
    'iam:ListAttachedUserPolicies',
    'iam:ListGroupsForUser',
    'iam:ListGroupPolicies',
    'iam:ListAttachedGroupPolicies',
  ],
  role: ['iam:ListRolePolicies', 'iam:ListAttachedRolePolicies'],
};

/** The call that tells which permissions boundary an identity has. A boundary only takes away. */
export const BOUNDARY_READS = { user: 'iam:GetUser', role: 'iam:GetRole' };

/** Calls by which all that limits or gives the rights of an identity is found. */
export const POLICY_READS = {
  user: [BOUNDARY_READS.user, ...POLICY_LISTS.user],
  role: [BOUNDARY_READS.role, ...POLICY_LISTS.role],
};
