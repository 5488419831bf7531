import {
  assessTrust,
  proposeTrust,
  TrustReviewContext,
} from 'backstage-plugin-irsa-common';
import { ReviewedTrust } from 'backstage-plugin-irsa-node';
import { Known, TrustSubject } from './types';

/** The account whose tokens or assertions a policy names: an identity provider is always of the role's own account. */
const PROVIDER = /arn:[^:"]*:iam::(\d{12}):(?:oidc|saml)-provider\//;

/** Reviews one policy as the portal does. @param account - of the role, when it is known */
export function reviewPolicy(
  { name, role, source, policy }: TrustSubject,
  known: Known,
  account: string | undefined,
): ReviewedTrust {
  const context = contextOf({ role, policy }, known, account);
  const { accountId } = context;
  const { review, trust } = assessTrust(policy, context);
  return {
    name,
    arn: role?.arn,
    accountId,
    source,
    policy,
    ...review,
    reach: trust.reach,
    reachReason: trust.reach === 'notUnderstood' ? trust.reason : undefined,
    ways: trust.ways,
    proposal: proposeTrust(policy, context),
  };
}

/** What is known around the role. */
export function contextOf(
  { role, policy }: Pick<TrustSubject, 'role' | 'policy'>,
  known: Known,
  account: string | undefined,
): TrustReviewContext {
  return {
    ...known,
    now: new Date(),
    accountId: account ?? accountOf({ role, policy }) ?? '',
    partition: role?.arn.startsWith('arn:')
      ? role.arn.split(':')[1]
      : undefined,
    // A command does not see every cluster of the company, so an issuer that it does not know may still be its own.
    hasAllClusters: false,
    // A role has its policy from IAM, which refuses a policy with a name that no service has.
    acceptedServices: role ? 'all' : undefined,
    role,
  };
}

/** From the ARN of the role, else from a provider that the policy names. */
export function accountOf({
  role,
  policy,
}: Pick<TrustSubject, 'role' | 'policy'>): string | undefined {
  return (
    /^arn:[^:]*:iam::(\d{12}):/.exec(role?.arn ?? '')?.[1] ??
    PROVIDER.exec(policy)?.[1]
  );
}
