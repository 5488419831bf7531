import { applyPatch, structuredPatch } from 'diff';

/**
 * The files that take a merged change back: those of before, with what others have changed since. Pure.
 *
 * @param now - what the branch has; absent for files that are gone
 * @returns new contents by path, null for files to delete, nothing for those that are as before; or the paths that cannot be
 *   put back since others changed the same lines
 */
export function composeRevert(
  change: {
    before: ReadonlyMap<string, string>;
    files: ReadonlyMap<string, string>;
  },
  now: ReadonlyMap<string, string>,
): { files: Map<string, string | null> } | { conflicts: string[] } {
  const files = new Map<string, string | null>();
  const conflicts: string[] = [];
  for (const [path, after] of change.files) {
    const before = change.before.get(path);
    const present = now.get(path);
    if (present === before) {
      continue;
    }
    if (present === after) {
      files.set(path, before ?? null);
      continue;
    }
    const back =
      before !== undefined &&
      present !== undefined &&
      applyPatch(present, structuredPatch(path, path, after, before));
    if (typeof back !== 'string') {
      conflicts.push(path);
    } else if (back !== present) {
      files.set(path, back);
    }
  }
  return conflicts.length > 0 ? { conflicts } : { files };
}
