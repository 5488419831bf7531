import {
  isNotThere,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { parse } from 'yaml';
import { ClusterHandle } from '../../clusters/types';
import {
  containersOf,
  Json,
  podSpec,
  podTemplate,
  WorkloadObject,
} from './podTemplate';

/** Where Istio keeps what holds for all namespaces, unless it was installed elsewhere. */
export const MESH_NAMESPACE = 'istio-system';

/** What Istio's own ConfigMap says for the whole mesh. */
export interface MeshSettings {
  /** `REGISTRY_ONLY` lets out only what is registered. */
  outbound?: string;
  /** Containers start after the proxy. */
  holds?: boolean;
  /** Why it is not known. */
  notRead?: string;
}

interface Placed {
  object: WorkloadObject;
  namespaceLabels: Record<string, string>;
  namespaceAnnotations?: Record<string, string>;
}

/** Labels and annotations of the Pod template. */
export function podMarks({ object }: Pick<Placed, 'object'>): {
  labels: Record<string, string>;
  annotations: Record<string, string>;
} {
  const metadata = podTemplate(object).metadata as Json | undefined;
  return {
    labels: (metadata?.labels ?? {}) as Record<string, string>,
    annotations: (metadata?.annotations ?? {}) as Record<string, string>,
  };
}

/** The mesh whose proxy the Pods get, by its name; `undefined` for none. */
export function meshOf(world: Placed): string | undefined {
  const { labels, annotations } = podMarks(world);
  const { namespaceLabels, namespaceAnnotations = {} } = world;
  const names = containersOf(podSpec(world.object)).map(({ container }) =>
    String(container.name),
  );
  const istio =
    labels['sidecar.istio.io/inject'] ??
    annotations['sidecar.istio.io/inject'] ??
    String(
      namespaceLabels['istio-injection'] === 'enabled' ||
        namespaceLabels['istio.io/rev'] !== undefined,
    );
  if (istio === 'true' || names.includes('istio-proxy')) {
    return 'Istio';
  }
  const mode =
    labels['istio.io/dataplane-mode'] ??
    namespaceLabels['istio.io/dataplane-mode'];
  if (mode === 'ambient') {
    return 'Istio without sidecars';
  }
  if (
    /^(enabled|ingress)$/.test(
      annotations['linkerd.io/inject'] ??
        namespaceAnnotations['linkerd.io/inject'] ??
        namespaceLabels['linkerd.io/inject'],
    )
  ) {
    return 'Linkerd';
  }
  if (annotations['consul.hashicorp.com/connect-inject'] === 'true') {
    return 'Consul';
  }
  const kuma =
    labels['kuma.io/sidecar-injection'] ??
    annotations['kuma.io/sidecar-injection'] ??
    namespaceLabels['kuma.io/sidecar-injection'];
  if (/^(enabled|true)$/.test(kuma)) {
    return 'Kuma';
  }
  return names.some(name =>
    /envoy|consul-(dataplane|connect)|kuma-sidecar/.test(name),
  )
    ? 'Envoy'
    : undefined;
}

/** What holds for the whole mesh; `undefined` when the Pods get no proxy of Istio. Never throws. */
export async function readMesh(
  cluster: ClusterHandle,
  world: Placed,
): Promise<MeshSettings | undefined> {
  if (meshOf(world) !== 'Istio') {
    return undefined;
  }
  const revision =
    podMarks(world).labels['istio.io/rev'] ??
    world.namespaceLabels['istio.io/rev'];
  const name =
    revision && revision !== 'default' ? `istio-${revision}` : 'istio';
  try {
    const found = await readObject<Json>(
      cluster,
      objectPath(KINDS.ConfigMap, MESH_NAMESPACE, name),
    );
    return found
      ? settingsIn(String((found.data as Json | undefined)?.mesh ?? ''))
      : { notRead: `ConfigMap ${MESH_NAMESPACE}/${name} is not there` };
  } catch (error) {
    return {
      notRead: isNotThere(error)
        ? `ConfigMap ${MESH_NAMESPACE}/${name} is not there`
        : (error as Error).message,
    };
  }
}

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/ */
export function settingsIn(text: string): MeshSettings {
  try {
    const mesh = (parse(text) ?? {}) as Json;
    const policy = mesh.outboundTrafficPolicy as Json | undefined;
    const proxy = mesh.defaultConfig as Json | undefined;
    return {
      // The documented default.
      outbound: String(policy?.mode ?? 'ALLOW_ANY'),
      holds: proxy?.holdApplicationUntilProxyStarts === true,
    };
  } catch {
    // The text of a parser may quote what it read.
    return { notRead: 'the settings of the mesh are no YAML' };
  }
}
