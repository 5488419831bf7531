import { CustomResourceRule } from '../../audit/customResources/types';
import { KubernetesObject } from '../../audit/types';
import {
  annotateAccount,
  changeManifests,
  WorkloadChange,
} from '../changeManifests';
import { changeOverlay } from '../changeOverlay';
import { proveObjects } from '../proveChange';
import { ChangeImpossibleError, TextFile } from '../types';
import { manifestFiles, PlacedObject } from '../yaml/ManifestFile';
import { changeOwnPatches } from './changeOwnPatches';
import { writtenNames } from './writtenNames';
import { writtenName } from './writtenName';
import { kustomizationIn, walkKustomize } from './walkKustomize';

/** Renders files with Kustomize. What it throws goes on to the caller. */
export type Render = (
  files: ReadonlyMap<string, string>,
  folder: string,
) => Promise<KubernetesObject[]>;

export interface KustomizedInput {
  /** The folder of the environment with all that it takes over, by path. */
  files: ReadonlyMap<string, string>;
  /** Why files of these folders were not read. */
  notRead: ReadonlyMap<string, string>;
  /** That of the environment: what is applied. */
  folder: string;
  /** In the words of the rendered objects. */
  change: WorkloadChange;
  catalogue: readonly CustomResourceRule[];
  render: Render;
}

/** Said of a kustomization that can be built as it is. */
export const FAILS_CHANGED =
  'with the change, Kustomize fails, so something else there needs what would go, such as a replacement or a patch of JSON 6902. Take it out there too, by hand.';

/**
 * Writes a change where only this environment is touched: in the overlay's own files, or else as a patch in the overlay. Each way is
 * rendered, and only one whose rendered objects are exactly as planned is taken. Throws ChangeImpossibleError.
 *
 * @returns the edited and new files, and what was proven
 */
export async function changeKustomized(
  input: KustomizedInput,
): Promise<{ files: TextFile[]; proof: string[] }> {
  const { files, folder, change, catalogue, render, notRead } = input;
  const { kind, name } = change.workload;
  const path = kustomizationIn(files, folder)!;
  const tree = walkKustomize(files, folder, notRead);
  const before = await render(files, folder);
  const rendered = ofName(before, kind, name);
  if (!rendered) {
    throw new ChangeImpossibleError(
      'notFound',
      `Kustomize makes no ${kind} ${name} of ${folder || 'the root'}.`,
      { path },
    );
  }
  const objects = manifestFiles(
    tree.objects.map(each => ({ path: each, content: files.get(each)! })),
  ).flatMap(file => file.objects);
  const placed = writtenAs(objects, rendered);
  if (!placed) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `From which file of ${folder} Kustomize makes ${kind} ${name} cannot be told. Make the change by hand.`,
      { path },
    );
  }
  const problems: ChangeImpossibleError[] = [];
  for (const write of [inOwnPatches, inOwnFiles, asPatch]) {
    try {
      const names = writtenNames(files, tree);
      const found = { path, placed, rendered, objects, names };
      const written = write(input, found);
      if (written) {
        const after = await renderChanged(input, written, path);
        return {
          files: written,
          proof: [
            `Kustomize was run on ${
              folder || 'the root'
            } before and after the change, and the two results were compared.`,
            ...proveObjects(before, after, change, catalogue),
          ],
        };
      }
    } catch (error) {
      if (!(error instanceof ChangeImpossibleError)) {
        throw error;
      }
      problems.push(error);
    }
  }
  const { code, message, place } = problems.at(-1)!;
  throw new ChangeImpossibleError(code, message, place);
}

/** What is rendered with edited files. Throws ChangeImpossibleError where they make Kustomize fail. */
async function renderChanged(
  { files, folder, render }: KustomizedInput,
  written: readonly TextFile[],
  path: string,
): Promise<KubernetesObject[]> {
  const now = new Map([
    ...files,
    ...written.map(each => [each.path, each.content] as [string, string]),
  ]);
  try {
    return await render(now, folder);
  } catch (error) {
    throw (error as { problem?: string }).problem === 'failed'
      ? new ChangeImpossibleError('unproven', `${path}: ${FAILS_CHANGED}`, {
          path,
        })
      : error;
  }
}

interface Found {
  /** Of the kustomization. */
  path: string;
  /** The workload as a file writes it, and as it is rendered. */
  placed: PlacedObject;
  rendered: KubernetesObject;
  objects: readonly PlacedObject[];
  /** Of all objects, as the files have them. */
  names: readonly string[];
}

