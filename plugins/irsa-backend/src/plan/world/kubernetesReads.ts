import {
  isClusterError,
  kindChangedInPlace,
  KINDS,
  KnownKind,
  listAll,
  listPath,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { readCustomConsumers } from './customConsumers';
import {
  containersOf,
  Json,
  listOf,
  podSpec,
  WorkloadObject,
} from './podTemplate';

/** Who runs as which ServiceAccount and refers to which Secrets and ConfigMaps. */
export interface Consumer {
  /** `Kind/name`. */
  id: string;
  serviceAccounts: string[];
  /** `Secret/name`, `ConfigMap/name`. */
  objects: string[];
  /** Names of the Secrets that it makes, or fills. */
  makes?: string[];
}

/** All consumers of a namespace, and the kinds that could not be listed. */
export interface Consumers {
  all: Consumer[];
  unknown: string[];
}

const TEMPLATES = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.CronJob,
  KINDS.ReplicationController,
] as const;
const MADE = [KINDS.ReplicaSet, KINDS.Job, KINDS.Pod] as const;

/**
 * Whoever runs as a ServiceAccount or would start as one: templates whatever their scale, custom resources, and Pods and Jobs, which
 * count for what made them. Of a Pod that an operator made, the operator's resource need not name the ServiceAccount.
 */
export async function readConsumers(
  cluster: ClusterHandle,
  namespace: string,
): Promise<Consumers> {
  const unknown: string[] = [];
  const list = async (kind: KnownKind): Promise<WorkloadObject[]> => {
    try {
      const items = await listAll<WorkloadObject>(
        cluster,
        listPath(kind, namespace),
      );
      return items.map(item => ({ ...item, kind: kind.kind }));
    } catch (error) {
      if (!isClusterError(error, 'forbidden')) {
        throw error;
      }
      unknown.push(kind.kind);
      return [];
    }
  };
  const [templates, made, custom] = await Promise.all([
    Promise.all(TEMPLATES.map(list)),
    Promise.all(MADE.map(list)),
    readCustomConsumers(cluster, namespace),
  ]);
  const makers = new Map(
    [...templates, ...made].flat().map(item => [idOf(item), item]),
  );
  const found = [
    ...templates.flat().map(item => consumerOf(idOf(item), item)),
    ...made.flat().flatMap(item => {
      // A template that is scaled to zero, such as of an old revision, starts nothing by itself.
      if (item.kind === 'ReplicaSet' && ownerOf(item)) {
        return [];
      }
      const maker = makerOf(item, makers);
      // Without the list of its kind, what made the maker is not known; that the kind was not listed is said.
      return unknown.some(kind => maker.startsWith(`${kind}/`))
        ? []
        : consumerOf(maker, item);
    }),
    ...custom.all,
  ];
  return { all: merged(found), unknown: [...unknown, ...custom.unknown] };
}

function idOf(item: WorkloadObject): string {
  return `${item.kind}/${item.metadata?.name}`;
}

function ownerOf(item: WorkloadObject): Json | undefined {
  return listOf(item.metadata, 'ownerReferences').find(
    owner => owner.controller === true,
  );
}

/** The first in the chain of controllers, such as the CronJob of a Pod of a Job. */
function makerOf(
  item: WorkloadObject,
  makers: ReadonlyMap<string, WorkloadObject>,
): string {
  let id = idOf(item);
  let current: WorkloadObject | undefined = item;
  // Chains are short; a circle would be an error of the cluster.
  for (let depth = 0; current && depth < 5; depth += 1) {
    const owner = ownerOf(current);
    if (!owner) {
      return id;
    }
    id = `${owner.kind}/${owner.name}`;
    if (kindChangedInPlace(String(owner.kind))) {
      return id;
    }
    current = makers.get(id);
  }
  return id;
}

function consumerOf(id: string, item: WorkloadObject): Consumer {
  const spec = podSpec(item);
  return {
    id,
    serviceAccounts: [
      (spec.serviceAccountName as string | undefined) ?? 'default',
    ],
    objects: objectsOf(spec),
  };
}

function merged(found: readonly Consumer[]): Consumer[] {
  const byId = new Map<string, Consumer>();
  for (const { id, serviceAccounts, objects, makes = [] } of found) {
    const known = byId.get(id);
    const made = [...new Set([...(known?.makes ?? []), ...makes])];
    byId.set(id, {
      id,
      ...(made.length > 0 ? { makes: made } : {}),
      serviceAccounts: [
        ...new Set([...(known?.serviceAccounts ?? []), ...serviceAccounts]),
      ],
      objects: [...new Set([...(known?.objects ?? []), ...objects])],
    });
  }
  return [...byId.values()];
}

/** `Secret/name` and `ConfigMap/name` of everything that a PodSpec takes variables or files from. */
export function objectsOf(spec: Json): string[] {
  const found = new Set<string>();
  const add = (kind: string, reference: unknown, field = 'name') => {
    const name = (reference as Json | undefined)?.[field];
    if (typeof name === 'string') {
      found.add(`${kind}/${name}`);
    }
  };
  for (const volume of listOf(spec, 'volumes')) {
    add('Secret', volume.secret, 'secretName');
    add('ConfigMap', volume.configMap);
    for (const source of listOf(volume.projected as Json, 'sources')) {
      add('Secret', source.secret);
      add('ConfigMap', source.configMap);
    }
  }
  for (const { container } of containersOf(spec)) {
    for (const variable of listOf(container, 'env')) {
      const from = variable.valueFrom as Json | undefined;
      add('Secret', from?.secretKeyRef);
      add('ConfigMap', from?.configMapKeyRef);
    }
    for (const source of listOf(container, 'envFrom')) {
      add('Secret', source.secretRef);
      add('ConfigMap', source.configMapRef);
    }
  }
  return [...found];
}
