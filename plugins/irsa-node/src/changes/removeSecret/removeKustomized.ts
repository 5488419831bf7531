import { stringify } from 'yaml';
import { KubernetesObject } from '../../audit/types';
import { withItems } from '../changeOverlay';
import { Json } from '../detach/podFields';
import { Render } from '../kustomize/changeKustomized';
import { kustomizationIn, walkKustomize } from '../kustomize/walkKustomize';
import { ChangeImpossibleError, FileEdit } from '../types';
import { manifestFiles, PlacedObject } from '../yaml/ManifestFile';
import { generatorsOf, removeGenerated, withoutResource } from './generators';
import { groupOf, makes, Removal, removalOf } from './makers';
import { proveRemoval } from './proveRemoval';
import { editsOf, notFound, SecretRemoved } from './removeSecret';
import { SecretRemoval } from './types';

export interface KustomizedRemoval {
  /** The folder of the environment with all that it takes over, by path. */
  files: ReadonlyMap<string, string>;
  /** Why files of these folders were not read. */
  notRead: ReadonlyMap<string, string>;
  folder: string;
  /** In the words of the rendered objects. */
  removal: SecretRemoval;
  render: Render;
}

/**
 * Takes a Secret out of what Kustomize builds for one environment: its own file, with the line in `resources`; an entry of its
 * `secretGenerator`, with the files that only it reads; of what a base makes that others may share, by a patch in the overlay. Rendered
 * before and after, and compared. Throws ChangeImpossibleError.
 */
export async function removeKustomized(
  input: KustomizedRemoval,
): Promise<SecretRemoved> {
  const { files, folder, removal, render } = input;
  const before = await render(files, folder);
  const found = new Map<number, Removal>();
  before.forEach((object, at) => {
    const planned = makes(object, removal.name, removal.namespace)
      ? removalOf(object, removal, folder)
      : undefined;
    if (planned) {
      found.set(at, planned);
    }
  });
  if (found.size === 0) {
    throw notFound(
      removal,
      `Nothing that Kustomize makes of ${folder || 'the root'}`,
    );
  }
  const edits: FileEdit[] = [];
  for (const [at, planned] of found) {
    edits.push(...editFor(input, before[at], planned));
  }
  const written = new Map(files);
  for (const { path, content } of edits) {
    if (content === null) {
      written.delete(path);
    } else {
      written.set(path, content);
    }
  }
  const after = await render(written, folder);
  return {
    files: edits,
    proof: [
      `Kustomize was run on ${
        folder || 'the root'
      } before and after the change, and the two results were compared.`,
      ...proveRemoval(before, after, found, removal),
    ],
  };
}

function editFor(
  { files, notRead, folder, removal }: KustomizedRemoval,
  rendered: KubernetesObject,
  planned: Removal,
): FileEdit[] {
  const tree = walkKustomize(files, folder, notRead);
  const isOwn = (path: string) =>
    folder === '' || path.startsWith(`${folder}/`);
  const name = String(rendered.metadata?.name);
  const written = longest(
    manifestFiles(
      tree.objects.map(path => ({ path, content: files.get(path)! })),
    )
      .flatMap(file => file.objects)
      .filter(
        ({ value }) =>
          value.kind === rendered.kind &&
          value.metadata?.name &&
          name.includes(value.metadata.name),
      ),
  );
  const generators =
    rendered.kind === 'Secret' && groupOf(rendered) === ''
      ? generatorsOf(files, tree.kustomizations, name)
      : [];
  const ofFile = written[0]?.value.metadata.name.length ?? 0;
  const ofGenerator = String(generators[0]?.entry.name ?? '').length;
  const [count, path, base] =
    ofFile >= ofGenerator
      ? [written.length, written[0]?.file.path, written[0]?.value.metadata]
      : [
          generators.length,
          generators[0].path,
          { name: generators[0].entry.name },
        ];
  if (count !== 1 || ofFile === ofGenerator) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `From which file of ${folder || 'the root'} Kustomize makes ${
        rendered.kind
      } ${name} cannot be told. Make the change by hand.`,
      { path: folder },
    );
  }
  if (!isOwn(path)) {
    return deletedByPatch(files, folder, rendered, planned, base);
  }
  if (ofGenerator > ofFile) {
    return removeGenerated(files, tree.kustomizations, generators[0], removal);
  }
  const edits = editsOf([[written[0], planned]]);
  return edits.flatMap(edit =>
    edit.content === null
      ? [
          edit,
          ...tree.kustomizations
            .filter(isOwn)
            .flatMap(each =>
              withoutResource(each, files.get(each)!, edit.path),
            ),
        ]
      : [edit],
  );
}

/** A base may serve other environments too: this one leaves out what the base makes. */
function deletedByPatch(
  files: ReadonlyMap<string, string>,
  folder: string,
  { apiVersion, kind }: KubernetesObject,
  planned: Removal,
  base: Json,
): FileEdit[] {
  const path = kustomizationIn(files, folder)!;
  if (!planned.whole) {
    throw new ChangeImpossibleError(
      'mixed',
      `${kind} ${base.name} is written in a base that other environments may share, and makes other data than AWS keys too. Take the keys out by hand.`,
      { path },
    );
  }
  const patchFile = `irsa-without-${base.name}.yaml`;
  const patchPath = path.replace(/[^/]*$/, '') + patchFile;
  if (files.has(patchPath)) {
    throw new ChangeImpossibleError(
      'different',
      `${patchPath} is there already. Look at what it does, and take it away first.`,
      { path: patchPath },
    );
  }
  return [
    {
      path,
      content: withItems({ path, content: files.get(path)! }, [
        { list: 'patches', item: { path: patchFile } },
      ]),
    },
    {
      path: patchPath,
      content: stringify({
        apiVersion,
        kind,
        metadata: {
          name: base.name,
          ...(base.namespace ? { namespace: base.namespace } : {}),
        },
        $patch: 'delete',
      }),
    },
  ];
}

/** Those with the longest name. */
function longest(placed: readonly PlacedObject[]): PlacedObject[] {
  const length = Math.max(
    ...placed.map(({ value }) => value.metadata.name.length),
  );
  return placed.filter(({ value }) => value.metadata.name.length === length);
}
