import { around } from '../world/surroundings';
import { matchesSelector } from '../world/labelSelector';
import { containersOf, Json, podSpec, podTemplate } from '../world/podTemplate';
import { stsHost } from '../world/stsHost';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/**
 * A mesh stands between the Pod and STS: its proxy may start later than the service, and may let out only what is registered.
 * https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/
 */
export const mesh: PlanCheck = context => {
  const { world } = context;
  const host = stsHost({ ...world.cluster, ...world.account });
  const by = meshOf(context);
  if (!by) {
    return undefined;
  }
  const { found, unknown } = around(world.surroundings, [
    'Sidecar.networking.istio.io',
  ]);
  const metadata = podTemplate(world.object).metadata as Json | undefined;
  const labels = (metadata?.labels ?? {}) as Record<string, string>;
  const closed = found.filter(({ object }) => {
    const spec = (object.spec ?? {}) as Json;
    const selector = (spec.workloadSelector as Json | undefined)?.labels;
    return (
      matchesSelector({ matchLabels: selector ?? {} }, labels) &&
      (spec.outboundTrafficPolicy as Json | undefined)?.mode === 'REGISTRY_ONLY'
    );
  });
  if (closed.length > 0) {
    const names = closed.map(({ object }) =>
      String((object.metadata as Json).name),
    );
    return answer('mesh', 'F19', {
      state: 'warning',
      params: { host, sidecars: names },
      message: `Sidecar ${short(
        names,
      )} of Istio lets out only what is registered. A static key needs no STS, a role does: ${host} has to be registered.`,
      evidence: 'outboundTrafficPolicy REGISTRY_ONLY.',
      fix: `Add a ServiceEntry for ${host}, then make a new plan.`,
    });
  }
  const annotations = (metadata?.annotations ?? {}) as Record<string, string>;
  const waits =
    /holdApplicationUntilProxyStarts:?\s*"?:?\s*true/.test(
      annotations['proxy.istio.io/config'] ?? '',
    ) || annotations['config.linkerd.io/proxy-await'] === 'enabled';
  return answer('mesh', 'F19', {
    state: waits && unknown.length === 0 ? 'passed' : 'warning',
    params: { host, mesh: by, notRead: unknown },
    message: waits
      ? `The Pods are in a mesh (${by}); they start after its proxy.${
          unknown.length > 0 ? ' What it lets out could not be read.' : ''
        }`
      : `The Pods are in a mesh (${by}). A service that starts before the mesh's proxy does not reach ${host}, and some SDKs then give up or take the role of the node.`,
    evidence:
      'Labels, annotations and containers of the Pod template and namespace.',
    fix: 'Let the service wait for the proxy (Istio: holdApplicationUntilProxyStarts; Linkerd: proxy-await).',
  });
};

function meshOf({ world }: CheckContext): string | undefined {
  const metadata = podTemplate(world.object).metadata as Json | undefined;
  const labels = (metadata?.labels ?? {}) as Record<string, string>;
  const annotations = (metadata?.annotations ?? {}) as Record<string, string>;
  const { namespaceLabels } = world;
  const istio =
    labels['sidecar.istio.io/inject'] ??
    annotations['sidecar.istio.io/inject'] ??
    (namespaceLabels['istio-injection'] === 'enabled' ||
    namespaceLabels['istio.io/rev']
      ? 'true'
      : 'false');
  const images = containersOf(podSpec(world.object)).map(({ container }) =>
    String(container.name),
  );
  if (istio === 'true' || images.includes('istio-proxy')) {
    return 'Istio';
  }
  if (
    (annotations['linkerd.io/inject'] ??
      namespaceLabels['linkerd.io/inject']) === 'enabled'
  ) {
    return 'Linkerd';
  }
  return images.some(name =>
    /envoy|consul-(dataplane|connect)|kuma-sidecar/.test(name),
  )
    ? 'Envoy'
    : undefined;
}
