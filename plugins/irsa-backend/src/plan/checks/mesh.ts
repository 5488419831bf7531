import { istioEgress } from '../world/istioEgress';
import { meshOf, podMarks } from '../world/mesh';
import { stsHost } from '../world/stsHost';
import { around } from '../world/surroundings';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/**
 * A mesh stands between the Pod and STS: its proxy may start later than the service, and may let out only what is registered.
 * https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/
 */
export const mesh: PlanCheck = ({ world }) => {
  const host = stsHost(world);
  const by = meshOf(world);
  if (!by) {
    return undefined;
  }
  if (by === 'Istio without sidecars') {
    return answer('mesh', 'F19', {
      state: 'notChecked',
      params: { host, mesh: by },
      message: `The Pods are in a mesh (${by}). Whether its gateways let ${host} through is not known; no proxy starts beside the service.`,
      evidence: 'Label istio.io/dataplane-mode.',
      fix: `Make sure that a waypoint or egress gateway of the namespace lets ${host} through.`,
    });
  }
  const { state, by: objects } = istioEgress(world, host);
  const unknown = notRead(world);
  if (state === 'past') {
    return answer('mesh', 'F19', {
      state: 'passed',
      params: { host, mesh: by },
      message: `The Pods are in a mesh (${by}), and calls to ${host} go past its proxy.`,
      evidence: `Annotation ${short(objects)} of the Pod template.`,
    });
  }
  if (state === 'closed') {
    return answer('mesh', 'F19', {
      state: 'warning',
      params: { host, by: objects, notRead: unknown },
      message: `${short(
        objects,
      )} lets out only what is registered, and no ServiceEntry ${
        unknown.length > 0 ? 'that could be read ' : ''
      }names ${host}. A static key needs no STS, a role does.`,
      evidence: 'outboundTrafficPolicy REGISTRY_ONLY, and ServiceEntries.',
      fix: `Add a ServiceEntry for ${host} with port 443, then make a new plan.`,
    });
  }
  const { annotations } = podMarks(world);
  const own = annotations['proxy.istio.io/config'] ?? '';
  const waits =
    /holdApplicationUntilProxyStarts:?\s*"?:?\s*true/.test(own) ||
    (world.mesh?.holds === true &&
      !/holdApplicationUntilProxyStarts:?\s*"?:?\s*false/.test(own)) ||
    (annotations['config.linkerd.io/proxy-await'] ??
      world.namespaceAnnotations?.['config.linkerd.io/proxy-await']) ===
      'enabled';
  const registered =
    state === 'registered' ? ` ${short(objects)} registers ${host}.` : '';
  return answer('mesh', 'F19', {
    state: waits && unknown.length === 0 ? 'passed' : 'warning',
    params: { host, mesh: by, notRead: unknown },
    message: waits
      ? `The Pods are in a mesh (${by}); they start after its proxy.${registered}${
          unknown.length > 0
            ? ` What it lets out could not be read in full: ${short(unknown)}.`
            : ''
        }`
      : `The Pods are in a mesh (${by}). A service that starts before the mesh's proxy does not reach ${host}, and some SDKs then give up or take the role of the node.${registered}`,
    evidence:
      'Labels, annotations and containers of the Pod template and namespace, and the settings of the mesh.',
    fix: 'Let the service wait for the proxy (Istio: holdApplicationUntilProxyStarts; Linkerd: proxy-await).',
  });
};

function notRead({ surroundings, mesh: settings }: CheckContext['world']) {
  const { unknown } = around(surroundings, [
    'Sidecar.networking.istio.io',
    'ServiceEntry.networking.istio.io',
  ]);
  return [...unknown, ...(settings?.notRead ? [settings.notRead] : [])];
}
