import { parsePolicyDocument } from 'backstage-plugin-irsa-common';
import { AttachedPolicy } from '../accounts/types';
import { IdentityPolicies } from './decideRequest';

/** Calls by which the policies of an identity are found. Where one is refused, some of them are missing without a trace. */
const LISTS = {
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

/**
 * The policies that can be judged, and what was not read beside them. Pure.
 *
 * @param missing - calls that IAM has refused
 */
export function understoodPolicies(
  policies: readonly AttachedPolicy[],
  missing: readonly string[],
  of: keyof typeof LISTS,
): Pick<IdentityPolicies, 'policies' | 'unread'> {
  const parsed = policies.map(policy => ({
    policy,
    document: parsePolicyDocument(policy.document).document,
  }));
  return {
    policies: parsed.flatMap(({ policy, document }) =>
      document ? [{ ...policy, document }] : [],
    ),
    unread: [
      ...parsed.flatMap(({ policy, document }) =>
        document ? [] : [policy.name],
      ),
      ...LISTS[of].filter(call => missing.includes(call)),
    ],
  };
}
