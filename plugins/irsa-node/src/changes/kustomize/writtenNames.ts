import { Json, listOf } from '../detach/podFields';
import { manifestFiles } from '../yaml/ManifestFile';
import { readKustomization } from './kustomization';
import { KustomizeTree } from './walkKustomize';

/** Names of the objects that kustomizations take over or generate, as the files have them. */
export function writtenNames(
  files: ReadonlyMap<string, string>,
  { kustomizations, objects }: KustomizeTree,
): string[] {
  const textAt = (path: string) => ({ path, content: files.get(path) ?? '' });
  return [
    ...manifestFiles(objects.map(textAt)).flatMap(file =>
      file.objects.map(({ value }) => value.metadata?.name),
    ),
    ...kustomizations.flatMap(path =>
      generatedNames(readKustomization(textAt(path)) ?? {}),
    ),
  ].filter((name): name is string => typeof name === 'string' && name !== '');
}

/** Names of what a kustomization generates. */
function generatedNames(kustomization: Json): unknown[] {
  return ['secretGenerator', 'configMapGenerator'].flatMap(field =>
    listOf(kustomization, field).map(each => each?.name),
  );
}
