import { evaluateTrust } from 'backstage-plugin-irsa-common';
import { isOurs, parsePolicy, samePolicy } from '../../accounts/iam';
import { PlanExecution } from '../../plan/types';
import { expectedServiceAccount } from '../kubernetes/podFindings';
import { broken, FootingFact, holds } from '../model/Footing';

/** A role as IAM shows it. */
export interface SeenRole {
  arn: string;
  /** JSON, or URL-encoded JSON as IAM returns it. */
  trust: string;
  /** ARNs of the managed policies that are attached. */
  attached: string[];
  tags: Record<string, string>;
}

export function roleTitle({ role }: Pick<PlanExecution, 'role'>): string {
  return `IAM role ${role.name}`;
}

/** Whether the role still gives the workload what the plan gave it. Pure. */
export function roleFooting(
  role: SeenRole | undefined,
  execution: PlanExecution,
): FootingFact[] {
  const object = roleTitle(execution);
  if (!role) {
    return [broken(object, 'It does not exist any more.')];
  }
  if (role.arn !== execution.role.arn) {
    return [
      broken(object, `It is ${role.arn} now, not ${execution.role.arn}.`),
    ];
  }
  if (!execution.role.isAdopted && !isOurs(role.tags, execution.tags)) {
    return [
      broken(
        object,
        'It does not carry the tags of this migration any more: somebody else may have made it anew.',
      ),
    ];
  }
  return [
    holds(
      object,
      execution.role.isAdopted
        ? 'It is there, made by others and adopted.'
        : 'It is there, with the tags of this migration.',
    ),
    trustFooting(role.trust, execution),
    role.attached.includes(execution.policy.arn)
      ? holds(`IAM policy ${execution.policy.name}`, 'It is attached.')
      : broken(
          `IAM policy ${execution.policy.name}`,
          `It is not attached to ${execution.role.name} any more.`,
        ),
  ];
}

/** Others may join a trust policy; it must go on to let this ServiceAccount in. */
function trustFooting(trust: string, execution: PlanExecution): FootingFact {
  const object = `Trust policy of ${execution.role.name}`;
  if (samePolicy(trust, execution.role.trustDocument)) {
    return holds(object, 'It is as planned.');
  }
  const { provider, workload } = execution;
  const host = provider.url.replace(/^https:\/\//, '');
  const subject = `system:serviceaccount:${
    workload.namespace
  }:${expectedServiceAccount(execution)}`;
  const { decision } = evaluateTrust(parsePolicy(trust), {
    principal: { type: 'Federated', value: provider.arn },
    action: 'sts:AssumeRoleWithWebIdentity',
    context: { [`${host}:sub`]: subject, [`${host}:aud`]: provider.audience },
  });
  return decision === 'allowed'
    ? holds(object, `It was changed since, and still lets ${subject} in.`)
    : broken(object, `It was changed and does not let ${subject} in any more.`);
}
