import { Workload } from 'backstage-plugin-irsa-common';
import { ClusterHandle } from '../../clusters/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { Consumer, objectPath } from './kubernetesReads';
import {
  containersOf,
  Json,
  listOf,
  podSpec,
  WorkloadObject,
} from './podTemplate';
import { ObjectFacts } from './World';

/** Names of data keys and managers of the Secrets and ConfigMaps from which the workload's containers take variables or files. */
export async function readObjectFacts(options: {
  cluster: ClusterHandle;
  config: IrsaConfig;
  namespace: string;
  workload: Workload;
  object: WorkloadObject;
  consumers: Consumer[];
  self: string;
}): Promise<ObjectFacts[]> {
  const { cluster, config, namespace, workload, consumers, self } = options;
  const names = new Map<string, [ObjectFacts['kind'], string]>();
  const add = (kind: ObjectFacts['kind'], name: unknown) => {
    if (typeof name === 'string') {
      names.set(`${kind}/${name}`, [kind, name]);
    }
  };
  for (const { objectKind, objectName } of workload.references) {
    add(objectKind ?? 'Secret', objectName);
  }
  for (const { container } of containersOf(podSpec(options.object))) {
    for (const source of listOf(container, 'envFrom')) {
      add('Secret', (source.secretRef as Json | undefined)?.name);
      add('ConfigMap', (source.configMapRef as Json | undefined)?.name);
    }
  }
  return Promise.all(
    [...names.values()].map(async ([kind, name]) => {
      const facts = await metadataFacts(cluster, kind, namespace, name);
      return {
        kind,
        name,
        ...facts,
        ...(facts.exists && config.readLevel === 2
          ? { keys: await keyNames(cluster, kind, namespace, name) }
          : {}),
        otherUsers: consumers
          .filter(({ id, objects }) =>
            id !== self ? objects.includes(`${kind}/${name}`) : false,
          )
          .map(({ id }) => id),
      };
    }),
  );
}

type Facts = Pick<ObjectFacts, 'exists' | 'keys' | 'manager'>;

async function metadataFacts(
  cluster: ClusterHandle,
  kind: ObjectFacts['kind'],
  namespace: string,
  name: string,
): Promise<Facts> {
  try {
    const { metadata = {} } = await cluster.request<{ metadata?: Json }>({
      path: objectPath(pluralOf(kind), namespace, name),
      headers: {
        Accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      },
    });
    return {
      exists: true,
      keys: keysFromManagedFields(metadata),
      manager: managerOf(metadata),
    };
  } catch (error) {
    return { exists: (error as Error).name !== 'NotFoundError' };
  }
}

/** The one place that is handed values: only the names leave it. */
async function keyNames(
  cluster: ClusterHandle,
  kind: ObjectFacts['kind'],
  namespace: string,
  name: string,
): Promise<string[] | undefined> {
  try {
    const { data, binaryData } = await cluster.request<{
      data?: Json;
      binaryData?: Json;
    }>({ path: objectPath(pluralOf(kind), namespace, name) });
    return [
      ...Object.keys(data ?? {}),
      ...Object.keys(binaryData ?? {}),
    ].sort();
  } catch {
    return undefined;
  }
}

/** `undefined` when nobody recorded the fields: that is not the same as no keys. */
function keysFromManagedFields(metadata: Json): string[] | undefined {
  const keys = listOf(metadata, 'managedFields').flatMap(entry => {
    const fields = (entry.fieldsV1 ?? {}) as Record<string, Json | undefined>;
    return ['f:data', 'f:stringData', 'f:binaryData'].flatMap(field =>
      Object.keys(fields[field] ?? {})
        .filter(key => key.startsWith('f:'))
        .map(key => key.slice(2)),
    );
  });
  return keys.length > 0 ? [...new Set(keys)].sort() : undefined;
}

function managerOf(metadata: Json): string | undefined {
  const owner = listOf(metadata, 'ownerReferences').find(
    ({ controller }) => controller === true,
  );
  if (owner) {
    return `${owner.kind} ${owner.name}`;
  }
  const annotations = (metadata.annotations ?? {}) as Record<string, string>;
  const labels = (metadata.labels ?? {}) as Record<string, string>;
  if (annotations['meta.helm.sh/release-name']) {
    return `Helm release ${annotations['meta.helm.sh/release-name']}`;
  }
  if (annotations['argocd.argoproj.io/tracking-id']) {
    return `Argo CD ${annotations['argocd.argoproj.io/tracking-id']}`;
  }
  const flux =
    labels['kustomize.toolkit.fluxcd.io/name'] ??
    labels['helm.toolkit.fluxcd.io/name'];
  return flux && `Flux ${flux}`;
}

function pluralOf(kind: ObjectFacts['kind']): string {
  return kind === 'Secret' ? 'secrets' : 'configmaps';
}
