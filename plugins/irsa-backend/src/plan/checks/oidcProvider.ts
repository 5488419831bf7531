import { answer, PlanCheck } from './PlanCheck';

export const oidcProvider: PlanCheck = ({ world, provider }) => {
  const { issuer, audience } = world.cluster;
  const params = { issuer, audience, accountId: world.account.id };
  if (
    !/^https:\/\/[^/]+\.[^/]+/.test(issuer) ||
    /kubernetes\.default/.test(issuer)
  ) {
    return answer('oidc-provider', 'F42', {
      state: 'blocked',
      params,
      message: `The cluster's issuer ${issuer} cannot be reached by AWS.`,
      evidence: 'Discovery document of the cluster, or irsa.clusters[].issuer.',
      fix: 'Serve the discovery document and keys at a public https address and make it the first --service-account-issuer.',
    });
  }
  if (
    /^https:\/\/(token\.actions\.githubusercontent\.com|gitlab\.com|accounts\.google\.com|app\.terraform\.io)/.test(
      issuer,
    )
  ) {
    return answer('oidc-provider', 'F12', {
      state: 'blocked',
      params,
      message: `${issuer} is an issuer that many organisations share.`,
      evidence: 'Issuer of the cluster as configured.',
      fix: 'Correct irsa.clusters[].issuer.',
    });
  }
  const words = {
    exists: `The account trusts the cluster's issuer for ${audience} already.`,
    create: `The account does not know the cluster's issuer yet; the plan adds it.`,
    addAudience: `The account trusts the cluster's issuer, but not for ${audience}; the plan adds the audience.`,
  };
  return answer(
    'oidc-provider',
    provider.action === 'addAudience' ? 'F13' : 'F12',
    {
      state: 'passed',
      params,
      message: words[provider.action],
      evidence: `Identity providers of account ${world.account.id}.`,
    },
  );
};
