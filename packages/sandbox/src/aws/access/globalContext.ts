import { ContextValues } from 'backstage-plugin-irsa-common';
import { Tags } from '../accountDocument';
import { AwsRequest } from '../protocol/AwsRequest';
import { Caller } from './Caller';

/** The facts from which the context of a request is built. */
export interface Circumstances {
  caller?: Caller;
  request: AwsRequest;
  /** Milliseconds since the epoch. */
  now: number;
  region: string;
}

const PRINCIPAL_TYPES: Record<Caller['kind'], string> = {
  root: 'Account',
  user: 'User',
  session: 'AssumedRole',
  federated: 'FederatedUser',
};

/** Keys that every request carries. Source: IAM User Guide, "AWS global condition context keys". */
export function globalContext({
  caller,
  request,
  now,
  region,
}: Circumstances): ContextValues {
  return {
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    // The sandbox has no TLS on loopback, but it stands for an endpoint that has.
    'aws:SecureTransport': 'true',
    'aws:SourceIp': request.sourceIp,
    'aws:RequestedRegion': region,
    'aws:UserAgent': request.headers['user-agent'] ?? '',
    ...(request.headers.referer && { 'aws:Referer': request.headers.referer }),
    'aws:ViaAWSService': 'false',
    'aws:PrincipalIsAWSService': 'false',
    ...(caller ? callerContext(caller) : { 'aws:PrincipalType': 'Anonymous' }),
  };
}

function callerContext(caller: Caller): ContextValues {
  const { session, user, role } = caller;
  const context: ContextValues = {
    'aws:PrincipalArn': role?.arn ?? caller.arn,
    'aws:PrincipalAccount': caller.account.id,
    'aws:userid': caller.userId,
    'aws:PrincipalType': PRINCIPAL_TYPES[caller.kind],
  };
  if (user && caller.kind === 'user') {
    context['aws:username'] = user.name;
  }
  // With long-term keys this context key is absent, so that Bool and BoolIfExists give different answers.
  if (session) {
    context['aws:MultiFactorAuthPresent'] = 'false';
    context['aws:TokenIssueTime'] = new Date(session.issuedAt).toISOString();
  }
  if (session?.sourceIdentity) {
    context['aws:SourceIdentity'] = session.sourceIdentity;
  }
  if (session?.webIdentity) {
    const { provider, subject, audience } = session.webIdentity;
    const url = provider.slice(provider.indexOf('oidc-provider/') + 14);
    context['aws:FederatedProvider'] = provider;
    context[`${url}:sub`] = subject;
    context[`${url}:aud`] = audience;
  }
  // Session tags win over tags of the role.
  const tags: Tags = { ...(user ?? role)?.tags, ...session?.tags };
  for (const [key, value] of Object.entries(tags)) {
    context[`aws:PrincipalTag/${key}`] = value;
  }
  return context;
}
