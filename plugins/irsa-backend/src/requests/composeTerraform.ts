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
  const found: { before: readonly TextFile[]; edited: TextFile[] }[] = [];
  let missing: ChangeImpossibleError | undefined;
  for (const before of foldersBelow(files, place)) {
    try {
      found.push({ before, edited: changeTerraform(before, change) });
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
  const [only, other] = found;
  if (!only) {
    if (missing) {
      throw missing;
    }
    return undefined;
  }
  if (other) {
    const { kind, name } = change.workload;
    throw new ChangeImpossibleError(
      'ambiguous',
      `${kind} ${name} is written in several folders of Terraform (${found
        .map(({ before }) => folderOf(before[0].path) || 'the root')
        .join(', ')}). Name the one of this cluster.`,
      { path: place },
    );
  }
  const edited = new Map(only.edited.map(each => [each.path, each.content]));
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
