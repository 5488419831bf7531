/** Calls by which the policies of an identity are found. Where one is refused, some of them are missing without a trace. */
export const POLICY_READS = {
  user: [
    'iam:GetUser',
    'iam:ListUserPolicies',
    'iam:ListAttachedUserPolicies',
    'iam:ListGroupsForUser',
    'iam:ListGroupPolicies',
    'iam:ListAttachedGroupPolicies',
  ],
  role: ['iam:GetRole', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies'],
};
