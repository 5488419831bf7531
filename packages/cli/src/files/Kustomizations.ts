import path from 'node:path';
import { AuditFinding, KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../json';
import { replacementsOf, variablesOf } from './copies/replacementsOf';
import { configurationsOf } from './names/configurationsOf';
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
  /** Of objects that are changed, the one that is written. */
  readonly originals = new Map<KubernetesObject, KubernetesObject>();

  /** Files of patches, by absolute path. */
  get patchFiles(): ReadonlySet<string> {
    return new Set(
      [...this.scopes].flatMap(([at, { patches }]) =>
        patches.flatMap(({ file }) =>
          file === undefined ? [] : [path.resolve(path.dirname(at), file)],
        ),
      ),
    );
  }

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
    const { namespace, kind, namePrefix, nameSuffix } = kustomization;
    this.scopes.set(source, {
      included,
      resources,
      components,
      namespace: textOf(namespace) || undefined,
      isComponent: kind === 'Component',
      patches: patchesOf(kustomization, folder),
      names: { prefix: textOf(namePrefix), suffix: textOf(nameSuffix) },
      replacements: replacementsOf(kustomization, folder),
      variables: variablesOf(kustomization),
      configuration: configurationsOf(kustomization, {
        readRules: named => folder.readRules(named),
        say: folder.say,
      }),
      lines,
    });
    return included;
  }

  /**
   * The objects with the namespaces and patches of their kustomizations. One that several change differently is there
   * several times.
   *
   * @param places - the file of each object @param placeless - of those that name no namespace
   * @param placed - of those that do
   */
  apply(
    objects: readonly KubernetesObject[],
    places: ReadonlyMap<KubernetesObject, string>,
    placeless: ReadonlyMap<KubernetesObject, string>,
    placed: ReadonlyMap<KubernetesObject, string>,
    say: (at: string, text: string) => void,
  ): KubernetesObject[] {
    giveNamespaces(this.scopes, placeless, placed);
    const scopes = [...this.scopes.values()];
    const spaces = new Set(scopes.map(scope => scope.namespace));
    if (spaces.size < 2 && !scopes.some(changesObjects)) {
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
    for (const [object, made] of [...patches, ...guessed]) {
      for (const each of variants.get(object) ?? [object]) {
        this.patches.set(keyOf(each), [made].flat());
      }
    }
    for (const [object, found] of variants) {
      found.forEach(each => this.originals.set(each, object));
    }
    const changed = objects.flatMap(object => {
      const file = places.get(object);
      if (file !== undefined && applied.has(file)) {
        return [];
      }
      const found = variants.get(object) ?? [object];
      return STORED.has(object.kind ?? '') ? this.merged(found) : found;
    });
    const added = [...guessed].map(([object, { at }]) => {
      const namespace =
        object.metadata?.namespace || this.scopes.get(at)?.namespace;
      return { ...object, metadata: { ...object.metadata, namespace } };
    });
    return [...changed, ...added];
  }

  /** Environments may have other values under the same name in the same place. */
  private merged(objects: readonly KubernetesObject[]): KubernetesObject[] {
    const byName = new Map<string, KubernetesObject>();
    for (const object of objects) {
      const key = `${object.metadata?.namespace ?? ''}/${keyOf(object)}`;
      const known = byName.get(key);
      const all = known ?? { ...object };
      if (known) {
        addGenerated(object, all);
      }
      byName.set(key, all);
      this.originals.set(all, this.originals.get(object) ?? object);
    }
    return [...byName.values()];
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

/** Whether a kustomization does more than to take over and to generate. */
function changesObjects({
  patches,
  names,
  replacements,
  variables,
}: PatchScope): boolean {
  const lists = [patches, replacements, variables];
  return (
    lists.some(({ length }) => length > 0) ||
    names.prefix !== '' ||
    names.suffix !== ''
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata?.name}`;
}
