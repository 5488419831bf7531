import path from 'node:path';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { applyPatch, guessedFrom, isFor } from './applyPatch';
import { Patch } from './patchesOf';

/** A kustomization with what it takes over and changes. */
export interface PatchScope {
  isComponent: boolean;
  /** Files and folders, by absolute path. */
  resources: readonly string[];
  components: readonly string[];
  patches: readonly Patch[];
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

interface Version {
  original: KubernetesObject;
  now: KubernetesObject;
}

/**
 * Applies the patches of kustomizations as Kustomize does: what a kustomization takes over, then its components, then its
 * own patches. Pure.
 *
 * @param scopes - by absolute path of the kustomization
 * @param objectsOf - the objects of a file, or what a kustomization generates
 * @param say - called for a patch that does not fit
 */
export function patchedObjects(
  scopes: ReadonlyMap<string, PatchScope>,
  objectsOf: (file: string) => readonly KubernetesObject[],
  say: (kustomization: string, text: string) => void,
): Patched {
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
        if (!isFor(patch, version.now)) {
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
    const found = patchAll(at, withComponents(at, [...before, ...own]));
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
  const versions = new Map<KubernetesObject, Set<KubernetesObject>>();
  for (const [at, { isComponent }] of scopes) {
    if (takenOver.has(at) || isComponent) {
      continue;
    }
    const rendered = build(at);
    // An object that one environment leaves out is still in the others.
    for (const { original } of everything(at, scopes, named, objectsOf)) {
      versions.set(original, versions.get(original) ?? new Set());
    }
    for (const { original, now } of rendered) {
      versions.set(original, (versions.get(original) ?? new Set()).add(now));
    }
  }
  return {
    variants: new Map(
      [...versions]
        .filter(([original, found]) => found.size !== 1 || !found.has(original))
        .map(([original, found]) => [original, distinct(found)]),
    ),
    guessed: new Map(
      [...unused].flatMap(([patch, at]) => {
        // A file with an object is read by itself.
        const file = patch.file && path.resolve(path.dirname(at), patch.file);
        const isRead = file && !applied.has(file) && !Array.isArray(patch.body);
        const guess = isRead ? undefined : guessedFrom(patch);
        return guess ? [[guess, { at, patch }] as const] : [];
      }),
    ),
    patches,
    applied,
  };
}

/** Everything that a kustomization takes over, as it is written. */
function everything(
  start: string,
  scopes: ReadonlyMap<string, PatchScope>,
  named: ReadonlyMap<string, string>,
  objectsOf: (file: string) => readonly KubernetesObject[],
): Version[] {
  const seen = new Set<string>();
  const found: Version[] = [];
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const place = named.get(at) ?? at;
    if (seen.has(place)) {
      continue;
    }
    seen.add(place);
    found.push(...objectsOf(place).map(asWritten));
    const { resources = [], components = [] } = scopes.get(place) ?? {};
    waiting.push(...resources, ...components);
  }
  return found;
}

function asWritten(object: KubernetesObject): Version {
  return { original: object, now: object };
}

function distinct(objects: ReadonlySet<KubernetesObject>): KubernetesObject[] {
  if (objects.size <= 1) {
    return [...objects];
  }
  return [
    ...new Map([...objects].map(each => [JSON.stringify(each), each])).values(),
  ];
}
