import {
  EvaluationResult,
  GetRoleCommand,
  IAMClient,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { RightState } from 'backstage-plugin-irsa-common';
import { toAccountError } from './AccountError';

/** Actions that are asked about together: on the same resource and under the same conditions. */
export interface RightQuestion {
  actions: readonly string[];
  resource: string;
  /** What the request would carry, by context key. */
  context: Record<string, string>;
}

export interface RightAnswer {
  action: string;
  state: RightState;
  reason?: string;
}

/**
 * The IAM entity behind the portal's identity, whose policies can be simulated: a user, or the role of a session.
 * Undefined for the root of an account.
 */
export async function simulatedEntity(
  iam: IAMClient,
  principal: string,
): Promise<string | undefined> {
  const session =
    /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(principal);
  if (!session) {
    return principal.includes(':user/') ? principal : undefined;
  }
  const [, partition, accountId, name] = session;
  // The ARN of a session leaves out the path of its role.
  const role = await iam
    .send(new GetRoleCommand({ RoleName: name }))
    .catch(() => undefined);
  return role?.Role?.Arn ?? `arn:${partition}:iam::${accountId}:role/${name}`;
}

/** Asks IAM about one question. Throws AccountError when it does not tell. */
export async function askRights(options: {
  iam: IAMClient;
  accountId: string;
  /** See `simulatedEntity`. */
  entity: string;
  question: RightQuestion;
}): Promise<RightAnswer[]> {
  const { iam, accountId, entity, question } = options;
  const results: EvaluationResult[] = [];
  let Marker: string | undefined;
  try {
    do {
      const page = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: entity,
          ActionNames: [...question.actions],
          ResourceArns: [question.resource],
          ContextEntries: Object.entries(question.context).map(
            ([ContextKeyName, value]) => ({
              ContextKeyName,
              ContextKeyType: 'string',
              ContextKeyValues: [value],
            }),
          ),
          Marker,
        }),
      );
      results.push(...(page.EvaluationResults ?? []));
      Marker = page.IsTruncated ? page.Marker : undefined;
    } while (Marker);
  } catch (error) {
    throw toAccountError(accountId, 'iam:SimulatePrincipalPolicy', error);
  }
  const byAction = new Map(
    results.map(result => [result.EvalActionName?.toLowerCase(), result]),
  );
  return question.actions.map(action => {
    const result = byAction.get(action.toLowerCase());
    return result
      ? judge(action, result)
      : { action, state: 'notKnown', reason: 'IAM says nothing about it' };
  });
}

function judge(action: string, result: EvaluationResult): RightAnswer {
  if (result.EvalDecision === 'allowed') {
    return { action, state: 'held' };
  }
  const missing = result.MissingContextValues ?? [];
  if (result.OrganizationsDecisionDetail?.AllowedByOrganizations === false) {
    return {
      action,
      state: 'notHeld',
      reason: 'a service control policy of the organization does not allow it',
    };
  }
  if (
    result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary ===
    false
  ) {
    return {
      action,
      state: 'notHeld',
      reason: "the permissions boundary of the portal's identity excludes it",
    };
  }
  if (missing.length > 0) {
    return {
      action,
      state: 'notKnown',
      reason: `depends on ${missing.join(', ')} of the request`,
    };
  }
  return {
    action,
    state: 'notHeld',
    reason:
      result.EvalDecision === 'explicitDeny'
        ? 'a policy denies it'
        : 'no policy allows it',
  };
}
