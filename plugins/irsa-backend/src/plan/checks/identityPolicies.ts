import { meshOf } from '../world/mesh';
import { answer, PlanCheck, short } from './PlanCheck';

/**
 * Meshes and some network plugins know a Pod by its ServiceAccount. With one of its own, a policy that names the present one no longer
 * means the Pods.
 */
export const identityPolicies: PlanCheck = ({ world, target }) => {
  const { identityPolicies: policies, serviceAccount } = world;
  if (!target.ownAccount || !policies) {
    return undefined;
  }
  const { found, notRead } = policies;
  const old = serviceAccount.name;
  const own = target.serviceAccountName;
  const cut = found.filter(({ effect }) => effect === 'cutOff');
  const named = (cut.length > 0 ? cut : found).map(({ name }) => name);
  const params = { policies: named, notRead, serviceAccount: own };
  const unknown = notRead.length > 0 ? ` Not read: ${short(notRead)}.` : '';
  const evidence = `Policies of meshes and network plugins in all namespaces, and constraints of OpenShift.${unknown}`;
  const way = target.isForOneStep
    ? ' Or plan without a ServiceAccount of its own.'
    : '';
  if (cut.length > 0) {
    return answer('identity-policies', 'F8', {
      state: 'blocked',
      params,
      message: `${short(
        named,
      )} knows the Pods by ServiceAccount ${old}. As ${own} they would be cut off.`,
      evidence,
      fix: `Name ${own} beside ${old} there, then make a new plan.${way}`,
    });
  }
  if (found.length > 0) {
    return answer('identity-policies', 'F8', {
      state: 'warning',
      params,
      message: `${short(
        named,
      )} knows the Pods by ServiceAccount ${old}. As ${own} they would be under it no longer, or be let through where they are kept out today.`,
      evidence,
      fix: `Name ${own} beside ${old} there.${way}`,
    });
  }
  if (meshOf(world) === 'Consul') {
    return answer('identity-policies', 'F8', {
      state: 'warning',
      params,
      message: `The Pods are in the mesh of Consul, which with ACLs lets a service in only under the name of its ServiceAccount. As ${own} they may not start.`,
      evidence: `Annotation consul.hashicorp.com/connect-inject. Whether ACLs are on is not read.${unknown}`,
      fix: `Where ACLs are on, keep ServiceAccount ${old}: let nothing else run as it, then make a new plan.`,
    });
  }
  return notRead.length > 0
    ? answer('identity-policies', 'F8', {
        state: 'notChecked',
        params,
        message: `Whether a policy lets the Pods through because they run as ServiceAccount ${old} is not known.`,
        evidence: `Not read: ${short(notRead)}.`,
        fix: 'Give the portal the auditor role of the documentation, then make a new plan.',
      })
    : answer('identity-policies', 'F8', {
        state: 'passed',
        params,
        message: `No policy of a mesh, a network plugin or OpenShift tells ServiceAccount ${old} from ${own}.`,
        evidence,
      });
};
