import {
  discoverKinds,
  DiscoveredKind,
  isClusterError,
  isNotThere,
  KINDS,
  listAll,
  listPages,
  listPath,
  METADATA_LIST,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { readValues } from '../clusters/readSecret';
import { ClusterHandle } from '../clusters/types';
import { releaseFacts } from './releaseFacts';
import { fieldsOf, textOf } from './subject';
import { Answer, Json, Lookup } from './types';

/** Makes lookups, with one look at the kinds of each cluster. */
export class LookupReader {
  private readonly kinds = new Map<string, ReturnType<typeof discoverKinds>>();

  constructor(
    private readonly handles: ReadonlyMap<string, ClusterHandle>,
    private readonly readLevel: 0 | 1 | 2,
  ) {}

  async read(lookup: Lookup): Promise<Answer> {
    const cluster = this.handles.get(lookup.cluster);
    if (!cluster) {
      return {
        state: 'notRead',
        why: `Cluster ${lookup.cluster} is not known any more.`,
      };
    }
    switch (lookup.what) {
      case 'release':
        return this.release(cluster, lookup.namespace, lookup.name);
      case 'marks':
        return this.marks(cluster, lookup);
      default:
        return this.objects(cluster, lookup);
    }
  }

  private async marks(
    cluster: ClusterHandle,
    { kind, namespace, name }: Lookup & { what: 'marks' },
  ): Promise<Answer> {
    if (kind === 'Secret' && this.readLevel === 0) {
      return {
        state: 'notRead',
        why: `Who keeps Secret ${namespace}/${name} is not known: no Secret is looked at (irsa.readLevel: 0).`,
      };
    }
    try {
      const object = await readObject<Json>(
        cluster,
        objectPath(KINDS[kind], namespace, name),
        { metadataOnly: true },
      );
      return object
        ? { state: 'found', objects: [object] }
        : { state: 'absent' };
    } catch (error) {
      return notRead(error, cluster, `get ${KINDS[kind].plural}`);
    }
  }

  private async objects(
    cluster: ClusterHandle,
    lookup: Lookup & { what: 'objects' },
  ): Promise<Answer> {
    const [kindName] = lookup.kind.split('.');
    const group = lookup.kind.slice(kindName.length + 1);
    try {
      const kind = await this.kindOf(cluster, kindName, group);
      if (!kind) {
        return { state: 'absent' };
      }
      if (lookup.namespace !== undefined) {
        const object = await readObject<Json>(
          cluster,
          objectPath(kind, lookup.namespace, lookup.name),
        );
        return object
          ? { state: 'found', objects: [object] }
          : { state: 'absent' };
      }
      const objects = await listAll<Json>(cluster, listPath(kind), {
        fieldSelector: `metadata.name=${lookup.name}`,
      });
      return { state: 'found', objects };
    } catch (error) {
      if (isNotThere(error)) {
        return { state: 'absent' };
      }
      const verb = lookup.namespace === undefined ? 'list' : 'get';
      return notRead(error, cluster, `${verb} ${kindName} of ${group}`);
    }
  }

  private async kindOf(
    cluster: ClusterHandle,
    name: string,
    group: string,
  ): Promise<DiscoveredKind | undefined> {
    const known =
      this.kinds.get(cluster.name) ??
      discoverKinds(
        cluster,
        each => each === 'argoproj.io' || each.endsWith('.toolkit.fluxcd.io'),
      );
    this.kinds.set(cluster.name, known);
    const { kinds, unread } = await known;
    const broken = unread.find(
      each => each.group === group || each.group === '*',
    );
    if (broken) {
      throw broken.error;
    }
    return kinds.find(each => each.kind === name && each.group === group);
  }

  /** The Secret of the last release that was rolled out. */
  private async release(
    cluster: ClusterHandle,
    namespace: string,
    name: string,
  ): Promise<Answer> {
    if (this.readLevel < 2) {
      return {
        state: 'notRead',
        why: `The release ${namespace}/${name} of Helm is kept in a Secret, whose values are read at read level 2 only (irsa.readLevel).`,
      };
    }
    try {
      const secrets: Json[] = [];
      await listPages<Json>(
        cluster,
        {
          path: listPath(KINDS.Secret, namespace),
          query: { labelSelector: `owner=helm,name=${name},status=deployed` },
          headers: { Accept: METADATA_LIST },
        },
        ({ items }) => {
          secrets.push(...items);
        },
      );
      const [latest] = secrets
        .flatMap(({ metadata }) => textOf(fieldsOf(metadata).name) ?? [])
        .sort((a, b) => versionOf(b) - versionOf(a));
      if (!latest) {
        return { state: 'absent' };
      }
      const values = await readValues(cluster, namespace, 'Secret', latest, [
        'release',
      ]);
      const release = releaseFacts(values.get('release') ?? '');
      return release
        ? { state: 'release', release }
        : {
            state: 'notRead',
            why: `Secret ${namespace}/${latest} is not a release of Helm that could be understood.`,
          };
    } catch (error) {
      return isNotThere(error)
        ? { state: 'absent' }
        : notRead(error, cluster, `list and get secrets in ${namespace}`);
    }
  }
}

function versionOf(secret: string): number {
  return Number(/\.v(\d+)$/.exec(secret)?.[1] ?? 0);
}

function notRead(
  error: unknown,
  cluster: ClusterHandle,
  right: string,
): Answer {
  return {
    state: 'notRead',
    why: isClusterError(error, 'forbidden')
      ? `The portal may not ${right} in cluster ${cluster.name}. Give it that right (docs/manifests/portal-rbac.yaml).`
      : `Cluster ${cluster.name} did not answer when asked to ${right} (${
          isClusterError(error) ? error.details.kind : (error as Error).name
        }). Make a new plan to try again.`,
  };
}
