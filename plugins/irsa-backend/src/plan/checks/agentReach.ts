import { egressOf } from '../egress/egressOf';
import { meshOf } from '../world/mesh';
import { podSpec, podTemplate } from '../world/podTemplate';
import { proxiesFor } from '../world/proxies';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

const ADDRESS = '169.254.170.23';
const FIX = `Let the Pods reach TCP 80 of ${ADDRESS} (IPv6: fd00:ec2::23) directly: by their network policies, in NO_PROXY, and past the mesh.`;

/** SDKs ask the agent of their node over plain http on a link-local address. Whatever stands in between keeps the role away. */
export const agentReach: PlanCheck = context => {
  const { world } = context;
  const proxied = proxiesFor(world, ADDRESS)
    .filter(({ isLeftOut }) => isLeftOut !== 'yes')
    .map(({ container }) => container);
  const mesh = meshOf(world);
  const { names, unknown } = limits(context);
  const ways = [
    ...(names.length > 0 ? [`${short(names)} limits what they may reach`] : []),
    ...(proxied.length > 0
      ? [
          `container ${short(
            proxied,
          )} has a proxy and NO_PROXY does not name it`,
        ]
      : []),
    ...(mesh ? [`their calls leave through the mesh (${mesh})`] : []),
  ];
  if (ways.length > 0) {
    return answer('pod-identity-reach', 'F19', {
      state: 'warning',
      params: { host: ADDRESS, policies: names, containers: proxied },
      message: `Whether the Pods reach the agent of EKS Pod Identity at ${ADDRESS} is not known: ${ways.join(
        '; ',
      )}.`,
      evidence: 'Policies that select the Pods; their variables and labels.',
      fix: FIX,
    });
  }
  return unknown.length > 0
    ? answer('pod-identity-reach', 'F19', {
        state: 'notChecked',
        params: { notRead: unknown },
        message: `Whether network policies let the Pods reach ${ADDRESS} is not known: ${short(
          unknown,
        )} could not be listed.`,
        evidence: 'Answers of the cluster.',
        fix: 'Give the portal the auditor role of the documentation, then make a new plan.',
      })
    : answer('pod-identity-reach', 'F19', {
        state: 'passed',
        message: `Nothing is seen between the Pods and the agent at ${ADDRESS}.`,
        evidence: 'Policies that select the Pods; their variables and labels.',
      });
};

/** Policies for Pods do not apply to those on the network of their node. */
function limits({ world, target }: CheckContext): {
  names: string[];
  unknown: string[];
} {
  if (podSpec(world.object).hostNetwork === true) {
    return { names: [], unknown: [] };
  }
  const metadata = podTemplate(world.object).metadata as
    | { labels?: Record<string, string> }
    | undefined;
  const { policies, unknown } = egressOf(world.surroundings, {
    namespace: world.request.workload.namespace,
    namespaceLabels: world.namespaceLabels,
    labels: metadata?.labels ?? {},
    serviceAccount: target.serviceAccountName,
  });
  return { names: policies.map(({ name }) => name), unknown };
}
