import { podMarks } from '../world/mesh';
import { answer, PlanCheck } from './PlanCheck';

const ROLE = 'vault.hashicorp.com/role';
const INJECTS = [
  'vault.hashicorp.com/agent-inject',
  'vault.security.banzaicloud.io/vault-addr',
];

/**
 * Vault knows a Pod by its ServiceAccount, and a role of Vault names those that it takes. A new ServiceAccount is none of them.
 * https://developer.hashicorp.com/vault/docs/auth/kubernetes
 */
export const vaultRole: PlanCheck = ({ world, target }) => {
  const { annotations } = podMarks(world);
  const isInjected = INJECTS.some(name => name in annotations);
  if (!target.ownAccount || !isInjected) {
    return undefined;
  }
  const role =
    annotations[ROLE] ??
    annotations['vault.security.banzaicloud.io/vault-role'];
  return answer('vault-role', 'F8', {
    state: 'warning',
    params: { serviceAccount: target.serviceAccountName, role: role ?? '' },
    message: `The Pods get secrets from Vault as ServiceAccount ${
      world.serviceAccount.name
    }. ${
      role === undefined ? 'Its role there' : `Role ${role} there`
    } has to take ${target.serviceAccountName} too, or new Pods do not start.`,
    evidence: 'Annotations of the Pod template.',
    fix: `Add ${target.serviceAccountName} to bound_service_account_names of the role in Vault first.`,
  });
};
