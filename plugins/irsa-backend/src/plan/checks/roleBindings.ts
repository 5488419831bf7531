import { answer, PlanCheck, short } from './PlanCheck';

export const roleBindings: PlanCheck = ({ world, target }) => {
  if (!target.ownAccount) {
    return undefined;
  }
  const { bindings, name } = world.serviceAccount;
  if (bindings === undefined) {
    return answer('role-bindings', 'F8', {
      state: 'notChecked',
      message: `What ServiceAccount ${name} may do on the cluster could not be read; the new one starts without.`,
      evidence: 'The portal may not list role bindings.',
      fix: 'Allow list on rolebindings and clusterrolebindings.',
    });
  }
  return bindings.length > 0
    ? answer('role-bindings', 'F8', {
        state: 'warning',
        params: { bindings, serviceAccount: target.serviceAccountName },
        message: `ServiceAccount ${name} has rights on the cluster that the new one will not have: ${short(
          bindings,
        )}.`,
        evidence: 'RoleBindings and ClusterRoleBindings that name it.',
        fix: `If the service calls the Kubernetes API, bind ${target.serviceAccountName} as well. Rights are never copied by the portal.`,
      })
    : answer('role-bindings', 'F8', {
        state: 'passed',
        message: `ServiceAccount ${name} has no bindings that the new one would lack.`,
        evidence: 'RoleBindings and ClusterRoleBindings.',
      });
};
