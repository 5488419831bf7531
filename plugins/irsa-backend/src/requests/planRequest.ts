import {
  PlanDelivery,
  SourcePlace,
  WorkloadSource,
} from 'backstage-plugin-irsa-common';
import {
  ChangeImpossibleError,
  ChangeRepository,
  CustomResourceRule,
} from 'backstage-plugin-irsa-node';
import { AlsoFed, PlannedChart, PlannedRequest } from '../plan/types';
import { scrub } from '../shared/scrub';
import { FeedersRead } from '../sources/readFeeders';
import { alsoFed, ChangedFiles } from './alsoFed';
import { chartSource } from './chartSource';
import { composeCharted } from './composeCharted';
import { composeChange, diffsOf, fileDigests, Wanted } from './composeChange';
import { isChangeHostError } from './isChangeHostError';
import { readCharted, readPlace } from './readPlace';
import { ChangeRepositories, ComposedChange } from './types';

export interface RequestOptions {
  repositories: ChangeRepositories;
  catalogue: readonly CustomResourceRule[];
  /** Everything that brings places in Git into clusters, as read now. */
  feeders(): Promise<FeedersRead>;
}

/** What came of the search for a place where the change can be proposed. */
export interface RequestPlan {
  delivery: PlanDelivery;
  /** Absent when no change can be proposed. */
  request?: PlannedRequest;
}

/**
 * Looks where the change of a workload that Git owns can be proposed, writes it in memory and proves it. Nothing is sent but reads.
 * Never throws for what a host or a file says: the delivery has the reason.
 */
export async function planRequest(
  source: WorkloadSource,
  wanted: Wanted,
  options: RequestOptions,
): Promise<RequestPlan> {
  const reasons: string[] = [];
  for (const { place, chart } of placesOf(source, reasons)) {
    const outcome = await tryPlace(place, chart, wanted, options);
    if (typeof outcome !== 'string') {
      const { read, composed } = outcome;
      const request: PlannedRequest = {
        repository: place.url!,
        base: read.base,
        baseCommit: read.commit,
        folder: read.folder,
        ...(chart ? { chart } : {}),
        ...(source.keeper ? { keeper: source.keeper } : {}),
        files: fileDigests(composed),
      };
      const others = await othersOf(request, read.commit, wanted, options);
      if (typeof others === 'string') {
        reasons.push(others);
        continue;
      }
      if (others.length > 0) {
        request.alsoFed = others;
      }
      return {
        request,
        delivery: {
          way: 'changeRequest',
          state: 'ready',
          reason: `${source.keeper ?? 'Something else'} keeps the workload as ${
            place.url
          } says, so the change is proposed there.`,
          repository: place.url,
          base: read.base,
          baseCommit: read.commit,
          files: diffsOf(composed),
          proof: composed.proof,
        },
      };
    }
    reasons.push(outcome);
  }
  if (reasons.length === 0) {
    reasons.push(
      source.places.length > 0
        ? `No place where its objects are written is known (found: ${source.places
            .map(({ role, host, url }) =>
              [role, host, url].filter(Boolean).join(' '),
            )
            .join('; ')}).`
        : 'Where its objects are written is not known.',
    );
  }
  return {
    delivery: {
      way: 'changeRequest',
      state: 'refused',
      reason: [...reasons, ...source.missing].join(' '),
    },
  };
}

/** Where else the files come to, or why that cannot be told. */
async function othersOf(
  request: PlannedRequest,
  commit: string,
  { workload }: Wanted,
  { repositories, feeders }: RequestOptions,
): Promise<string | AlsoFed[]> {
  try {
    return await alsoFed(
      repositories.repository(request.repository)!,
      filesOf(request, commit, workload),
      await feeders(),
    );
  } catch (error) {
    if (isChangeHostError(error)) {
      return scrub(error.message);
    }
    throw error;
  }
}

/** The files of a planned change, for the question where else they come to. */
export function filesOf(
  { repository, base, files, keeper }: PlannedRequest,
  commit: string,
  workload: Wanted['workload'],
): ChangedFiles {
  return {
    url: repository,
    base,
    commit,
    paths: files.map(({ path }) => path),
    workload,
    keeper,
  };
}

/**
 * The places of objects in Git, then that of a chart; the repository that the catalog names comes last, since its files may be something
 * else.
 *
 * @param reasons - gets why the values of a chart cannot be changed
 */
