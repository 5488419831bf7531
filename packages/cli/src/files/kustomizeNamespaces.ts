import path from 'node:path';
import { kindOf, KubernetesObject } from 'backstage-plugin-irsa-node';

/** What a kustomization takes over, and the namespace that it gives. */
export interface KustomizationScope {
  /** Files and folders, by absolute path. */
  included: readonly string[];
  namespace?: string;
}

const OF_CLUSTER =
  /^(Cluster[A-Z]\w*|APIService|CSIDriver|IngressClass|Node|PriorityClass|RuntimeClass|VolumeAttachment)$/;

/**
 * Gives the objects that a kustomization takes over its namespace, as Kustomize does. An object that several
 * kustomizations take over for different namespaces keeps what it has, since it stands for several.
 *
 * @param scopes - by absolute path of the kustomization
 * @param places - the file of each object that has no namespace, by absolute path
 */
export function giveNamespaces(
  scopes: ReadonlyMap<string, KustomizationScope>,
  places: ReadonlyMap<KubernetesObject, string>,
): void {
  const byFile = new Map<string, Set<string>>();
  /** Kustomizations by their own path and by that of their folder. */
  const named = new Map<string, string>();
  for (const at of scopes.keys()) {
    named.set(at, at);
    named.set(path.dirname(at), named.get(path.dirname(at)) ?? at);
  }
  const give = (at: string, namespace: string, seen: ReadonlySet<string>) => {
    const scope = scopes.get(at);
    if (!scope || seen.has(at)) {
      return;
    }
    // What it generates itself.
    byFile.set(at, (byFile.get(at) ?? new Set()).add(namespace));
    for (const each of scope.included) {
      const inner = named.get(each);
      if (inner) {
        give(inner, namespace, new Set([...seen, at]));
      } else {
        byFile.set(each, (byFile.get(each) ?? new Set()).add(namespace));
      }
    }
  };
  // An overlay's namespace counts for what its base has, in place of the base's own.
  const takers = new Map<string, Set<string>>();
  for (const [at, { included, namespace }] of scopes) {
    for (const each of namespace ? included : []) {
      takers.set(each, (takers.get(each) ?? new Set()).add(at));
    }
  }
  const isTakenOver = (at: string) =>
    [at, path.dirname(at)].some(place =>
      [...(takers.get(place) ?? [])].some(other => other !== at),
    );
  for (const [at, { namespace }] of scopes) {
    if (namespace && !isTakenOver(at)) {
      give(at, namespace, new Set());
    }
  }
  for (const [object, file] of places) {
    const [namespace, ...more] = byFile.get(file) ?? [];
    if (namespace && more.length === 0 && isNamespaced(object.kind ?? '')) {
      object.metadata = { ...object.metadata, namespace };
    }
  }
}

function isNamespaced(kind: string): boolean {
  return kindOf(kind)?.namespaced ?? !OF_CLUSTER.test(kind);
}
