import { createHash } from 'node:crypto';
import {
  changeKustomized,
  changeManifests,
  ChangeImpossibleError,
  CustomResourceRule,
  kustomizationIn,
  maskedDiff,
  proveChange,
  RenderError,
  renderFiles,
  RepositoryTree,
  secretTextsOf,
  TextFile,
  WorkloadChange,
} from 'backstage-plugin-irsa-node';
import { PlanExecution, PlannedRequest } from '../plan/types';
import { composeTerraform } from './composeTerraform';
import { ComposedChange } from './types';

/** The part of an execution that says what the objects are to be. */
export type Wanted = Pick<
  PlanExecution,
  'workload' | 'detach' | 'serviceAccount'
>;

/**
 * Writes the planned change into the files of a repository, and proves it; what Kustomize builds is rendered before and after. Throws
 * ChangeImpossibleError with what is left; then nothing may be proposed.
 *
 * @param folder - the place that the manager applies, or one file; `''` is the root
 */
export async function composeChange(
  tree: RepositoryTree,
  folder: string,
  wanted: Wanted,
  catalogue: readonly CustomResourceRule[],
): Promise<ComposedChange> {
  if (kustomizationIn(tree.files, folder)) {
    return composeKustomized(tree, folder, wanted, catalogue);
  }
  const files = manifestsOf(tree, folder);
  const change = workloadChange(wanted);
  const edited = orTerraform(
    () => changeManifests(files, change),
    () => composeTerraform(tree, folder, change, catalogue),
  );
  if (!Array.isArray(edited)) {
    return edited;
  }
  const changed = new Map(edited.map(({ path, content }) => [path, content]));
  const after = [...files.filter(({ path }) => !changed.has(path)), ...edited];
  const proof = proveChange(files, after, change, catalogue);
  const unread = [...tree.notRead.keys()].filter(isManifest);
  return {
    files: changed,
    before: new Map(
      files
        .filter(({ path }) => changed.has(path))
        .map(({ path, content }) => [path, content]),
    ),
    proof: [
      ...proof,
      ...(unread.length > 0 ? [`Not read: ${unread.join(', ')}.`] : []),
    ],
  };
}

/** What manifests say; where they do not have the object, what files of Terraform say, if there are some. */
export function orTerraform<T, U>(
  manifests: () => T,
  terraform: () => U | undefined,
): T | U {
  try {
    return manifests();
  } catch (error) {
    const isElsewhere =
      error instanceof ChangeImpossibleError &&
      (error.code === 'notFound' || error.code === 'unreadable');
    const composed = isElsewhere ? terraform() : undefined;
    if (composed === undefined) {
      throw error;
    }
    return composed;
  }
}

async function composeKustomized(
  { files, notRead }: RepositoryTree,
  folder: string,
  wanted: Wanted,
  catalogue: readonly CustomResourceRule[],
): Promise<ComposedChange> {
  return rendered(files, folder, () =>
    changeKustomized({
      files,
      notRead,
      folder,
      change: workloadChange(wanted),
      catalogue,
      render: renderFiles,
    }),
  );
}

/** A change that was proven by rendering. What a program of rendering refuses is a reason against the change. */
export async function rendered(
  files: ReadonlyMap<string, string>,
  folder: string,
  change: () => Promise<{ files: TextFile[]; proof: string[] }>,
): Promise<ComposedChange> {
  try {
    const { files: written, proof } = await change();
    return {
      files: new Map(written.map(({ path, content }) => [path, content])),
      before: new Map(
        written.flatMap(({ path }) =>
          files.has(path) ? [[path, files.get(path)!]] : [],
        ),
      ),
      proof,
    };
  } catch (error) {
    throw error instanceof RenderError
      ? new ChangeImpossibleError('unproven', error.message, { path: folder })
      : error;
  }
}

/** Diffs for people, in which no secret value of the files can be read. */
export function diffsOf({
  files,
  before,
}: ComposedChange): { path: string; diff: string }[] {
  return [...files].map(([path, content]) => {
    const texts = [before.get(path) ?? '', content];
    return {
      path,
      diff: maskedDiff(path, texts[0], texts[1], secretTextsOf(texts)),
    };
  });
}

/** Digests of a change, by which it is known again. */
export function fileDigests({
  files,
  before,
}: ComposedChange): PlannedRequest['files'] {
  return [...files]
    .map(([path, content]) => ({
      path,
      before: before.has(path) ? digestOf(before.get(path)!) : null,
      after: digestOf(content),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** SHA-256 in hex. */
function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What the objects are to be, for those that write it. */
export function workloadChange({
  workload,
  detach,
  serviceAccount,
}: Wanted): WorkloadChange {
  const { kind, namespace, name } = workload;
  const { action, annotations, copied } = serviceAccount;
  return {
    workload: { kind, namespace, name },
    detach,
    ...(action === 'none'
      ? {}
      : {
          serviceAccount: {
            name: serviceAccount.name,
            action,
            annotations,
            copied,
          },
        }),
  };
}

/** Files below a place that may hold manifests. */
export function manifestsOf(
  { files }: RepositoryTree,
  folder: string,
): TextFile[] {
  return [...files]
    .filter(
      ([path]) =>
        isManifest(path) &&
        (folder === '' || path === folder || path.startsWith(`${folder}/`)),
    )
    .map(([path, content]) => ({ path, content }));
}

export function isManifest(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}
