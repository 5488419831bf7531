import { posix } from 'node:path';
import { ChangeImpossibleError } from '../types';
import {
  isAddress,
  isKustomizationName,
  readKustomization,
  referencesOf,
} from './kustomization';

/** What a kustomization is made of. */
export interface KustomizeTree {
  /** Kustomizations, that of the folder first. */
  kustomizations: string[];
  /** Files of objects that they take over. */
  objects: string[];
  /** Folders that are named and not there. Some have to be read first. */
  missing: { path: string; by: string }[];
}

/** Longer chains of bases are made to be endless. */
const MAX_DEPTH = 12;

/** The kustomization in a folder; `''` is the root. */
export function kustomizationIn(
  files: ReadonlyMap<string, string>,
  folder: string,
): string | undefined {
  return [...files.keys()].find(
    path =>
      isKustomizationName(path) &&
      posix.dirname(path) === (folder === '' ? '.' : folder),
  );
}

/**
 * Follows what the kustomization of a folder takes over, through files that have been read. Pure. Throws ChangeImpossibleError for
 * what is elsewhere or could not be read.
 *
 * @param notRead - why files were not read, by path
 */
export function walkKustomize(
  files: ReadonlyMap<string, string>,
  folder: string,
  notRead: ReadonlyMap<string, string>,
): KustomizeTree {
  const tree: KustomizeTree = { kustomizations: [], objects: [], missing: [] };
  const visit = (path: string, depth: number) => {
    if (tree.kustomizations.includes(path)) {
      return;
    }
    if (depth > MAX_DEPTH) {
      throw new ChangeImpossibleError(
        'unreadable',
        `${path} comes after ${MAX_DEPTH} kustomizations that take over each other, which is more than the portal follows. Make the change by hand.`,
        { path },
      );
    }
    tree.kustomizations.push(path);
    const kustomization = readKustomization({
      path,
      content: files.get(path)!,
    });
    if (!kustomization) {
      throw new ChangeImpossibleError(
        'unreadable',
        `${path} is not one kustomization that could be read.`,
        { path },
      );
    }
    const { objects, settings, data, charts } = referencesOf(kustomization);
    const elsewhere = [...objects, ...settings, ...data].find(isAddress);
    if (elsewhere !== undefined) {
      throw new ChangeImpossibleError(
        'unreadable',
        `${path} takes over ${withoutUser(
          elsewhere,
        )}, which is on another server and is not read here, so the change cannot be proven. Copy it into the repository, or make the change by hand.`,
        { path },
      );
    }
    if (charts.length > 0) {
      throw new ChangeImpossibleError(
        'unreadable',
        `${path} lets Kustomize render the chart ${charts[0]} with Helm, which is not done here. Make the change by hand.`,
        { path },
      );
    }
    for (const named of [...objects, ...settings]) {
      const at = pathFrom(path, named);
      const inner = kustomizationIn(files, at);
      if (files.has(at)) {
        if (objects.includes(named)) {
          tree.objects.push(at);
        }
      } else if (inner) {
        visit(inner, depth + 1);
      } else if (notRead.has(at)) {
        throw unread(path, at, notRead.get(at)!);
      } else {
        tree.missing.push({ path: at, by: path });
      }
    }
    for (const named of data) {
      const at = pathFrom(path, named);
      if (!files.has(at)) {
        throw unread(path, at, notRead.get(at) ?? 'it is not there');
      }
    }
  };
  const start = kustomizationIn(files, folder);
  if (start) {
    visit(start, 1);
  }
  return tree;
}

function pathFrom(kustomization: string, named: string): string {
  const at = posix.join(posix.dirname(kustomization), named).replace(/\/$/, '');
  if (at.startsWith('..') || named.startsWith('/')) {
    throw new ChangeImpossibleError(
      'unreadable',
      `${kustomization} takes over ${named}, which is not in the repository. Make the change by hand.`,
      { path: kustomization },
    );
  }
  return at === '.' ? '' : at;
}

function unread(path: string, at: string, reason: string) {
  return new ChangeImpossibleError(
    'unreadable',
    `${path} takes over ${at}, which was not read (${reason}), so the change cannot be proven. Make it by hand.`,
    { path },
  );
}

/** An address may have a token before its host. */
function withoutUser(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}