export function placesOf(
  source: WorkloadSource,
  reasons: string[],
): { place: SourcePlace; chart?: PlannedChart }[] {
  const known = (role: SourcePlace['role']) =>
    source.places
      .filter(
        place =>
          place.role === role &&
          place.url !== undefined &&
          (place.host === 'git' || place.host === 'unknown'),
      )
      .map(place => ({ place }));
  const charted = chartSource(source);
  if (typeof charted === 'string') {
    reasons.push(charted);
  }
  return [
    ...known('manifests'),
    ...(typeof charted === 'object' ? [charted] : []),
    ...known('code'),
  ];
}

function tryPlace(
  place: SourcePlace,
  chart: PlannedChart | undefined,
  wanted: Wanted,
  { repositories, catalogue }: RequestOptions,
): Promise<string | { read: Read; composed: ComposedChange }> {
  return atPlace(
    place,
    repositories,
    async read => ({
      read,
      composed: chart
        ? await composeCharted(read, chart, wanted, catalogue)
        : await composeChange(read.tree, read.folder, wanted, catalogue),
    }),
    chart,
  );
}

/**
 * Makes something of the files of a place, or says why they cannot be had or changed: what hosts and files say is in the words, and not
 * thrown.
 */
export async function atPlace<T extends object>(
  place: SourcePlace,
  repositories: ChangeRepositories,
  compose: (read: Read) => Promise<T>,
  chart?: PlannedChart,
): Promise<string | T> {
  const url = place.url!;
  if (!chart && place.format && !/^(manifests|kustomize)$/.test(place.format)) {
    return `${url} builds its objects with ${place.format}, which the portal does not change. Make the change there by hand.`;
  }
  const repository = repositories.repository(url);
  if (!repository) {
    const names = repositories.names();
    return `No host of the portal knows ${url} (${
      names.length > 0 ? `known: ${names.join(', ')}` : 'none is set up'
    }). Add it to integrations.`;
  }
  try {
    const read = await readBase(repository, place, chart, url);
    return typeof read === 'string' ? read : await compose(read);
  } catch (error) {
    if (error instanceof ChangeImpossibleError || isChangeHostError(error)) {
      return scrub(error.message);
    }
    throw error;
  }
}

type Read = Awaited<ReturnType<typeof readAt>>;

async function readBase(
  repository: ChangeRepository,
  { revision, path }: SourcePlace,
  chart: PlannedChart | undefined,
  url: string,
): Promise<Read | string> {
  const facts = await repository.facts();
  if (facts.archived) {
    return `${url} is archived, so nothing can be proposed there.`;
  }
  if (facts.writable === false) {
    return `The portal may not propose changes in ${url}. Give its credentials the right to push branches and open requests.`;
  }
  const base =
    !revision || revision === 'HEAD' ? facts.defaultBranch : revision;
  const commit = await repository.head(base);
  return commit === undefined
    ? `${url} has no branch ${base}: what is followed is a tag or a commit. Change it there by hand, and move what is followed.`
    : readAt(repository, { base, commit, folder: plainFolder(path) }, chart);
}

async function readAt(
  repository: ChangeRepository,
  at: { base: string; commit: string; folder: string },
  chart: PlannedChart | undefined,
) {
  return {
    ...at,
    tree: chart
      ? await readCharted(repository, at.commit, at.folder, chart)
      : await readPlace(repository, at.commit, at.folder),
  };
}

/**
 * The planned change on what the branch is now. Throws ChangeImpossibleError when the files are not those of the plan any more; other
 * commits on the branch are no reason.
 */
export async function composeAgain(
  repository: ChangeRepository,
  request: PlannedRequest,
  wanted: Wanted,
  catalogue: readonly CustomResourceRule[],
): Promise<ComposedChange & { commit: string }> {
  const { base, folder, chart } = request;
  const commit = await repository.head(base);
  if (commit === undefined) {
    throw new ChangeImpossibleError(
      'different',
      `${request.repository} has no branch ${base} any more.`,
    );
  }
  const read = await readAt(repository, { base, commit, folder }, chart);
  const composed = chart
    ? await composeCharted(read, chart, wanted, catalogue)
    : await composeChange(read.tree, folder, wanted, catalogue);
  if (JSON.stringify(fileDigests(composed)) !== JSON.stringify(request.files)) {
    throw new ChangeImpossibleError(
      'different',
      `The files of ${request.repository} (${request.files
        .map(({ path }) => path)
        .join(', ')}) are not as they were when the plan was made.`,
    );
  }
  return { ...composed, commit };
}

/** `./apps/orders/` is `apps/orders`; `.` and nothing are the root. */
function plainFolder(path: string = ''): string {
  return path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/');
}
