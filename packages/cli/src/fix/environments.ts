import path from 'node:path';

/** What each kustomization takes over, by absolute paths. */
export type Kustomizations = ReadonlyMap<string, readonly string[]>;

/**
 * The kustomizations that a file ends up in and that no other one takes over: one for each environment. Empty for a file that Kustomize
 * does not read. Pure.
 */
export function environmentsOf(
  file: string,
  kustomizations: Kustomizations,
): string[] {
  const found = new Set<string>();
  const visited = new Set<string>();
  const climb = (place: string) => {
    for (const [kustomization, included] of kustomizations) {
      const takes = included.some(
        each => each === place || each === path.dirname(place),
      );
      // A folder means the kustomization in it; other files there are named one by one.
      const isMeant =
        included.includes(place) || (takes && kustomizations.has(place));
      if (isMeant && !visited.has(kustomization)) {
        visited.add(kustomization);
        const isTop = ![...kustomizations.values()].some(
          each =>
            each.includes(kustomization) ||
            each.includes(path.dirname(kustomization)),
        );
        if (isTop) {
          found.add(kustomization);
        } else {
          climb(kustomization);
        }
      }
    }
  };
  climb(file);
  return [...found].sort();
}
