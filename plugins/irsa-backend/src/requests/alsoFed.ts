import {
  ChangeImpossibleError,
  ChangeRepository,
  kustomizationIn,
  walkKustomize,
} from 'backstage-plugin-irsa-node';
import { WorkloadRef } from 'backstage-plugin-irsa-common';
import { AlsoFed } from '../plan/types';
import { Feeder } from '../sources/feeders';
import { FeedersRead } from '../sources/readFeeders';
import { isChangeHostError } from './isChangeHostError';
import { readPlace } from './readPlace';

/** Folders of others that are read for one change. A repository for a whole fleet may have more. */
const MOST_READ = 60;

/** The files of a change, and whose it is. */
export interface ChangedFiles {
  /** Address of the repository. */
  url: string;
  base: string;
  /** Of the branch. */
  commit: string;
  /** From the root. */
  paths: readonly string[];
  /** What is to be changed; what brings the files to it is no other. */
  workload: Pick<WorkloadRef, 'cluster' | 'namespace'>;
  keeper?: string;
}

/** Reads each folder of others once. */
class Reading {
  private readonly known = new Map<string, ReadonlySet<string> | undefined>();

  constructor(
    private readonly repository: ChangeRepository,
    private readonly changed: ChangedFiles,
  ) {}

  async isFed(feeder: Feeder): Promise<'yes' | 'no' | 'notKnown'> {
    const { path, role, format } = feeder;
    const { paths } = this.changed;
    const isBelow = paths.some(each => isWithin(each, feeder));
    if (role !== 'manifests' || /^(manifests|helm)$/.test(format ?? '')) {
      return isBelow ? 'yes' : 'no';
    }
    if (!this.known.has(path) && this.known.size >= MOST_READ) {
      return 'notKnown';
    }
    try {
      const taken = await this.takenOver(path);
      return (taken ? paths.some(each => taken.has(each)) : isBelow)
        ? 'yes'
        : 'no';
    } catch (error) {
      if (isChangeHostError(error) && error.kind === 'notFound') {
        return 'no';
      }
      if (error instanceof ChangeImpossibleError) {
        return isBelow ? 'yes' : 'notKnown';
      }
      throw error;
    }
  }

  /** What the kustomization of a folder takes over; undefined when there is none. */
  private async takenOver(
    path: string,
  ): Promise<ReadonlySet<string> | undefined> {
    if (!this.known.has(path)) {
      const { files, notRead } = await readPlace(
        this.repository,
        this.changed.commit,
        path,
      );
      const own = kustomizationIn(files, path);
      const tree = own && walkKustomize(files, path, notRead);
      this.known.set(
        path,
        tree ? new Set([...tree.kustomizations, ...tree.objects]) : undefined,
      );
    }
    return this.known.get(path);
  }
}

/**
 * Where else the files of a change come to: other clusters, other namespaces, by the same folder, by one above it, or by a kustomization that
 * takes it over. A cluster that could not be read is one of them, since it may. Throws ChangeHostError when the host does not answer.
 */
export async function alsoFed(
  repository: ChangeRepository,
  changed: ChangedFiles,
  { feeders, notRead }: FeedersRead,
): Promise<AlsoFed[]> {
  const { defaultBranch } = await repository.facts();
  const branchOf = ({ revision }: Feeder) =>
    !revision || revision === 'HEAD'
      ? defaultBranch
      : revision.replace(/^refs\/heads\//, '');
  const candidates = feeders.filter(
    each =>
      repositoryKey(each.url) === repositoryKey(changed.url) &&
      branchOf(each) === changed.base &&
      !isOwn(each, changed),
  );
  const reading = new Reading(repository, changed);
  const found: AlsoFed[] = [];
  for (const feeder of candidates) {
    const answer = await reading.isFed(feeder);
    if (answer !== 'no') {
      found.push(inWords(feeder, changed, answer));
    }
  }
  const all = [
    ...found,
    ...notRead.map(
      ({ cluster, why }): AlsoFed => ({
        cluster,
        namespace: changed.workload.namespace,
        words: `cluster ${cluster}, which could not be read`,
        isRead: false,
        why,
      }),
    ),
  ];
  const byId = new Map(all.map(each => [idOf(each), each]));
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** Those that were not there when a plan was made. */
export function newlyFed(
  now: readonly AlsoFed[],
  then: readonly AlsoFed[] = [],
): AlsoFed[] {
  const known = new Set(then.map(idOf));
  return now.filter(each => !known.has(idOf(each)));
}

/** As it is kept with a plan: what was in the way of reading says something else each time. */
export function asPlanned(found: readonly AlsoFed[]): AlsoFed[] {
  return found.map(({ why, ...rest }) => rest);
}

function idOf({ cluster, words }: AlsoFed): string {
  return JSON.stringify([cluster ?? '', words]);
}

function isOwn(
  { cluster, keeper, namespace }: Feeder,
  { workload, keeper: own }: ChangedFiles,
): boolean {
  return (
    cluster === workload.cluster &&
    (keeper === own ||
      namespace === undefined ||
      namespace === workload.namespace)
  );
}

function inWords(
  { keeper, cluster, destination, namespace }: Feeder,
  { workload }: ChangedFiles,
  answer: 'yes' | 'notKnown',
): AlsoFed {
  const where = cluster
    ? `cluster ${cluster}`
    : `${destination}, which the portal does not know`;
  return {
    ...(cluster ? { cluster } : {}),
    namespace: namespace ?? workload.namespace,
    words: `${where} (${keeper}${namespace ? `, namespace ${namespace}` : ''})`,
    isRead: cluster !== undefined && answer === 'yes',
    ...(answer === 'notKnown'
      ? { why: 'what it takes over from the repository could not be followed' }
      : {}),
  };
}

function isWithin(file: string, { path, recurses }: Feeder): boolean {
  if (file === path) {
    return true;
  }
  const folder = path === '' ? '' : `${path}/`;
  return (
    file.startsWith(folder) &&
    (recurses || !file.slice(folder.length).includes('/'))
  );
}

/** The same for `https://`, `ssh://`, with and without `.git`: hosts serve one repository in several ways. */
function repositoryKey(url: string): string {
  const { hostname, pathname } = new URL(url);
  return `${hostname}${pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`
    .toLowerCase()
    .replace(/^(www|ssh)\./, '');
}
