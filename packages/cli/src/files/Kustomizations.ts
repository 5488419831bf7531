import { AuditFinding, KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../json';
import { KustomizeFolder } from './KustomizeFolder';
import { giveNamespaces, KustomizationScope } from './kustomizeNamespaces';
import { LineFinder } from './locate';
import {
  patchedObjects,
  PatchScope,
  PlacedPatch,
} from './patches/patchedObjects';
import { patchesOf } from './patches/patchesOf';

/** What workloads take values from. */
const STORED = new Set(['Secret', 'ConfigMap']);

type Scope = KustomizationScope & PatchScope & { lines: LineFinder };

/** The kustomizations among the files, and what they make of the objects of the others. */
export class Kustomizations {
  /** By absolute path. */
  private readonly scopes = new Map<string, Scope>();
  /** By the object that they change. */
  private readonly patches = new Map<string, readonly PlacedPatch[]>();

  /**
   * @param source - absolute path @param folder - reads what it names
   * @returns files and folders that it takes over, by absolute path
   */
  add(
    source: string,
    kustomization: JsonObject,
    folder: KustomizeFolder,
    lines: LineFinder,
  ): string[] {
    const { resources, components } = folder.included(kustomization);
    const included = [...resources, ...components];
    const { namespace, kind } = kustomization;
    this.scopes.set(source, {
      included,
      resources,
      components,
      namespace: typeof namespace === 'string' ? namespace : undefined,
      isComponent: kind === 'Component',
      patches: patchesOf(kustomization, folder),
      lines,
    });
    return included;
  }

  /**
   * The objects with the namespaces and patches of their kustomizations. One that several change differently is there
   * several times.
   *
   * @param places - the file of each object @param placeless - of those that name no namespace
   */
  apply(
    objects: readonly KubernetesObject[],
    places: ReadonlyMap<KubernetesObject, string>,
    placeless: ReadonlyMap<KubernetesObject, string>,
    say: (at: string, text: string) => void,
  ): KubernetesObject[] {
    giveNamespaces(this.scopes, placeless);
    if (![...this.scopes.values()].some(({ patches }) => patches.length > 0)) {
      return [...objects];
    }
    const byFile = new Map<string, KubernetesObject[]>();
    for (const [object, file] of places) {
      const known = byFile.get(file) ?? [];
      known.push(object);
      byFile.set(file, known);
    }
    const { variants, guessed, patches, applied } = patchedObjects(
      this.scopes,
      file => byFile.get(file) ?? [],
      say,
    );
    for (const [object, placed] of [...patches, ...guessed]) {
      this.patches.set(keyOf(object), [placed].flat());
    }
    const changed = objects.flatMap(object => {
      const file = places.get(object);
      if (file !== undefined && applied.has(file)) {
        return [];
      }
      const found = variants.get(object) ?? [object];
      return STORED.has(object.kind ?? '') ? merged(found) : found;
    });
    const added = [...guessed].map(([object, { at }]) => {
      const namespace =
        object.metadata?.namespace || this.scopes.get(at)?.namespace;
      return { ...object, metadata: { ...object.metadata, namespace } };
    });
    return [...changed, ...added];
  }

  /** Kustomization and line of the patch that brings a finding's key. */
  patchOf({
    kind,
    name,
    objectName,
    keyNames,
  }: AuditFinding): { file: string; line: number } | undefined {
    const words = [objectName, ...keyNames].filter(Boolean);
    const found = this.patches
      .get(keyOf({ kind, metadata: { name } }))
      ?.find(({ patch }) => {
        const text = JSON.stringify(patch.body);
        return words.some(word => text.includes(word));
      });
    const scope = found && this.scopes.get(found.at);
    return (
      scope && {
        file: found.at,
        line: scope.lines.locate(found.patch.path).line,
      }
    );
  }
}

/** An overlay adds to what its base generates. The last one of a name counts, so it gets what the others have. */
export function addGenerated(
  before: KubernetesObject,
  later: KubernetesObject,
): void {
  for (const field of ['data', 'stringData']) {
    const [old, own] = [before[field], later[field]];
    if (isObject(old)) {
      later[field] = { ...old, ...(isObject(own) ? own : {}) };
    }
  }
}

/** Environments may have other values under the same name. */
function merged(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return objects.slice(0, 1).map(first => {
    const all = { ...first };
    objects.slice(1).forEach(each => addGenerated(each, all));
    return all;
  });
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata?.name}`;
}
