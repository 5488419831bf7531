import { evaluateTrust, Principal, TrustRequest } from '../../policy';
import { claimPresence } from '../issuers/claims';
import { inPartition } from '../partition';
import { readTrustPolicy, TrustPolicy } from '../readTrustPolicy';
import { isNamedProvider } from '../rules/webIdentity';
import { WEB_IDENTITY } from '../sets/subjectSet';
import { instantOf } from '../time/inTime';
import { timeKeys } from '../time/timeTests';
import { TrustReviewContext } from '../types';
import { TrustAnswer, TrustCaller } from './types';

/** Claims that conditions see for every issuer. */
const ALWAYS = ['sub', 'aud', 'amr'];

/**
 * Whether this caller may assume the role, and which statements decide. Pure; takes the trust policy as text, URL-encoded as IAM returns
 * it, or parsed. Conditions on the time see `context.now`, unless the caller brings keys of its own. The signature and the lifetime of a token are not looked at, and identity policies of a caller are taken to allow.
 * Source: IAM User Guide, "Policy evaluation logic"; STS API reference, AssumeRoleWithWebIdentity.
 *
 * @public
 */
export function askTrust(
  document: unknown,
  caller: TrustCaller,
  context: TrustReviewContext,
): TrustAnswer {
  const { policy, refusals } = readTrustPolicy(document);
  if (!policy) {
    return {
      decision: 'deny',
      stage: 'not-understood',
      statements: [],
      reason: refusals.map(({ message }) => message).join(' '),
    };
  }
  const at = instantOf(context.now);
  const asked =
    at === undefined
      ? caller
      : { ...caller, context: { ...timeKeys(at), ...caller.context } };
  return asked.kind === 'token'
    ? askForToken(policy, asked, context)
    : decided(policy, requestOf(asked));
}

function askForToken(
  policy: TrustPolicy,
  { issuer, claims, context: more = {} }: TrustCaller & { kind: 'token' },
  context: TrustReviewContext,
): TrustAnswer {
  const {
    accountId,
    partition = 'aws',
    providers,
  } = inPartition(context, policy);
  const host = issuer.replace(/^https:\/\//, '');
  const isNamed = isNamedProvider(host);
  const registered = providers?.find(
    ({ url }) => url.replace(/^https:\/\//, '') === host,
  );
  if (!isNamed && providers && !registered) {
    return {
      decision: 'deny',
      stage: 'no-provider',
      statements: [],
      reason: `Account ${accountId} has no identity provider for ${host}.`,
    };
  }
  const audiences = [claims.aud ?? []].flat();
  const isRegistered =
    !registered ||
    audiences.some(audience => registered.clientIds.includes(audience));
  if (!isNamed && !isRegistered) {
    return {
      decision: 'deny',
      stage: 'audience',
      statements: [],
      reason: `The provider is registered for ${registered.clientIds.join(
        ', ',
      )}, and the token is for ${audiences.join(', ') || 'nobody'}.`,
    };
  }
  const offered = Object.entries(claims).filter(
    ([claim]) =>
      ALWAYS.includes(claim) || claimPresence(host, claim) !== 'never',
  );
  const arn = `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
  return decided(policy, {
    principal: {
      type: 'Federated',
      value: isNamed ? host : registered?.arn ?? arn,
    },
    action: WEB_IDENTITY,
    context: {
      ...Object.fromEntries(
        offered.map(([claim, value]) => [`${host}:${claim}`, value]),
      ),
      ...more,
    },
  });
}

function requestOf({
  kind,
  principal,
  action,
  context = {},
}: Exclude<TrustCaller, { kind: 'token' }>): TrustRequest {
  const defaultAction =
    kind === 'saml' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRole';
  return {
    principal: principalOf(kind, principal, context),
    action: action ?? defaultAction,
    context,
  };
}

function principalOf(
  kind: 'aws' | 'service' | 'saml',
  value: string,
  context: TrustRequest['context'],
) {
  const types = { aws: 'AWS', service: 'Service', saml: 'Federated' } as const;
  const principal: Principal = { type: types[kind], value };
  // A session may be named by its role. The path of the role is not in the ARN of the session, but the request tells the role.
  const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(
    value,
  );
  if (!session) {
    return principal;
  }
  const [, partition, account, role] = session;
  const start = `arn:${partition}:iam::${account}:role/`;
  const told = Object.entries(context).find(
    ([key]) => key.toLowerCase() === 'aws:principalarn',
  )?.[1];
  const isOfSession =
    typeof told === 'string' &&
    told.startsWith(start) &&
    told.split('/').pop() === role;
  return { ...principal, roleArn: isOfSession ? told : `${start}${role}` };
}

function decided(
  { document }: TrustPolicy,
  request: TrustRequest,
): TrustAnswer {
  const { decision, matched } = evaluateTrust(document, request);
  const statements = matched.map(({ index }) => index);
  const named = statements.map(index => index + 1).join(', ');
  const reasons = {
    allowed: `Statement ${named} allows it, and none refuses it.`,
    explicitDeny: `Statement ${named} refuses it.`,
    implicitDeny: 'No statement allows it.',
  };
  return {
    decision: decision === 'allowed' ? 'allow' : 'deny',
    stage: 'trust-policy',
    statements,
    reason: reasons[decision],
  };
}
