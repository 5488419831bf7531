import {
  ChangeImpossibleError,
  ChangeRepository,
  isTerraform,
  kustomizationIn,
  RepositoryTree,
  walkKustomize,
} from 'backstage-plugin-irsa-node';
import { PlannedChart } from '../plan/types';
import { isChangeHostError } from './isChangeHostError';

/** Folders of bases and components of one overlay. */
const MAX_FOLDERS = 30;
/** What all of them may hold together. The host's own limits are for each. */
const MAX_FILES = 3_000;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The files of a place: a folder, or that of one file; for a kustomization also all folders that it takes over. Throws
 * ChangeImpossibleError when some are elsewhere, missing or too many.
 */
export async function readPlace(
  repository: ChangeRepository,
  commit: string,
  place: string,
): Promise<RepositoryTree> {
  const folder = folderOf(place);
  const start = await repository.read(commit, folder);
  if (place !== folder || !kustomizationIn(start.files, folder)) {
    return start;
  }
  const files = new Map(start.files);
  const notRead = new Map(start.notRead);
  const read = new Set([folder]);
  for (;;) {
    const { missing } = walkKustomize(files, folder, notRead);
    if (missing.length === 0) {
      return { commit, files, notRead };
    }
    for (const { path, by } of missing) {
      const isKnown = [...read].some(
        each => each === '' || path === each || path.startsWith(`${each}/`),
      );
      if (isKnown || /\.(ya?ml|json)$/.test(path)) {
        throw notThere(by, path);
      }
      if (read.size >= MAX_FOLDERS) {
        throw tooMuch(folder, `more than ${MAX_FOLDERS} folders`);
      }
      const more = await repository.read(commit, path).catch(error => {
        throw isChangeHostError(error) && error.kind === 'notFound'
          ? notThere(by, path)
          : error;
      });
      read.add(path);
      more.files.forEach((text, at) => files.set(at, text));
      more.notRead.forEach((reason, at) => notRead.set(at, reason));
      if (files.size > MAX_FILES) {
        throw tooMuch(folder, `more than ${MAX_FILES} files`);
      }
      if (bytesOf(files) > MAX_BYTES) {
        throw tooMuch(folder, `more than ${MAX_BYTES / 1024 ** 2} MiB`);
      }
    }
  }
}

/** The files of a chart, and of the folders in which the values of its release are. Throws ChangeImpossibleError when they are too many. */
export async function readCharted(
  repository: ChangeRepository,
  commit: string,
  folder: string,
  { valueFiles, definition }: PlannedChart,
): Promise<RepositoryTree> {
  const files = new Map<string, string>();
  const notRead = new Map<string, string>();
  const read: string[] = [];
  const folders = [
    folder,
    ...(definition ? [folderOf(definition.folder)] : []),
    ...valueFiles.map(folderOf),
  ];
  for (const path of folders) {
    const isKnown = read.some(
      each => each === '' || path === each || path.startsWith(`${each}/`),
    );
    if (!isKnown) {
      const tree = await repository.read(commit, path);
      tree.files.forEach((text, at) => files.set(at, text));
      tree.notRead.forEach((reason, at) => notRead.set(at, reason));
      read.push(path);
    }
    if (files.size > MAX_FILES || bytesOf(files) > MAX_BYTES) {
      throw new ChangeImpossibleError(
        'unreadable',
        `The chart in ${
          folder || 'the root'
        } and its values are more than ${MAX_FILES} files or ${
          MAX_BYTES / 1024 ** 2
        } MiB, which is more than the portal reads. Make the change by hand.`,
        { path: folder },
      );
    }
  }
  return { commit, files, notRead };
}

/** The folder of a place that may be one file. */
export function folderOf(place: string): string {
  return /\.(ya?ml|json)$/.test(place) || isTerraform(place)
    ? place.replace(/(^|\/)[^/]*$/, '')
    : place;
}

function bytesOf(files: ReadonlyMap<string, string>): number {
  return [...files.values()].reduce((sum, text) => sum + text.length, 0);
}

function notThere(by: string, path: string): ChangeImpossibleError {
  return new ChangeImpossibleError(
    'unreadable',
    `${by} takes over ${
      path || 'the root'
    }, which is not there, or has no kustomization. Mend it first.`,
    { path: by },
  );
}

function tooMuch(folder: string, what: string): ChangeImpossibleError {
  return new ChangeImpossibleError(
    'unreadable',
    `The kustomization of ${folder} takes over ${what}, which is more than the portal reads. Make the change by hand.`,
    { path: folder },
  );
}
