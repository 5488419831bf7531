import { managedByTag } from '../world/World';
import { answer, PlanCheck } from './PlanCheck';

export const roleName: PlanCheck = ({ world, target, role, awsHalf }) => {
  const params = { roleName: target.roleName };
  const policyTags = world.account.policy?.tags;
  const isByCode = awsHalf.madeBy === 'code';
  const foreign =
    !isByCode &&
    [role?.tags, policyTags].some(
      tags => tags && tags[managedByTag.key] !== managedByTag.value,
    );
  const elsewhere = [role?.tags, policyTags].some(
    tags =>
      tags &&
      // Code need not write the tags of the portal.
      !(isByCode && tags['irsa:workload'] === undefined) &&
      (tags['irsa:issuer'] !== world.cluster.issuer ||
        tags['irsa:workload'] !==
          `${world.request.workload.namespace}/${world.request.workload.kind}/${world.request.workload.name}`),
  );
  if (foreign || elsewhere || (role && role.arn !== target.roleArn)) {
    return answer('role-name', 'F46', {
      state: 'blocked',
      params,
      message: `A role or policy ${target.roleName} is there already and ${
        foreign ? 'was not made by the portal' : 'belongs to another workload'
      }.`,
      evidence: `Tags of ${role?.arn ?? target.policyArn}.`,
      fix: 'Choose another role name for this plan.',
    });
  }
  if (isByCode) {
    return answer('role-name', 'F46', {
      state: 'passed',
      params,
      message: role
        ? `Role ${target.roleName} is there. Code makes it: the migration compares it with the plan, and does not write to it.`
        : `The name ${target.roleName} is free. Code makes the role, and the migration waits for it.`,
      evidence: awsHalf.evidence,
    });
  }
  return answer('role-name', 'F46', {
    state: 'passed',
    params,
    message: role
      ? `Role ${target.roleName} was made by the portal for this workload and is used again.`
      : `The name ${target.roleName} is free.`,
    evidence: `Roles of account ${world.account.id}.`,
  });
};