/** Where patches of this environment bring the key: there; what they do not bring, as a patch more. */
function inOwnPatches(
  input: KustomizedInput,
  found: Found,
): TextFile[] | undefined {
  const { files, folder } = input;
  const { path, placed, objects } = found;
  const isOwn = (each: string) =>
    folder === '' || each.startsWith(`${folder}/`);
  const edited = changeOwnPatches({
    kustomization: { path, content: files.get(path)! },
    files,
    change: input.change,
    base: placed.value,
    isOwn,
  });
  if (!edited) {
    return undefined;
  }
  let { rest } = edited;
  const account = accountIn(objects, rest, found);
  const written = new Map(
    edited.files.map(each => [each.path, each.content] as const),
  );
  if (account && isOwn(account.file.path)) {
    annotateAccount(
      [account.file],
      { name: account.value.metadata.name },
      rest.serviceAccount!.annotations,
    ).forEach(each => written.set(each.path, each.content));
    rest = { ...rest, serviceAccount: undefined };
  }
  if (rest.serviceAccount || !isNothing(rest)) {
    const all = new Map([...files, ...written]);
    asPatch({ ...input, files: all, change: rest }, found).forEach(each =>
      written.set(each.path, each.content),
    );
  }
  return [...written].map(([each, content]) => ({ path: each, content }));
}

function isNothing({
  detach: { removed, added, serviceAccountName },
}: WorkloadChange): boolean {
  return removed.length + added.length === 0 && !serviceAccountName;
}

/** The ServiceAccount that is to be annotated, as a file writes it. */
function accountIn(
  objects: readonly PlacedObject[],
  { serviceAccount }: WorkloadChange,
  { placed, rendered }: Pick<Found, 'placed' | 'rendered'>,
): PlacedObject | undefined {
  const name =
    serviceAccount?.action === 'annotate'
      ? writtenName(
          serviceAccount.name,
          String(placed.value.metadata?.name),
          String(rendered.metadata?.name),
        )
      : undefined;
  return objects.find(
    ({ value }) =>
      value.kind === 'ServiceAccount' && value.metadata?.name === name,
  );
}

/** The smallest edit, where the workload is written beside the kustomization and so in this environment alone. */
function inOwnFiles(
  { files, folder, change }: KustomizedInput,
  { placed, objects }: Found,
): TextFile[] | undefined {
  const isOwn = ({ file }: PlacedObject) =>
    folder === '' || file.path.startsWith(`${folder}/`);
  if (!isOwn(placed)) {
    return undefined;
  }
  const paths = new Set(objects.filter(isOwn).map(({ file }) => file.path));
  return changeManifests(
    [...paths].map(path => ({ path, content: files.get(path)! })),
    change,
  );
}

function asPatch(
  { files, change }: KustomizedInput,
  { path, placed, rendered, objects, names }: Found,
): TextFile[] {
  const written = changeOverlay({
    kustomization: { path, content: files.get(path)! },
    change,
    rendered,
    base: placed.value,
    baseAccount: accountIn(objects, change, { placed, rendered })?.value,
    names,
  });
  const taken = written.find(
    each => each.path !== path && files.has(each.path),
  );
  if (taken) {
    throw new ChangeImpossibleError(
      'different',
      `${taken.path} is there already. Look at what it does, and take it away first.`,
      { path: taken.path },
    );
  }
  return written;
}

function ofName(
  objects: readonly KubernetesObject[],
  kind: string,
  name: string,
): KubernetesObject | undefined {
  const found = objects.filter(
    each => each.kind === kind && each.metadata?.name === name,
  );
  return found.length === 1 ? found[0] : undefined;
}

/** The object of a file that a rendered one comes from: its name may have got a beginning and an end. */
function writtenAs(
  objects: readonly PlacedObject[],
  rendered: KubernetesObject,
): PlacedObject | undefined {
  const name = String(rendered.metadata?.name);
  const candidates = objects.filter(
    ({ value }) =>
      value.kind === rendered.kind &&
      value.metadata?.name !== undefined &&
      name.includes(value.metadata.name),
  );
  const longest = Math.max(
    ...candidates.map(({ value }) => value.metadata!.name!.length),
  );
  const found = candidates.filter(
    ({ value }) => value.metadata!.name!.length === longest,
  );
  return found.length === 1 ? found[0] : undefined;
}
