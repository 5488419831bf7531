import { ChangeHostError, ProposedChange } from 'backstage-plugin-irsa-node';

/** What git itself refuses in a name, and a little more. */
const BRANCH =
  /^(?!.*(\.\.|\/\/|@\{|\.lock($|\/)|\/\.|\.$|\/$))[A-Za-z0-9_][\w./+@-]*$/;
const MARKER = /^[A-Za-z0-9-]{1,100}$/;
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** Throws `invalid` when a change cannot be made as it is written, before anything is asked of a host. */
export function checkChange(change: ProposedChange): void {
  const { marker, branch, base, baseCommit, files, title } = change;
  if (!MARKER.test(marker)) {
    throw invalid('its marker is not letters, digits and hyphens');
  }
  for (const name of [branch, base]) {
    requireBranch(name);
  }
  if (branch === base) {
    throw invalid(`it would write to ${base} itself`);
  }
  requireCommit(baseCommit);
  if (!title.trim()) {
    throw invalid('it has no title');
  }
  if (files.size === 0) {
    throw invalid('it changes no file');
  }
  for (const path of files.keys()) {
    if (!isPath(path)) {
      throw invalid(`'${path}' is not a path of a file in a repository`);
    }
  }
}

/** Throws `invalid` for a name that is no branch's. */
export function requireBranch(name: string): void {
  if (!BRANCH.test(name)) {
    throw invalid(`'${name}' is not the name of a branch`);
  }
}

/** Throws `invalid` for anything but a full SHA. */
export function requireCommit(commit: string): void {
  if (!SHA.test(commit)) {
    throw invalid(`'${commit}' is not the full SHA of a commit`);
  }
}

/** Whether this names a file, or with `''` the root, below a repository. */
export function isPath(path: string): boolean {
  return (
    path.length > 0 &&
    // eslint-disable-next-line no-control-regex
    !/[\u0000-\u001f\u007f\\]/.test(path) &&
    path.split('/').every(part => part && !/^(\.{1,2}|\.git)$/i.test(part))
  );
}

function invalid(reason: string): ChangeHostError {
  return new ChangeHostError(
    'invalid',
    `The change request cannot be made: ${reason}.`,
  );
}
