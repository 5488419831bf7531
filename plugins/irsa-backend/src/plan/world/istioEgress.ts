import { addressesIn } from './addresses';
import { fitsHost } from './fitsHost';
import { matchesSelector } from './labelSelector';
import { MESH_NAMESPACE, podMarks } from './mesh';
import { Json, listOf } from './podTemplate';
import { World } from './World';

type Meshed = Pick<
  World,
  'object' | 'request' | 'surroundings' | 'mesh' | 'namespaceLabels'
>;

/** What Istio lets out of the Pods to a host that is not of the mesh. */
interface IstioEgress {
  /** `closed`: only what is registered, and the host is not. `registered`: it is. `past`: calls go past the proxy. */
  state: 'open' | 'closed' | 'registered' | 'past';
  /** The objects that say so. */
  by: string[];
}

/**
 * https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/ and, for which Sidecar counts,
 * https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export function istioEgress(world: Meshed, host: string): IstioEgress {
  const past = goesPast(world);
  if (past) {
    return { state: 'past', by: [past] };
  }
  const sidecar = sidecarOf(world);
  const spec = (sidecar?.spec ?? {}) as Json;
  const own = (spec.outboundTrafficPolicy as Json | undefined)?.mode;
  const mode = own ?? world.mesh?.outbound;
  if (mode !== 'REGISTRY_ONLY') {
    return { state: 'open', by: [] };
  }
  const by = own
    ? `Sidecar ${nameOf(sidecar!)} of Istio`
    : 'The mesh (outboundTrafficPolicy of Istio)';
  const registered = (
    world.surroundings.items['ServiceEntry.networking.istio.io'] ?? []
  ).filter(entry => registers(entry, host, world, listOf(spec, 'egress')));
  return registered.length > 0
    ? {
        state: 'registered',
        by: registered.map(entry => `ServiceEntry ${nameOf(entry)}`),
      }
    : { state: 'closed', by: [by] };
}

function goesPast(world: Meshed): string | undefined {
  const { annotations } = podMarks(world);
  const excluded = annotations['traffic.sidecar.istio.io/excludeOutboundPorts'];
  if (excluded?.split(/[\s,]+/).includes('443')) {
    return 'traffic.sidecar.istio.io/excludeOutboundPorts';
  }
  const included =
    annotations['traffic.sidecar.istio.io/includeOutboundIPRanges'];
  return included !== undefined && !isCaptured(included)
    ? 'traffic.sidecar.istio.io/includeOutboundIPRanges'
    : undefined;
}

/** Whether the proxy gets calls to what a host outside could be; a private address may be an endpoint of AWS in the VPC. */
function isCaptured(ranges: string): boolean {
  const blocks = ranges
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(cidr => ({ cidr, except: [] }));
  return (
    blocks.some(({ cidr }) => cidr === '*') || addressesIn(blocks) !== 'nothing'
  );
}

/** The one that selects the Pods, else that of the namespace, else that of the mesh. */
function sidecarOf(world: Meshed): Json | undefined {
  const { labels } = podMarks(world);
  const { namespace } = world.request.workload;
  const all = world.surroundings.items['Sidecar.networking.istio.io'] ?? [];
  const selectorOf = (sidecar: Json) =>
    ((sidecar.spec as Json | undefined)?.workloadSelector as Json | undefined)
      ?.labels as Record<string, string> | undefined;
  const within = all.filter(each => namespaceOf(each, namespace) === namespace);
  return (
    within.find(each => {
      const matchLabels = selectorOf(each);
      return matchLabels && matchesSelector({ matchLabels }, labels);
    }) ??
    within.find(each => !selectorOf(each)) ??
    all.find(
      each =>
        namespaceOf(each, namespace) === MESH_NAMESPACE && !selectorOf(each),
    )
  );
}

function registers(
  entry: Json,
  host: string,
  world: Meshed,
  egress: readonly Json[],
): boolean {
  const { namespace } = world.request.workload;
  const spec = (entry.spec ?? {}) as Json;
  const from = namespaceOf(entry, namespace);
  const exported = (spec.exportTo as string[] | undefined) ?? ['*'];
  const isSeen = exported.some(
    to => to === '*' || to === namespace || (to === '.' && from === namespace),
  );
  const hosts = ((spec.hosts ?? []) as string[]).filter(name =>
    fitsHost(name, host),
  );
  const ports = listOf(spec, 'ports');
  const hasPort =
    ports.length === 0 || ports.some(({ number }) => Number(number) === 443);
  const listed = egress.flatMap(rule => (rule.hosts ?? []) as string[]);
  return (
    isSeen &&
    hasPort &&
    hosts.some(
      name =>
        listed.length === 0 ||
        listed.some(each => {
          const [of, wanted] = each.split('/');
          const isNamespace =
            of === '*' || of === from || (of === '.' && from === namespace);
          return isNamespace && (wanted === '*' || fitsHost(wanted, name));
        }),
    )
  );
}

function namespaceOf(object: Json, otherwise: string): string {
  return String((object.metadata as Json | undefined)?.namespace ?? otherwise);
}

function nameOf(object: Json): string {
  return String((object.metadata as Json).name);
}
