import { answer, PlanCheck } from './PlanCheck';

const FIX =
  'Install the add-on eks-pod-identity-agent (EKS Auto Mode has it built in), or plan with IRSA.';

/** On each node an agent hands out the roles of associations. Without it, Pods get no credentials. */
export const agentRuns: PlanCheck = ({ world }) => {
  const { nodes, notRead, isBuiltIn } = world.podIdentity?.agent ?? {};
  if (isBuiltIn && !nodes?.ready) {
    return answer('pod-identity-agent', 'F11', {
      state: 'warning',
      message:
        'Nodes of EKS Auto Mode have the agent of EKS Pod Identity built in. On nodes of other kinds it is not seen, and Pods there would get no role.',
      evidence: 'computeConfig of DescribeCluster of EKS.',
      fix: 'Where the Pods may run on nodes of node groups too, install the add-on eks-pod-identity-agent.',
    });
  }
  if (notRead !== undefined) {
    return answer('pod-identity-agent', 'F11', {
      state: 'notChecked',
      message:
        'Whether the agent of EKS Pod Identity runs is not known. Without it, Pods get no role.',
      evidence: notRead,
      fix: 'Give the portal the auditor role of the documentation, then make a new plan.',
    });
  }
  if (!nodes) {
    return answer('pod-identity-agent', 'F11', {
      state: 'blocked',
      message:
        'The agent of EKS Pod Identity is not seen in the cluster, so Pods would get no role.',
      evidence: 'There is no DaemonSet kube-system/eks-pod-identity-agent.',
      fix: FIX,
    });
  }
  const evidence = `DaemonSet kube-system/eks-pod-identity-agent: ${nodes.ready} of ${nodes.wanted} are ready.`;
  if (nodes.ready === 0) {
    return answer('pod-identity-agent', 'F11', {
      state: 'blocked',
      message:
        'The agent of EKS Pod Identity is ready on no node, so Pods would get no role.',
      evidence,
      fix: 'Find out why it does not run, then make a new plan.',
    });
  }
  return nodes.ready < nodes.wanted
    ? answer('pod-identity-agent', 'F11', {
        state: 'warning',
        message:
          'The agent of EKS Pod Identity is not ready on every node. Pods on the others get no role.',
        evidence,
        fix: 'Find out why it does not run there, or wait until it does.',
      })
    : answer('pod-identity-agent', 'F11', {
        state: 'passed',
        message: 'The agent of EKS Pod Identity is ready on its nodes.',
        evidence,
      });
};
