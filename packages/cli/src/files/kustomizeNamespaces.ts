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
 * Gives the objects that a kustomization takes over its namespace, as Kustomize does: of kustomizations within one another,
 * that of the outermost. An object that several take over for different namespaces keeps what it has here: it becomes several
 * (`inNamespaces`).
 *
 * @param scopes - by absolute path of the kustomization
 * @param placeless - the file of each object that names no namespace, by absolute path
 * @param placed - of each one that does
 */
export function giveNamespaces(
  scopes: ReadonlyMap<string, KustomizationScope>,
  placeless: ReadonlyMap<KubernetesObject, string>,
  placed: ReadonlyMap<KubernetesObject, string> = new Map(),
): void {
  const byFile = namespacesByFile(scopes);
  for (const [object, file] of [...placeless, ...placed]) {
    const all = byFile.get(file) ?? new Set();
    const given = [...all].filter(Boolean);
    // Where nothing gives one, an object has the namespace that it names.
    const isOpen = given.length !== 1 || (placed.has(object) && all.has(''));
    if (!isOpen && isNamespaced(object.kind ?? '')) {
      object.metadata = { ...object.metadata, namespace: given[0] };
    }
  }
}

/** What each file and kustomization gets from the outermost ones; empty from those that give none. */
function namespacesByFile(
  scopes: ReadonlyMap<string, KustomizationScope>,
): Map<string, Set<string>> {
  /** Kustomizations by their own path and by that of their folder. */
  const named = new Map<string, string>();
  for (const at of scopes.keys()) {
    named.set(at, at);
    named.set(path.dirname(at), named.get(path.dirname(at)) ?? at);
  }
  const takenOver = new Set<string>();
  for (const [at, { included }] of scopes) {
    for (const each of included) {
      const inner = named.get(each);
      if (inner !== undefined && inner !== at) {
        takenOver.add(inner);
      }
    }
  }
  const byFile = new Map<string, Set<string>>();
  const walk = (start: string) => {
    const waiting: [place: string, outer: string][] = [[start, '']];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [place, outer] = next;
      const at = named.get(place) ?? place;
      const scope = scopes.get(at);
      const namespace = outer || scope?.namespace || '';
      const known = byFile.get(at) ?? new Set();
      byFile.set(at, known);
      // Each is looked into once for each namespace, however many lead to it.
      if (!known.has(namespace)) {
        known.add(namespace);
        scope?.included.forEach(each => waiting.push([each, namespace]));
      }
    }
  };
  const tops = [...scopes.keys()].filter(at => !takenOver.has(at));
  tops.forEach(walk);
  // Some take over one another.
  for (const at of scopes.keys()) {
    if (!byFile.has(at)) {
      walk(at);
    }
  }
  return byFile;
}

export function isNamespaced(kind: string): boolean {
  return kindOf(kind)?.namespaced ?? !OF_CLUSTER.test(kind);
}
