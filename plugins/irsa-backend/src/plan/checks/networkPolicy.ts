import { meshOf } from '../world/mesh';
import { judgeEgress } from '../egress/judgeEgress';
import { egressOf } from '../egress/egressOf';
import { podSpec, podTemplate } from '../world/podTemplate';
import { proxiesFor } from '../world/proxies';
import { stsHost } from '../world/stsHost';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/** A static key needs no STS. A role does, so a list of what Pods may reach that lacks it stops them at their first call. */
export const networkPolicy: PlanCheck = ({ world, target }) => {
  const host = stsHost(world);
  const metadata = podTemplate(world.object).metadata as
    | { labels?: Record<string, string> }
    | undefined;
  if (podSpec(world.object).hostNetwork === true) {
    return answer('network-policy', 'F19', {
      state: 'notChecked',
      params: { host },
      message: `Whether the Pods reach ${host} is not known: they use the network of their node.`,
      evidence:
        'hostNetwork in the Pod template. Policies for Pods do not apply to it.',
    });
  }
  const { policies, unknown } = egressOf(world.surroundings, {
    namespace: world.request.workload.namespace,
    namespaceLabels: world.namespaceLabels,
    labels: metadata?.labels ?? {},
    serviceAccount: target.serviceAccountName,
    serviceAccountLabels: accountLabels(world),
  });
  const names = policies.map(({ name }) => name);
  const params = { host, policies: names };
  const fix = `Allow TCP 443 to ${host} (where addresses are listed: those of an STS interface endpoint in the VPC, or of the service AMAZON in the region) and the look-up of names; then make a new plan.`;
  const verdict = judgeEgress(policies, host);
  const through = verdict === 'open' ? undefined : throughOthers(world, host);
  if (through) {
    return answer('network-policy', 'F19', {
      state: 'warning',
      params,
      message: `${short(
        names,
      )} limits what the Pods may reach, and their calls leave through ${through}. A static key needs no STS, a role does: ${host} has to be reached that way, which cannot be seen from here.`,
      evidence:
        'Egress rules of the policies that select the Pods; variables and labels of the Pods.',
      fix: `Let ${through} pass TCP 443 to ${host}, or ${fix[0].toLowerCase()}${fix.slice(
        1,
      )}`,
    });
  }
  switch (verdict) {
    case 'shut':
      return answer('network-policy', 'F19', {
        state: 'blocked',
        params,
        message: `${short(
          names,
        )} lets the Pods reach neither ${host} nor any address outside that could be it. A static key needs no STS; a role does.`,
        evidence: 'Egress rules of the policies that select the Pods.',
        fix,
      });
    case 'unclear':
      return answer('network-policy', 'F19', {
        state: 'warning',
        params,
        message: `${short(
          names,
        )} limits what the Pods may reach. A static key needs no STS, a role does: ${host} has to be among it, which cannot be seen from here.`,
        evidence: 'Egress rules of the policies that select the Pods.',
        fix,
      });
    case 'private':
      return answer('network-policy', 'F19', {
        state: unknown.length > 0 ? 'notChecked' : 'warning',
        params,
        message: `${short(
          names,
        )} lets the Pods reach public addresses and not private ones. If the VPC has an interface endpoint for STS, ${host} has a private address and is not reached.`,
        evidence: 'Egress rules of the policies that select the Pods.',
        fix,
      });
    default:
      return unknown.length > 0
        ? answer('network-policy', 'F19', {
            state: 'notChecked',
            params: { ...params, notRead: unknown },
            message: `Whether network policies let the Pods reach ${host} is not known: ${short(
              unknown,
            )} could not be listed.`,
            evidence: 'Answers of the cluster.',
            fix: 'Give the portal the auditor role of the documentation, then make a new plan.',
          })
        : answer('network-policy', 'F19', {
            state: 'passed',
            params,
            message:
              names.length > 0
                ? `The network policies let the Pods reach ${host}.`
                : 'No network policy limits what the Pods may reach.',
            evidence:
              names.length > 0
                ? `Egress rules of ${short(names)}.`
                : 'Policies of Kubernetes, EKS, Cilium, Calico, Antrea and OpenShift, and security groups of Pods, in this namespace and cluster.',
          });
  }
};

/** Labels of the present ServiceAccount. One of the workload's own would have none, and a policy that goes by them would be lost. */
export function accountLabels({ serviceAccount }: CheckContext['world']) {
  const metadata = serviceAccount.object?.metadata as
    | { labels?: Record<string, string> }
    | undefined;
  return metadata?.labels ?? {};
}

/** What stands between Pods and the outside, so that the policies need not let them out themselves. */
function throughOthers(
  world: CheckContext['world'],
  host: string,
): string | undefined {
  const used = proxiesFor(world, host).some(
    ({ isLeftOut }) => isLeftOut !== 'yes',
  );
  // An egress gateway of a mesh is a Pod of the cluster.
  const mesh = meshOf(world);
  return used ? 'a proxy' : mesh && `the mesh (${mesh})`;
}
