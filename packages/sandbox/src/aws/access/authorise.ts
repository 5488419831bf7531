import {
  ContextValues,
  evaluateRequest,
  Evaluation,
  NamedPolicy,
  Principal,
} from 'backstage-plugin-irsa-common';
import { accessDenied } from '../AwsError';
import { Caller } from './Caller';
import { Circumstances, globalContext } from './globalContext';

export interface AccessQuestion extends Circumstances {
  /** For example `s3:GetObject`. */
  action: string;
  resource: string;
  context?: ContextValues;
  resourcePolicies?: NamedPolicy[];
  /** Account of the resource, when it can differ from the caller's. */
  resourceAccount?: string;
}

const ROOT_POLICY: NamedPolicy = {
  name: 'root',
  document: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  },
};

/** @throws AccessDenied 403, in the words of AWS */
export function authorise(question: AccessQuestion): void {
  const { decision, reason } = decide(question);
  if (decision === 'allowed') {
    return;
  }
  const { caller, action, resource } = question;
  if (!caller) {
    throw accessDenied();
  }
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
  const holder = caller && (caller.user ?? caller.role);
  return evaluateRequest({
    identity: identityOf(caller),
    boundary: holder && caller.account.settled.boundaryOf(holder),
    session: sessionPoliciesOf(caller),
    resourcePolicies,
    crossAccount:
      caller !== undefined &&
      question.resourceAccount !== undefined &&
      question.resourceAccount !== caller.account.id,
    request: {
      principal: principalOf(caller),
      action,
      resource,
      context: {
        ...globalContext(question),
        ...(question.resourceAccount && {
          'aws:ResourceAccount': question.resourceAccount,
        }),
        ...question.context,
      },
    },
  });
}

/** The root user may do all in its account. */
function identityOf(caller: Caller | undefined): NamedPolicy[] {
  if (!caller) {
    return [];
  }
  const holder = caller.user ?? caller.role;
  return holder
    ? caller.account.settled.identityPolicies(holder)
    : [ROOT_POLICY];
}

/**
 * A federated user may do what both its session policies and its maker's policies allow; without session policies,
 * nothing.
 */
function sessionPoliciesOf(caller: Caller | undefined) {
  return (
    caller?.session?.policies ?? (caller?.kind === 'federated' ? [] : undefined)
  );
}

export function principalOf(caller: Caller | undefined): Principal {
  return {
    type: 'AWS',
    value: caller?.arn ?? 'anonymous',
    ...(caller?.role && { roleArn: caller.role.arn }),
    ...(caller?.kind === 'federated' &&
      caller.user && { roleArn: caller.user.arn }),
  };
}
