import { KubernetesObject } from '../../audit/types';
import { WorkloadChange } from '../changeManifests';
import { Json, listOf } from '../detach/podFields';
import { RemovedElement } from '../detach/types';
import { Edits } from '../Edits';
import { detached, elementIdentity, podSpecPath } from '../listChanges';
import { TextFile } from '../types';
import { writeDetached } from '../writeText';
import { manifestFiles, PlacedObject } from '../yaml/ManifestFile';
import { EditedPatch, editOperations } from './editOperations';
import {
  isListText,
  patchTextsOf,
  PatchText,
  withoutPatches,
  withPatchText,
} from './ownPatchTexts';

export interface OwnPatches {
  /** Of this environment. */
  kustomization: TextFile;
  /** By path, with the patches among them. */
  files: ReadonlyMap<string, string>;
  change: WorkloadChange;
  /** The workload as its file writes it. */
  base: KubernetesObject;
  /** Whether a file belongs to this environment alone. */
  isOwn: (path: string) => boolean;
}

/**
 * Takes out of the patches of one environment what they bring of the key, as its author would: strategic merge patches and operations of
 * JSON 6902, in files and in the kustomization. Pure.
 *
 * @returns the edited patches, and what is left of the change; undefined when they bring nothing of it. Throws ChangeImpossibleError
 */
export function changeOwnPatches({
  kustomization,
  files,
  change,
  base,
  isOwn,
}: OwnPatches): { files: TextFile[]; rest: WorkloadChange } | undefined {
  const gone = new Set<RemovedElement>();
  const written = new Map<string, string>();
  const empty: NonNullable<PatchText['at']>[] = [];
  let own = kustomization;
  for (const { file, at, target, content } of patchTextsOf(
    kustomization,
    files,
  )) {
    const isHere = isFor(target, base) && (file === undefined || isOwn(file));
    const edited = isHere
      ? edit(file ?? kustomization.path, content, target, change, base)
      : undefined;
    if (edited?.content !== undefined) {
      edited.gone.forEach(each => gone.add(each));
      if (at) {
        own = withPatchText(own, at, edited.content);
      } else {
        written.set(file!, edited.content);
      }
    } else if (edited && at) {
      // A file of which nothing is left stays, and the patch is undone by another one.
      edited.gone.forEach(each => gone.add(each));
      empty.push(at);
    }
  }
  if (gone.size === 0) {
    return undefined;
  }
  if (empty.length > 0) {
    own = withoutPatches(own, empty);
  }
  if (own.content !== kustomization.content) {
    written.set(own.path, own.content);
  }
  const removed = change.detach.removed.filter(each => !gone.has(each));
  return {
    files: [...written].map(([path, content]) => ({ path, content })),
    rest: { ...change, detach: { ...change.detach, removed } },
  };
}

function edit(
  path: string,
  content: string,
  target: Json | undefined,
  { detach }: WorkloadChange,
  base: KubernetesObject,
): EditedPatch | undefined {
  if (isListText(content)) {
    return editOperations(content, detach.removed, base, isWrittenAs);
  }
  const patches = manifestFiles([{ path, content }])
    .flatMap(({ objects }) => objects)
    .filter(
      ({ value }) =>
        value.kind === base.kind &&
        // With a target, the name in the patch says nothing.
        (target !== undefined || value.metadata?.name === base.metadata?.name),
    );
  const edits = new Edits();
  const gone = new Set<RemovedElement>();
  for (const patch of patches) {
    const here = detach.removed.flatMap((each): RemovedElement[] => {
      const element = elementIn(patch, each);
      if (!element) {
        return [];
      }
      gone.add(each);
      return [{ ...each, element }];
    });
    if (here.length > 0) {
      const own = { removed: here, added: [] };
      edits.change(
        patch,
        object => detached(object, own),
        (node, editor) => writeDetached(patch, node, editor, own),
      );
    }
  }
  return gone.size === 0
    ? undefined
    : { content: edits.result()[0].content, gone: [...gone] };
}

/** Whether a patch may be for the workload, by what is said of its kind and name. */
function isFor(target: Json | undefined, base: KubernetesObject): boolean {
  const matches = (pattern: unknown, text: unknown) =>
    typeof pattern !== 'string' ||
    pattern === '' ||
    isWhole(pattern, String(text));
  return (
    target === undefined ||
    (matches(target.kind, base.kind) &&
      matches(target.name, base.metadata?.name))
  );
}

/** Kustomize takes them as regular expressions of the whole name. */
function isWhole(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return pattern === text;
  }
}

/** An element as a patch writes it: names of objects may get a beginning and an end when they are rendered. */
function elementIn(
  { value }: PlacedObject,
  removed: RemovedElement,
): Json | undefined {
  const { list, container, containerType } = removed;
  const spec = podSpecPath(String(value.kind)).reduce<Json>(
    (node, step) => (node?.[step] ?? {}) as Json,
    value,
  );
  const owner =
    container === undefined
      ? spec
      : listOf(
          spec,
          containerType === 'init' ? 'initContainers' : 'containers',
        ).find(({ name }) => name === container);
  return listOf(owner, list).find(each => isWrittenAs(each, removed));
}

function isWrittenAs(
  written: Json,
  { list, element }: RemovedElement,
): boolean {
  return list === 'envFrom'
    ? isRenderedAs(written, element)
    : elementIdentity(list, written) === elementIdentity(list, element);
}

function isRenderedAs(written: Json, rendered: Json): boolean {
  return (['secretRef', 'configMapRef'] as const).some(field => {
    const [own, other] = [written[field], rendered[field]] as (
      | Json
      | undefined
    )[];
    return (
      own !== undefined &&
      other !== undefined &&
      (written.prefix ?? '') === (rendered.prefix ?? '') &&
      String(other.name).includes(String(own.name))
    );
  });
}
