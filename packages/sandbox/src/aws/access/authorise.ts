import {
  ContextValues,
  evaluateRequest,
  Evaluation,
  NamedPolicy,
  Principal,
} from '@internal/plugin-irsa-common';
import { accessDenied } from '../AwsError';
import { AwsRequest } from '../protocol/AwsRequest';
import { Caller } from './Caller';

export interface AccessQuestion {
  caller?: Caller;
  request: AwsRequest;
  now: number;
  region: string;
  /** For example `s3:GetObject`. */
  action: string;
  resource: string;
  context?: ContextValues;
  resourcePolicies?: NamedPolicy[];
  /** Account of the resource, when it may be another than the caller's. */
  resourceAccount?: string;
}

const ROOT_POLICY: NamedPolicy = {
  name: 'root',
  document: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  },
};

/** @throws AccessDenied 403, worded as AWS words it */
export function authorise(question: AccessQuestion): void {
  const { decision, reason } = decide(question);
  if (decision === 'allowed') return;
  const { caller, action, resource } = question;
  if (!caller) throw accessDenied();
  const because = {
    'explicit-deny': 'with an explicit deny in a policy',
    boundary: 'because no permissions boundary allows the action',
    'session-policy': 'because no session policy allows the action',
    'resource-policy': 'because no resource-based policy allows the action',
    'no-matching-allow': 'because no identity-based policy allows the action',
    allow: '',
  }[reason];
  throw accessDenied(
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
  );
}

export function decide(question: AccessQuestion): Evaluation {
  const { caller, action, resource, resourcePolicies } = question;
  const holder = caller && (caller.user ?? caller.session?.role);
  const identity = identityOf(caller);
  return evaluateRequest({
    identity,
    boundary: holder && caller.account.boundaryOf(holder),
    session: caller?.session?.policies,
    resourcePolicies,
    crossAccount:
      caller !== undefined &&
      question.resourceAccount !== undefined &&
      question.resourceAccount !== caller.account.id,
    request: {
      principal: principalOf(caller),
      action,
      resource,
      context: { ...globalContext(question), ...question.context },
    },
  });
}

/** The root user may do all in its account. */
function identityOf(caller: Caller | undefined): NamedPolicy[] {
  if (!caller) return [];
  const holder = caller.user ?? caller.session?.role;
  return holder ? caller.account.identityPolicies(holder) : [ROOT_POLICY];
}

export function principalOf(caller: Caller | undefined): Principal {
  return {
    type: 'AWS',
    value: caller?.arn ?? 'anonymous',
    ...(caller?.session && { roleArn: caller.session.role.arn }),
  };
}

/** Source: IAM User Guide, "AWS global condition context keys". */
function globalContext(question: AccessQuestion): ContextValues {
  const { caller, request, now, region } = question;
  const context: ContextValues = {
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    // The sandbox is on loopback without TLS, but stands for an endpoint that has it.
    'aws:SecureTransport': 'true',
    'aws:SourceIp': request.sourceIp,
    'aws:RequestedRegion': region,
    'aws:UserAgent': request.headers['user-agent'] ?? '',
    ...(question.resourceAccount && {
      'aws:ResourceAccount': question.resourceAccount,
    }),
  };
  if (!caller) return { ...context, 'aws:PrincipalType': 'Anonymous' };
  const { session, user } = caller;
  Object.assign(context, {
    'aws:PrincipalArn': session?.role.arn ?? caller.arn,
    'aws:PrincipalAccount': caller.account.id,
    'aws:userid': caller.userId,
    'aws:PrincipalType': {
      root: 'Account',
      user: 'User',
      session: 'AssumedRole',
    }[caller.kind],
    ...(user && { 'aws:username': user.name }),
    ...(session && {
      'aws:TokenIssueTime': new Date(session.issuedAt).toISOString(),
    }),
    ...(session?.webIdentity && {
      'aws:FederatedProvider': session.webIdentity.provider,
    }),
  });
  const tags = (user ?? session?.role)?.tags ?? {};
  for (const [key, value] of Object.entries(tags))
    context[`aws:PrincipalTag/${key}`] = value;
  return context;
}
