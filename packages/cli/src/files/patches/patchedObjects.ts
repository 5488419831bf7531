import path from 'node:path';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { Replacement, Variable } from '../copies/replacementsOf';
import { withReplacements } from '../copies/applyReplacements';
import { valuesOfVariables, withVariables } from '../copies/applyVariables';
import { inNamespaces, Variant } from '../names/inNamespaces';
import { Configuration } from '../names/configurationsOf';
import { Affixes, renamed } from '../names/rename';
import { Referring, referencesAmong } from '../names/references';
import { Version } from '../names/Version';
import { applyPatch, guessedFrom, isFor } from './applyPatch';
import { Patch } from './patchesOf';

/** A kustomization with what it takes over and changes. */
export interface PatchScope {
  isComponent: boolean;
  /** Files and folders, by absolute path. */
  resources: readonly string[];
  components: readonly string[];
  patches: readonly Patch[];
  namespace?: string;
  names: Affixes;
  replacements: readonly Replacement[];
  variables: readonly Variable[];
  configuration: Configuration;
}

/** What came of the objects of all files. */
export interface Patched {
  /** What each object is in the kustomizations that no other takes over; absent where nothing changes. */
  variants: ReadonlyMap<KubernetesObject, readonly KubernetesObject[]>;
  /** What patches say of objects that are not here. */
  guessed: ReadonlyMap<KubernetesObject, PlacedPatch>;
  /** The patches of each object, as it is written. */
  patches: ReadonlyMap<KubernetesObject, readonly PlacedPatch[]>;
  /** Files of patches that were applied, by absolute path: they are no objects of their own. */
  applied: ReadonlySet<string>;
}

/** A patch and its kustomization. */
export interface PlacedPatch {
  at: string;
  patch: Patch;
}

/**
 * Applies kustomizations as Kustomize does: what one takes over, then its components, then its own patches, names and
 * replacements; in the end, references follow the names, and variables are filled in. Pure.
 *
 * @param scopes - by absolute path of the kustomization
 * @param objectsOf - the objects of a file, or what a kustomization generates
 * @param say - called for what does not fit, once for each text
 */
