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
  const give = (at: string, namespace: string, seen: ReadonlySet<string>) => {
    const scope = scopes.get(at);
    if (!scope || seen.has(at)) {
      return;
    }
    for (const each of scope.included) {
      const inner = [...scopes.keys()].find(
        other => path.dirname(other) === each || other === each,
      );
      if (inner) {
        give(inner, namespace, new Set([...seen, at]));
      } else {
        byFile.set(each, (byFile.get(each) ?? new Set()).add(namespace));
      }
    }
  };
  // An overlay's namespace counts for what its base has, in place of the base's own.
  const isTakenOver = (at: string) =>
    [...scopes].some(
      ([other, { included, namespace }]) =>
        other !== at &&
        namespace &&
        (included.includes(at) || included.includes(path.dirname(at))),
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
