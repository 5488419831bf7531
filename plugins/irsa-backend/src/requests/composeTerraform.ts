import {
  ChangeImpossibleError,
  changeTerraform,
  CustomResourceRule,
  isTerraform,
  proveTerraform,
  RepositoryTree,
  TextFile,
  WorkloadChange,
} from 'backstage-plugin-irsa-node';
import { ComposedChange } from './types';

/**
 * Writes the planned change into files of Terraform or OpenTofu, and proves it. Undefined where the place has none. Throws
 * ChangeImpossibleError with what is left; then nothing may be proposed.
 *
 * @param place - a folder or one file; each folder below it counts for itself, as Terraform reads them
 */
export function composeTerraform(
  { files, notRead }: RepositoryTree,
  place: string,
  change: WorkloadChange,
  catalogue: readonly CustomResourceRule[],
): ComposedChange | undefined {
  const { kind, name } = change.workload;
  const only = fromOneFolder(files, place, `${kind} ${name}`, folder =>
    changeTerraform(folder, change),
  );
  if (!only) {
    return undefined;
  }
  const edited = new Map(only.made.map(each => [each.path, each.content]));
  const after = only.before.map(({ path, content }) => ({
    path,
    content: edited.get(path) ?? content,
  }));
  const proof = proveTerraform(only.before, after, change, catalogue);
  const unread = [...notRead.keys()].filter(isTerraform);
  return {
    files: edited,
    before: new Map(
      only.before
        .filter(({ path }) => edited.has(path))
        .map(({ path, content }) => [path, content]),
    ),
    proof: [
      ...proof,
      'Terraform was not run: look at its plan before you apply it.',
      ...(unread.length > 0 ? [`Not read: ${unread.join(', ')}.`] : []),
    ],
  };
}

/**
 * What can be made of the one folder of Terraform at or below a place that has an object; each folder counts for itself, as Terraform
 * reads them. Undefined where there are no such files. Throws ChangeImpossibleError when none has it, or several do.
 *
 * @param title - of the object, for people
 * @param make - throws ChangeImpossibleError `notFound` or `unreadable` for files that do not have it
 */
export function fromOneFolder<T>(
  files: ReadonlyMap<string, string>,
  place: string,
  title: string,
  make: (folder: readonly TextFile[]) => T,
): { before: readonly TextFile[]; made: T } | undefined {
  const found: { before: readonly TextFile[]; made: T }[] = [];
  let missing: ChangeImpossibleError | undefined;
  for (const before of foldersBelow(files, place)) {
    try {
      found.push({ before, made: make(before) });
    } catch (error) {
      const isElsewhere =
        error instanceof ChangeImpossibleError &&
        (error.code === 'notFound' || error.code === 'unreadable');
      if (!isElsewhere) {
        throw error;
      }
      missing = missing?.code === 'unreadable' ? missing : error;
    }
  }
  if (found.length === 0 && missing) {
    throw missing;
  }
  if (found.length > 1) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `${title} is written in several folders of Terraform (${found
        .map(({ before }) => folderOf(before[0].path) || 'the root')
        .join(', ')}). Name the one of this cluster.`,
      { path: place },
    );
  }
  return found[0];
}

/** The files of each folder at or below a place. */
function foldersBelow(
  files: ReadonlyMap<string, string>,
  place: string,
): TextFile[][] {
  const root = isTerraform(place) ? folderOf(place) : place;
  const folders = new Map<string, TextFile[]>();
  for (const [path, content] of files) {
    const folder = folderOf(path);
    const isBelow = isTerraform(place)
      ? folder === root
      : root === '' || folder === root || folder.startsWith(`${root}/`);
    if (isTerraform(path) && isBelow) {
      folders.set(folder, [...(folders.get(folder) ?? []), { path, content }]);
    }
  }
  return [...folders.values()];
}

function folderOf(path: string): string {
  return path.replace(/(^|\/)[^/]*$/, '');
}