export function patchedObjects(
  scopes: ReadonlyMap<string, PatchScope>,
  objectsOf: (file: string) => readonly KubernetesObject[],
  sayAlways: (kustomization: string, text: string) => void,
): Patched {
  const said = new Set<string>();
  const say = (at: string, text: string) => {
    if (!said.has(`${at}\n${text}`)) {
      said.add(`${at}\n${text}`);
      sayAlways(at, text);
    }
  };
  const applied = new Set<string>();
  const unused = new Map<Patch, string>();
  const patches = new Map<KubernetesObject, PlacedPatch[]>();
  /** Kustomizations by their own path and by that of their folder. */
  const named = new Map<string, string>();
  for (const at of scopes.keys()) {
    named.set(at, at);
    named.set(path.dirname(at), named.get(path.dirname(at)) ?? at);
  }
  const built = new Map<string, readonly Version[]>();
  const busy = new Set<string>();

  function patchAll(at: string, versions: readonly Version[]) {
    let found = versions;
    for (const patch of scopes.get(at)!.patches) {
      let isUsed = false;
      found = found.flatMap(version => {
        if (!isFor(patch, version.now, version.before)) {
          return [version];
        }
        isUsed = true;
        const known = patches.get(version.original) ?? [];
        known.push({ at, patch });
        patches.set(version.original, known);
        try {
          const now = applyPatch(patch, version.now);
          return now === 'deleted' ? [] : [{ ...version, now }];
        } catch {
          const { kind, metadata } = version.now;
          say(
            at,
            `a patch does not fit ${kind} ${metadata?.name}, so what comes of it is not known`,
          );
          return [version];
        }
      });
      if (isUsed) {
        unused.delete(patch);
        if (patch.file !== undefined) {
          applied.add(path.resolve(path.dirname(at), patch.file));
        }
      } else {
        unused.set(patch, at);
      }
    }
    return found;
  }
  function withComponents(at: string, versions: readonly Version[]) {
    let found = versions;
    for (const each of scopes.get(at)!.components) {
      const inner = named.get(each);
      if (inner && !busy.has(inner)) {
        found = whole(inner, found);
      }
    }
    return found;
  }
  /** A component changes what is there already. */
  function whole(at: string, before: readonly Version[]): readonly Version[] {
    busy.add(at);
    const own = [
      ...scopes.get(at)!.resources.flatMap(each => {
        const inner = named.get(each);
        return inner ? build(inner) : objectsOf(each).map(asWritten);
      }),
      ...objectsOf(at).map(asWritten),
    ];
    const { names, namespace, replacements } = scopes.get(at)!;
    const found = withReplacements(
      replacements,
      patchAll(at, withComponents(at, [...before, ...own])).map(version => ({
        ...renamed(version, at, names),
        namespace: namespace ?? version.namespace,
      })),
      text => say(at, text),
    );
    busy.delete(at);
    return found;
  }
  function build(at: string): readonly Version[] {
    const known = built.get(at);
    if (known || busy.has(at)) {
      return known ?? [];
    }
    const found = whole(at, []);
    built.set(at, found);
    return found;
  }

  const takenOver = new Set(
    [...scopes].flatMap(([at, { resources, components }]) =>
      [...resources, ...components]
        .flatMap(each => named.get(each) ?? [])
        .filter(inner => inner !== at),
    ),
  );
  const versions = new Map<KubernetesObject, Variant[]>();
  const finishes = new Map<string, Finish>();
  for (const [at, { isComponent }] of scopes) {
    if (takenOver.has(at) || isComponent) {
      continue;
    }
    const rendered = build(at);
    const { files, objects } = everything(at, scopes, named, objectsOf);
    const inside = files.flatMap(file => scopes.get(file) ?? []);
    const variables = valuesOfVariables(
      inside.flatMap(scope => scope.variables),
      rendered,
      text => say(at, text),
    );
    const configured = inside.map(({ configuration }) => configuration);
    const refer = referencesAmong(
      rendered,
      configured.flatMap(({ references }) => references),
      text => say(at, text),
    );
    const finish = (version: Referring) =>
      withVariables(
        refer(version),
        variables,
        configured.flatMap(each => each.variables),
      );
    files.forEach(file => finishes.set(file, finishes.get(file) ?? finish));
    // An object that one environment leaves out is still in the others.
    for (const original of objects) {
      versions.set(original, versions.get(original) ?? []);
    }
    for (const version of rendered) {
      const { original, namespace, namedBy } = version;
      const known = versions.get(original) ?? [];
      versions.set(original, known);
      const isRenamed = namedBy.length > 0;
      known.push({ now: finish(version), namespace, isRenamed });
    }
  }
  return {
    variants: new Map(
      [...versions]
        .map(
          ([original, found]) =>
            [original, new Set(inNamespaces(found))] as const,
        )
        .filter(([original, found]) => found.size !== 1 || !found.has(original))
        .map(([original, found]) => [original, distinct(found)]),
    ),
    guessed: new Map(
      [...unused].flatMap(([patch, at]) => {
        // A file with an object is read by itself.
        const file = patch.file && path.resolve(path.dirname(at), patch.file);
        const isRead = file && !applied.has(file) && !Array.isArray(patch.body);
        const guess = isRead ? undefined : guessedFrom(patch);
        if (!guess) {
          return [];
        }
        const version = renamed(asWritten(guess), at, scopes.get(at)!.names);
        const now = finishes.get(at)?.(version) ?? version.now;
        return [[now, { at, patch }] as const];
      }),
    ),
    patches,
    applied,
  };
}

/** References and variables of what one kustomization makes. */
type Finish = (version: Referring) => KubernetesObject;

/** Everything that a kustomization takes over, as it is written, and the files and kustomizations of it. */
function everything(
  start: string,
  scopes: ReadonlyMap<string, PatchScope>,
  named: ReadonlyMap<string, string>,
  objectsOf: (file: string) => readonly KubernetesObject[],
): { files: string[]; objects: KubernetesObject[] } {
  const seen = new Set<string>();
  const found: KubernetesObject[] = [];
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const place = named.get(at) ?? at;
    if (seen.has(place)) {
      continue;
    }
    seen.add(place);
    found.push(...objectsOf(place));
    const { resources = [], components = [] } = scopes.get(place) ?? {};
    waiting.push(...resources, ...components);
  }
  return { files: [...seen], objects: found };
}

function asWritten(object: KubernetesObject): Version {
  return { original: object, now: object, before: [], namedBy: [] };
}

function distinct(objects: ReadonlySet<KubernetesObject>): KubernetesObject[] {
  if (objects.size <= 1) {
    return [...objects];
  }
  return [
    ...new Map([...objects].map(each => [JSON.stringify(each), each])).values(),
  ];
}
