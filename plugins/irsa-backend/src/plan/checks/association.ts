import { isOurs } from '../../accounts/iam';
import { answer, PlanCheck } from './PlanCheck';

/** A ServiceAccount has at most one association, so one of others is in the way. */
export const association: PlanCheck = ({ world, target }) => {
  const { namespace, kind, name } = world.request.workload;
  const { serviceAccountName: serviceAccount } = target;
  const found = world.podIdentity?.association;
  const evidence = 'ListPodIdentityAssociations of EKS.';
  if (!found) {
    return answer('pod-identity', 'F11', {
      state: 'passed',
      message: `ServiceAccount ${serviceAccount} has no EKS Pod Identity association yet.`,
      evidence,
    });
  }
  const given = found.targetRoleArn ?? found.roleArn;
  const isSame =
    isOurs(found.tags, { 'irsa:workload': `${namespace}/${kind}/${name}` }) &&
    found.roleArn === (target.first?.roleArn ?? target.roleArn) &&
    found.targetRoleArn === (target.first && target.roleArn) &&
    !found.isSpecial;
  return isSame
    ? answer('pod-identity', 'F11', {
        state: 'passed',
        message: `The EKS Pod Identity association of ServiceAccount ${serviceAccount} gives the planned role, and was made here for this workload.`,
        evidence,
      })
    : answer('pod-identity', 'F11', {
        state: 'blocked',
        params: { serviceAccount, roleArn: given },
        message: `ServiceAccount ${serviceAccount} has an EKS Pod Identity association already. It gives ${given}.`,
        evidence,
        fix: 'Give that role what the key may do and take the key out of the workload, or delete the association and make a new plan.',
      });
};
