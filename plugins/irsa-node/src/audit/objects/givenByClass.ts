import { ObjectPlace } from '../../detect/copies';

/**
 * Of the Secrets of a class, those that what is in a namespace gets. The class says whether they are looked for in the namespace
 * of the Pod or in one that it names: where the namespace has none, it can only be the second.
 * Source: https://docs.stackable.tech/home/stable/secret-operator/secretclass/#backend-k8ssearch. Sorted.
 */
export function givenByClass(
  secrets: readonly ObjectPlace[],
  namespace: string | undefined,
): ObjectPlace[] {
  const own = secrets.filter(each => each.namespace === (namespace ?? ''));
  return [...(own.length > 0 ? own : secrets)].sort((a, b) =>
    `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1,
  );
}
