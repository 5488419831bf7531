import {
  discoverKinds,
  isNotThere,
  KubernetesKind,
  listAll,
  listPath,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { MESH_NAMESPACE } from './mesh';
import { Json } from './podTemplate';

/**
 * Kinds around a workload that decide whether it works with a role: who may talk to whom, who scales, what limits. Each is read
 * where the cluster has it; docs/manifests/portal-rbac.yaml gives the rights.
 */
export const SURROUNDING_KINDS = [
  { group: '', kind: 'LimitRange' },
  { group: '', kind: 'ResourceQuota' },
  { group: '', kind: 'PersistentVolumeClaim' },
  { group: 'argoproj.io', kind: 'Rollout' },
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
  { group: 'cilium.io', kind: 'CiliumClusterwideNetworkPolicy' },
  { group: 'cilium.io', kind: 'CiliumNetworkPolicy' },
  { group: 'crd.antrea.io', kind: 'ClusterNetworkPolicy' },
  { group: 'crd.antrea.io', kind: 'NetworkPolicy' },
  { group: 'crd.projectcalico.org', kind: 'GlobalNetworkPolicy' },
  { group: 'crd.projectcalico.org', kind: 'NetworkPolicy' },
  { group: 'flagger.app', kind: 'Canary' },
  { group: 'k8s.ovn.org', kind: 'EgressFirewall' },
  { group: 'keda.sh', kind: 'ClusterTriggerAuthentication' },
  { group: 'keda.sh', kind: 'ScaledObject' },
  { group: 'keda.sh', kind: 'TriggerAuthentication' },
  { group: 'network.openshift.io', kind: 'EgressNetworkPolicy' },
  // What is registered in one namespace may be for all.
  { group: 'networking.istio.io', kind: 'ServiceEntry', in: 'everywhere' },
  { group: 'networking.istio.io', kind: 'Sidecar', in: 'mesh' },
  { group: 'networking.k8s.aws', kind: 'ApplicationNetworkPolicy' },
  { group: 'networking.k8s.aws', kind: 'ClusterNetworkPolicy' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'node.k8s.io', kind: 'RuntimeClass' },
  { group: 'policy', kind: 'PodDisruptionBudget' },
  { group: 'policy.networking.k8s.io', kind: 'AdminNetworkPolicy' },
  { group: 'policy.networking.k8s.io', kind: 'BaselineAdminNetworkPolicy' },
  { group: 'policy.networking.k8s.io', kind: 'ClusterNetworkPolicy' },
  { group: 'projectcalico.org', kind: 'GlobalNetworkPolicy' },
  { group: 'projectcalico.org', kind: 'NetworkPolicy' },
  { group: 'vpcresources.k8s.aws', kind: 'SecurityGroupPolicy' },
] as const;

/** `NetworkPolicy.networking.k8s.io`; `ResourceQuota` for the core group. */
type NameOf<K> = K extends { group: infer G; kind: infer N }
  ? G extends ''
    ? N
    : `${N & string}.${G & string}`
  : never;
/** A kind of `SURROUNDING_KINDS`. */
export type SurroundingKind = NameOf<(typeof SURROUNDING_KINDS)[number]>;

/** What is around a workload: objects of its namespace and of the cluster. */
export interface Surroundings {
  /** Objects by kind; a kind that the cluster does not have has none. */
  items: Partial<Record<SurroundingKind, Json[]>>;
  /** Kinds that may be there and could not be read, with the reason. */
  notRead: Partial<Record<SurroundingKind, string>>;
}

/** The objects of these kinds, each with its kind, and those of them that are not known. */
export function around(
  { items, notRead }: Surroundings,
  kinds: readonly SurroundingKind[],
): { found: { kind: SurroundingKind; object: Json }[]; unknown: string[] } {
  return {
    found: kinds.flatMap(kind =>
      (items[kind] ?? []).map(object => ({ kind, object })),
    ),
    unknown: kinds.flatMap(kind =>
      notRead[kind] === undefined ? [] : `${kind} (${notRead[kind]})`,
    ),
  };
}

const CORE = ['LimitRange', 'ResourceQuota', 'PersistentVolumeClaim'] as const;
const CORE_KINDS: KubernetesKind[] = CORE.map(kind => ({
  group: '',
  version: 'v1',
  kind,
  plural: `${kind.toLowerCase()}s`,
  namespaced: true,
}));

function nameOf({ group, kind }: { group: string; kind: string }) {
  return (group ? `${kind}.${group}` : kind) as SurroundingKind;
}

const NAMES: ReadonlySet<string> = new Set(SURROUNDING_KINDS.map(nameOf));

/** Reads everything around a workload. Never throws: what could not be read is named in the answer. */
export async function readSurroundings(
  cluster: ClusterHandle,
  namespace: string,
): Promise<Surroundings> {
  const groups = new Set<string>(SURROUNDING_KINDS.map(({ group }) => group));
  const result: Surroundings = { items: {}, notRead: {} };
  const mark = (group: string, why: string) => {
    for (const known of SURROUNDING_KINDS) {
      if (known.group !== '' && (group === '*' || known.group === group)) {
        result.notRead[nameOf(known)] = why;
      }
    }
  };
  let kinds: KubernetesKind[] = [];
  try {
    const found = await discoverKinds(cluster, group => groups.has(group));
    kinds = found.kinds;
    found.unread.forEach(({ group, error }) => mark(group, reason(error)));
  } catch (error) {
    mark('*', reason(error));
  }
  await Promise.all(
    [...CORE_KINDS, ...kinds].map(async kind => {
      const name = nameOf(kind);
      if (!NAMES.has(name)) {
        return;
      }
      try {
        const lists = await Promise.all(
          placesOf(name, namespace).map(place =>
            listAll<Json>(cluster, listPath(kind, place)),
          ),
        );
        result.items[name] = lists.flat();
      } catch (error) {
        if (!isNotThere(error)) {
          result.notRead[name] = reason(error);
        }
      }
    }),
  );
  return result;
}

/** Namespaces to list; `undefined` for all. */
function placesOf(
  name: SurroundingKind,
  namespace: string,
): (string | undefined)[] {
  const known = SURROUNDING_KINDS.find(each => nameOf(each) === name);
  const where = known && 'in' in known ? known.in : undefined;
  if (where === 'everywhere') {
    return [undefined];
  }
  return where === 'mesh' && namespace !== MESH_NAMESPACE
    ? [namespace, MESH_NAMESPACE]
    : [namespace];
}

function reason(error: unknown): string {
  return (error as Error).message;
}
