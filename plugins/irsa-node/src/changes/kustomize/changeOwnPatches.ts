import { posix } from 'node:path';
import { KubernetesObject } from '../../audit/types';
import { WorkloadChange } from '../changeManifests';
import { Json, listOf } from '../detach/podFields';
import { RemovedElement } from '../detach/types';
import { Edits } from '../Edits';
import { detached, elementIdentity, podSpecPath } from '../listChanges';
import { TextFile } from '../types';
import { writeDetached } from '../writeText';
import { manifestFiles, PlacedObject } from '../yaml/ManifestFile';
import { readKustomization } from './kustomization';

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
 * Takes out of the strategic merge patches of one environment what they bring of the key, as its author would. Pure.
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
  const paths = patchFilesOf(kustomization).filter(
    path => files.has(path) && isOwn(path),
  );
  const patches = manifestFiles(
    paths.map(path => ({ path, content: files.get(path)! })),
  )
    .flatMap(({ objects }) => objects)
    .filter(
      ({ value }) =>
        value.kind === base.kind &&
        value.metadata?.name === base.metadata?.name,
    );
  const edits = new Edits();
  const gone = new Set<RemovedElement>();
  for (const patch of patches) {
    const here = change.detach.removed.flatMap((each): RemovedElement[] => {
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
  if (gone.size === 0) {
    return undefined;
  }
  const removed = change.detach.removed.filter(each => !gone.has(each));
  return {
    files: edits.result(),
    rest: { ...change, detach: { ...change.detach, removed } },
  };
}

/** Files of strategic merge patches that a kustomization names. */
function patchFilesOf({ path, content }: TextFile): string[] {
  const kustomization = readKustomization({ path, content }) ?? {};
  const named = [
    ...listOf(kustomization, 'patches').map(each => each?.path),
    ...((kustomization.patchesStrategicMerge ?? []) as unknown[]),
  ];
  return [
    ...new Set(
      named.flatMap(each =>
        typeof each === 'string' && !each.includes('\n')
          ? [posix.join(posix.dirname(path), each)]
          : [],
      ),
    ),
  ];
}

/** An element as a patch writes it: names of objects may get a beginning and an end when they are rendered. */
function elementIn(
  { value }: PlacedObject,
  { list, container, containerType, element }: RemovedElement,
): Json | undefined {
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
  return listOf(owner, list).find(each =>
    list === 'envFrom'
      ? isRenderedAs(each, element)
      : elementIdentity(list, each) === elementIdentity(list, element),
  );
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
