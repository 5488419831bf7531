/** Packages that keep state in their modules, or are too large to be there twice. */
const SINGLE =
  /^(@backstage\/.*|react|react-dom|react-router|react-router-dom|react-aria-components|knex|better-sqlite3|@kubernetes\/client-node|backstage-plugin-irsa.*)$/;

/** Versions of each package in a yarn.lock. */
function versionsIn(lock: string): Map<string, Set<string>> {
  const versions = new Map<string, Set<string>>();
  for (const [, name, version] of lock.matchAll(
    /^"((?:@[^@"/]+\/)?[^@"]+)@[^\n]*:\n {2}version: (\S+)/gm,
  )) {
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return versions;
}

/**
 * Packages that must be there once and were, until something was added.
 * @returns such as `@backstage/ui 0.18.0 and 0.20.0`
 */
export function newCopies(before: string, after: string): string[] {
  const old = versionsIn(before);
  return [...versionsIn(after)]
    .filter(
      ([name, versions]) =>
        SINGLE.test(name) &&
        versions.size > Math.max(1, old.get(name)?.size ?? 0),
    )
    .map(([name, versions]) => `${name} ${[...versions].join(' and ')}`);
}
