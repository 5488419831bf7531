import { answer, PlanCheck } from './PlanCheck';

const namespaces = ['kube-system', 'kube-public', 'kube-node-lease'];

export const protectedNamespace: PlanCheck = ({ world }) => {
  const { namespace } = world.request.workload;
  return namespaces.includes(namespace)
    ? answer('protected-namespace', 'F37', {
        state: 'blocked',
        params: { namespace },
        message: `Workloads of ${namespace} belong to the cluster itself and are never changed from here.`,
        evidence: 'Name of the namespace.',
        fix: 'Configure the add-on with a role the way its provider documents.',
      })
    : undefined;
};
