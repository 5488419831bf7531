import {
  ChangeImpossibleError,
  isTerraform,
  kustomizationIn,
  removeKustomized,
  removeSecret,
  removeTerraformSecret,
  RenderError,
  renderFiles,
  RepositoryTree,
  SecretRemoval,
  SecretRemoved,
} from 'backstage-plugin-irsa-node';
import { isManifest, manifestsOf, orTerraform } from './composeChange';
import { fromOneFolder } from './composeTerraform';

/** What takes a Secret out of the files of a place. */
export interface ComposedRemoval {
  /** By path; null for files that go. They may hold secrets, so they go to the host and nowhere else. */
  files: ReadonlyMap<string, string | null>;
  /** One sentence each. */
  proof: string[];
}

/**
 * Takes a Secret, or what makes it, out of the files of a place, and proves it. Throws ChangeImpossibleError; then nothing may be
 * proposed.
 *
 * @param folder - the place that the manager applies, or one file; `''` is the root
 */
export async function composeSecretRemoval(
  tree: RepositoryTree,
  folder: string,
  removal: SecretRemoval,
): Promise<ComposedRemoval> {
  const { files, proof } = await removed(tree, folder, removal);
  const unread = [...tree.notRead.keys()].filter(isManifest);
  return {
    files: new Map(files.map(({ path, content }) => [path, content])),
    proof: [
      ...proof,
      ...(unread.length > 0
        ? [
            `Not read, so whether they name it is not known: ${unread.join(
              ', ',
            )}.`,
          ]
        : []),
    ],
  };
}

async function removed(
  tree: RepositoryTree,
  folder: string,
  removal: SecretRemoval,
): Promise<SecretRemoved> {
  const { files, notRead } = tree;
  if (!kustomizationIn(files, folder)) {
    return orTerraform(
      () => removeSecret(manifestsOf(tree, folder), removal),
      () => removedFromTerraform(tree, folder, removal),
    );
  }
  try {
    return await removeKustomized({
      files,
      notRead,
      folder,
      removal,
      render: renderFiles,
    });
  } catch (error) {
    throw error instanceof RenderError
      ? new ChangeImpossibleError('unproven', error.message, { path: folder })
      : error;
  }
}

/** Undefined where the place has no files of Terraform. */
function removedFromTerraform(
  { files, notRead }: RepositoryTree,
  folder: string,
  removal: SecretRemoval,
): SecretRemoved | undefined {
  const found = fromOneFolder(files, folder, `Secret ${removal.name}`, before =>
    removeTerraformSecret(before, removal),
  );
  const unread = [...notRead.keys()].filter(isTerraform);
  return (
    found && {
      ...found.made,
      proof: [
        ...found.made.proof,
        ...(unread.length > 0
          ? [
              `Not read, so whether they name it is not known: ${unread.join(
                ', ',
              )}.`,
            ]
          : []),
      ],
    }
  );
}
