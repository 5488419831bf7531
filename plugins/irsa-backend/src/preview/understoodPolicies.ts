import { parsePolicyDocument } from 'backstage-plugin-irsa-common';
import { POLICY_READS } from '../accounts/policyReads';
import { AttachedPolicy } from '../accounts/types';
import { IdentityPolicies } from './decideRequest';

/**
 * The policies that can be judged, and what was not read beside them. Pure.
 *
 * @param missing - calls that IAM has refused
 */
export function understoodPolicies(
  policies: readonly AttachedPolicy[],
  missing: readonly string[],
  of: keyof typeof POLICY_READS,
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
      ...POLICY_READS[of].filter(call => missing.includes(call)),
    ],
  };
}
