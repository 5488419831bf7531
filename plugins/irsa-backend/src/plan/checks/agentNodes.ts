import { podSpec } from '../world/podTemplate';
import { operatingSystem } from './operatingSystem';
import { answer, PlanCheck, short } from './PlanCheck';

/** EKS Pod Identity is for Linux nodes of EC2: https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html */
export const agentNodes: PlanCheck = context => {
  const { onFargate } = context.world.podIdentity?.agent ?? {};
  const selector = (podSpec(context.world.object).nodeSelector ?? {}) as Record<
    string,
    string
  >;
  const fix = 'Plan with IRSA.';
  if (
    (onFargate ?? []).length > 0 ||
    selector['eks.amazonaws.com/compute-type'] === 'fargate'
  ) {
    return answer('pod-identity-nodes', 'F43', {
      state: 'blocked',
      params: { pods: onFargate ?? [] },
      message:
        'The Pods run on Fargate, where EKS Pod Identity gives no roles.',
      evidence: `${short(onFargate ?? []) || 'nodeSelector'} of the workload.`,
      fix,
    });
  }
  // Its answers are about Windows: any is one too many here.
  if (operatingSystem(context)) {
    return answer('pod-identity-nodes', 'F43', {
      state: 'blocked',
      message:
        'The Pods may run on Windows, where EKS Pod Identity gives no roles.',
      evidence: 'Pod template and RuntimeClass.',
      fix,
    });
  }
  return onFargate
    ? answer('pod-identity-nodes', 'F43', {
        state: 'passed',
        message: 'No Pod of the workload is seen on Fargate or Windows.',
        evidence: 'Pods of the workload, and its Pod template.',
      })
    : answer('pod-identity-nodes', 'F43', {
        state: 'notChecked',
        message:
          'Whether Pods of the workload run on Fargate is not known. EKS Pod Identity gives no roles there.',
        evidence: 'Pods could not be listed.',
      });
};
