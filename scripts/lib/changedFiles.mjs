import { spawnSync } from 'node:child_process';

/** What decides how all files are linted and formatted. */
const RULES =
  /(^|\/)\.(eslint|prettier)[^/]*$|^(package\.json|yarn\.lock|scripts\/lint\/.*)$/;
/** Where the work may have left what has been checked as a whole. */
const BASES = ['origin/HEAD', 'origin/main', 'main'];

/**
 * The files in which the work tree differs from the main branch where the two parted, new ones among them, for checks that
 * look at each file alone. Undefined where all files have to be looked at: Git does not know the main branch, or rules have changed.
 *
 * @param {string} root
 * @returns {string[] | undefined} paths from the root
 */
export function changedFiles(root) {
  const git = (...args) => {
    const { status, stdout } = spawnSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    return status === 0 ? stdout : undefined;
  };
  const parted = BASES.map(base => git('merge-base', 'HEAD', base)).find(
    Boolean,
  );
  if (!parted) {
    return undefined;
  }
  const diff = (...flags) =>
    git('diff', '--name-only', '-z', '--no-renames', ...flags, parted.trim());
  const all = diff();
  const there = diff('--diff-filter=d');
  const fresh = git('ls-files', '-z', '--others', '--exclude-standard');
  if ([all, there, fresh].includes(undefined)) {
    return undefined;
  }
  const listed = text => text.split('\0').filter(Boolean);
  if ([...listed(all), ...listed(fresh)].some(file => RULES.test(file))) {
    return undefined;
  }
  return [...new Set([...listed(there), ...listed(fresh)])].sort();
}
