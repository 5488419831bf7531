import { Workload } from 'backstage-plugin-irsa-common';
import {
  dataKeysOf,
  detectManager,
  isNotThere,
  KINDS,
  objectPath,
  readObject,
  secretKeeperOf,
} from 'backstage-plugin-irsa-node';
import { readContent } from '../../clusters/readSecret';
import { ClusterHandle } from '../../clusters/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { Consumer, objectsOf } from './kubernetesReads';
import { isNamedIn, MountedPath, mountedPaths } from './namedPaths';
import {
  containersOf,
  Json,
  listOf,
  podSpec,
  WorkloadObject,
} from './podTemplate';
import { plainSetting } from './settings';
import { textFacts } from './textFacts';
import { ObjectFacts } from './World';

/** Names of data keys, managers and facts of the Secrets and ConfigMaps from which the workload's containers take variables or files. */
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
    // A key in a literal or a command line names no object. A path without a name would be that of the list.
    if (typeof name === 'string' && name !== '') {
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
  const detached = new Set(names.keys());
  for (const id of objectsOf(podSpec(options.object))) {
    const [kind, name] = id.split('/');
    add(kind as ObjectFacts['kind'], name);
  }
  const mounts = mountedPaths(podSpec(options.object));
  return Promise.all(
    [...names.values()].map(async ([kind, name]) => {
      const facts = await metadataFacts(cluster, kind, namespace, name);
      const maker = consumers.find(
        ({ makes = [] }) => kind === 'Secret' && makes.includes(name),
      );
      return {
        kind,
        name,
        ...facts,
        manager: facts.manager ?? maker?.id.replace('/', ' '),
        ...(facts.exists && config.readLevel === 2
          ? await contentFacts(cluster, kind, namespace, name, mounts)
          : {}),
        isDetached: detached.has(`${kind}/${name}`),
        otherUsers: consumers
          .filter(({ id, objects }) =>
            id !== self && id !== maker?.id
              ? objects.includes(`${kind}/${name}`)
              : false,
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
    const found = await readObject<{ metadata?: Json }>(
      cluster,
      objectPath(KINDS[kind], namespace, name),
      { metadataOnly: true },
    );
    return found
      ? {
          exists: true,
          keys: dataKeysOf(found.metadata),
          manager:
            managerOf(found.metadata ?? {}) ??
            (kind === 'Secret'
              ? secretKeeperOf(found.metadata ?? {})
              : undefined),
        }
      : { exists: false };
  } catch (error) {
    // It may not be looked at, which does not say that it is not there.
    return { exists: !isNotThere(error) };
  }
}

/** Names of data keys and facts of values. Values are dropped here; nothing when the object may not be read. */
async function contentFacts(
  cluster: ClusterHandle,
  kind: ObjectFacts['kind'],
  namespace: string,
  name: string,
  mountPaths: readonly MountedPath[],
): Promise<Pick<ObjectFacts, 'keys' | 'texts' | 'isImmutable'>> {
  try {
    const { values, isImmutable } = await readContent(
      cluster,
      namespace,
      kind,
      name,
    );
    return {
      keys: [...values.keys()].sort(),
      isImmutable,
      texts: Object.fromEntries(
        [...values].flatMap(([key, value]) => {
          const setting = plainSetting(kind, key, value);
          const mounts = mountPaths
            .filter(each => isNamedIn(value, each))
            .map(({ path }) => path);
          const facts = {
            ...textFacts(value, key),
            ...(setting === undefined ? {} : { setting }),
            ...(mounts.length === 0 ? {} : { mounts }),
          };
          return Object.keys(facts).length > 0 ? [[key, facts]] : [];
        }),
      ),
    };
  } catch {
    return { keys: undefined };
  }
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
  if (flux) {
    return `Flux ${flux}`;
  }
  const { kind, evidence, livePatchAllowed } = detectManager(
    metadata as Parameters<typeof detectManager>[0],
  );
  return livePatchAllowed ? undefined : `${kind}, ${evidence}`;
}
