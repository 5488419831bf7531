import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isNamespaced } from '../kustomizeNamespaces';

/** What an object is in one environment. */
export interface Variant {
  now: KubernetesObject;
  /** What its kustomizations give; absent when none does. */
  namespace?: string;
  isRenamed: boolean;
}

/**
 * The objects with their namespaces, where names or namespaces tell environments apart: each environment has its own. Where one of them
 * gives no namespace, objects of the same name stand for all of them.
 */
export function inNamespaces(variants: readonly Variant[]): KubernetesObject[] {
  const places = new Map<string | undefined, Set<string | undefined>>();
  for (const { now, namespace } of variants) {
    const name = now.metadata?.name;
    places.set(name, (places.get(name) ?? new Set()).add(namespace));
  }
  return variants.map(({ now, namespace, isRenamed }) => {
    const { kind = '', metadata } = now;
    const given = places.get(metadata?.name)!;
    const isTold = given.size === 1 ? isRenamed : !given.has(undefined);
    return isTold && namespace && isNamespaced(kind)
      ? { ...now, metadata: { ...metadata, namespace } }
      : now;
  });
}
