import {
  discoverKinds,
  isClusterError,
  isNotThere,
  listAll,
  listPath,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle, ClusterRegistry } from '../clusters/types';
import { Feeder, feedersIn } from './feeders';
import { Json } from './types';

const GROUPS = new Map([
  ['Application', 'argoproj.io'],
  ['Kustomization', 'kustomize.toolkit.fluxcd.io'],
  ['HelmRelease', 'helm.toolkit.fluxcd.io'],
  ['GitRepository', 'source.toolkit.fluxcd.io'],
  ['HelmChart', 'source.toolkit.fluxcd.io'],
]);

/** What is applied from Git, as far as it could be read. */
export interface FeedersRead {
  feeders: Feeder[];
  /** Clusters whose part is not known, with the reason for people. */
  notRead: { cluster: string; why: string }[];
}

/** Reads everything that brings places in Git into the clusters of the portal. Never throws. */
export async function readFeeders(
  clusters: Pick<ClusterRegistry, 'all' | 'leftOut'>,
): Promise<FeedersRead> {
  const all = clusters.all();
  const known = all.map(({ name, config }) => ({
    name,
    server: config.server,
  }));
  const found: FeedersRead = {
    feeders: [],
    notRead: clusters.leftOut().map(({ name, key, reason }) => ({
      cluster: name ?? key,
      why: reason,
    })),
  };
  await Promise.all(
    all.map(async cluster => {
      try {
        const objects = await readObjects(cluster);
        found.feeders.push(...feedersIn(cluster.name, objects, known));
      } catch (error) {
        found.notRead.push({ cluster: cluster.name, why: inWords(error) });
      }
    }),
  );
  return found;
}

async function readObjects(
  cluster: ClusterHandle,
): Promise<Map<string, Json[]>> {
  const wanted = [...GROUPS];
  const { kinds, unread } = await discoverKinds(cluster, group =>
    wanted.some(([, each]) => each === group),
  );
  const broken = unread.find(
    ({ group }) => group === '*' || wanted.some(([, each]) => each === group),
  );
  if (broken) {
    throw broken.error;
  }
  const lists = await Promise.all(
    wanted.map(async ([name, group]): Promise<[string, Json[]]> => {
      const kind = kinds.find(
        each => each.kind === name && each.group === group,
      );
      return [name, kind ? await listOf(cluster, listPath(kind)) : []];
    }),
  );
  return new Map(lists);
}

async function listOf(cluster: ClusterHandle, path: string): Promise<Json[]> {
  try {
    return await listAll<Json>(cluster, path);
  } catch (error) {
    if (isNotThere(error)) {
      return [];
    }
    throw error;
  }
}

function inWords(error: unknown): string {
  return isClusterError(error, 'forbidden')
    ? 'the portal may not list Applications of Argo CD and objects of Flux there (docs/manifests/portal-rbac.yaml)'
    : `it did not answer (${
        isClusterError(error) ? error.details.kind : (error as Error).name
      })`;
}
