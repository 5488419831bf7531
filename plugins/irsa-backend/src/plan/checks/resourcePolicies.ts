import { answer, PlanCheck } from './PlanCheck';

export const resourcePolicies: PlanCheck = ({ user, target }) =>
  user &&
  answer('resource-policies', 'F23', {
    state: 'notChecked',
    params: { userName: user.name, roleArn: target.roleArn },
    message: `Whether bucket, queue or key policies name user ${user.name} is not known.`,
    evidence: 'Resource policies are not read.',
    fix: `Where one names the user, add ${target.roleArn} beside it.`,
  });
