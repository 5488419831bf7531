import { answer, CheckContext, PlanCheck } from './PlanCheck';

const AUDIENCE_ANNOTATION = 'eks.amazonaws.com/audience';

export const oidcProvider: PlanCheck = ({
  world,
  target,
  provider,
  awsHalf,
}) => {
  const { issuer, audience, setIssuer } = world.cluster;
  const params = { issuer, audience, accountId: world.account.id };
  if (
    !/^https:\/\/[^/]+\.[^/]+/.test(issuer) ||
    /kubernetes\.default/.test(issuer)
  ) {
    return answer('oidc-provider', 'F42', {
      state: 'blocked',
      params,
      message: `The cluster's issuer ${issuer} cannot be reached by AWS.`,
      evidence: setIssuer
        ? `Setting ${setIssuer.key}.`
        : 'Discovery document of the cluster.',
      fix: 'Serve the discovery document and keys at a public https address and make it the first --service-account-issuer.',
    });
  }
  if (setIssuer?.discovered && setIssuer.discovered !== issuer) {
    return answer('oidc-provider', 'F42', {
      state: 'blocked',
      params: { ...params, discovered: setIssuer.discovered },
      message: `${setIssuer.key} says ${issuer}, but the cluster signs its tokens as ${setIssuer.discovered}, so AWS would refuse them.`,
      evidence: `Setting ${setIssuer.key}, and the cluster's /.well-known/openid-configuration.`,
      fix: `Correct ${setIssuer.key}, or remove it: then the portal takes the issuer from the cluster.`,
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
      fix: setIssuer
        ? `Correct ${setIssuer.key}.`
        : 'Give the cluster an issuer of its own: its first --service-account-issuer.',
    });
  }
  const asked = target.ownAccount ? undefined : audienceAsked(world);
  if (asked !== undefined && asked !== audience) {
    return answer('oidc-provider', 'F13', {
      state: 'blocked',
      params: { ...params, asked },
      message: `Annotation ${AUDIENCE_ANNOTATION} of ServiceAccount ${world.serviceAccount.name} asks for tokens for ${asked}. The role is for ${audience}, so AWS would refuse them (Incorrect token audience).`,
      evidence: 'Annotations of the ServiceAccount.',
      fix: `Take the annotation away, or set it to ${audience}; then make a new plan.`,
    });
  }
  const who = awsHalf.madeBy === 'code' ? 'code has to add' : 'the plan adds';
  const words = {
    exists: `The account trusts the cluster's issuer for ${audience} already.`,
    create: `The account does not know the cluster's issuer yet; ${who} it.`,
    addAudience: `The account trusts the cluster's issuer, but not for ${audience}; ${who} the audience.`,
  };
  return answer(
    'oidc-provider',
    provider.action === 'addAudience' ? 'F13' : 'F12',
    {
      state: 'passed',
      params,
      message: words[provider.action],
      evidence: `Identity providers of account ${world.account.id}.${
        setIssuer && !setIssuer.discovered
          ? ` The issuer is the one of ${setIssuer.key}; the cluster did not tell its own.`
          : ''
      }`,
    },
  );
};

/** The webhook asks for tokens as the ServiceAccount says, else as it was started. */
function audienceAsked({
  serviceAccount,
}: CheckContext['world']): string | undefined {
  const { annotations = {} } = (serviceAccount.object?.metadata ?? {}) as {
    annotations?: Record<string, string>;
  };
  return annotations[AUDIENCE_ANNOTATION];
}
