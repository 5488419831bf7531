import { ChangeHostError, ProposedChange } from 'backstage-plugin-irsa-node';
import { ChangeRequestSettings } from '../../../config/IrsaConfig';
import { ownMessage } from '../ownCommits';
import { blobName, editedTree } from './gitObjects';
import { FileEdit, HostApi, ListedCommit } from './HostApi';
import { RepositoryReader } from './RepositoryReader';

export interface FilesWish {
  api: HostApi;
  reader: RepositoryReader;
  change: ProposedChange;
  /** End of the branch that the change is to be merged into. */
  baseHead: string;
  author: ChangeRequestSettings['author'];
}

/**
 * Brings the branch of a change to the wished files by the host's commits of files: makes it with one commit, or adds a
 * commit to those of the portal. Such commits stand on the end of the branch and have one parent, so a branch stays on the
 * commit of the base on which it was begun; what came to the base since then comes in by the merge.
 */
export async function writeFiles(wish: FilesWish): Promise<void> {
  const { api, reader, change, author } = wish;
  const { branch, baseCommit } = change;
  if (!(await reader.isPart(baseCommit, wish.baseHead))) {
    throw changed(
      wish,
      `branch ${change.base} no longer has the commit that was read. Ask again`,
    );
  }
  await requireEffect(wish);
  const before = await api.head(branch);
  const start = before ? await startOf(wish, before) : baseCommit;
  const tip = before ?? baseCommit;
  const edits = await editsOf(wish, start, tip);
  if (edits.length === 0) {
    if (before && before !== start) {
      return;
    }
    throw noEffect(wish);
  }
  const tree = await editedTree(
    new Map(
      edits.map(({ path, content }) => [
        path,
        content && blobName(content, tip),
      ]),
    ),
    path => reader.folder(tip, path),
    tip,
  );
  if (!before) {
    await api.createBranch(branch, baseCommit);
  }
  await api.commitFiles({
    branch,
    tip,
    edits,
    author,
    message: ownMessage(change.marker, change.commitMessage, {
      tree: tree!,
      parents: [tip],
    }),
  });
  await requireAlone(wish, tip);
}

/** The commit of the base on which the branch was begun. Throws `changed` when others have commits on the branch. */
async function startOf(wish: FilesWish, tip: string): Promise<string> {
  const { api, reader, change } = wish;
  const list = await api.commitsBetween(wish.baseHead, tip);
  if (!(await reader.areOwn(list))) {
    throw othersHaveCommits(wish);
  }
  const start = firstParent(list.commits) ?? tip;
  if (!(await reader.isPart(start, change.baseCommit))) {
    throw changed(
      wish,
      `branch ${change.branch} stands on a later commit of ${change.base} than the one that was read. Ask again`,
    );
  }
  return start;
}

/** What the oldest of a row of commits stands on. */
function firstParent(commits: readonly ListedCommit[]): string | undefined {
  const listed = new Set(commits.map(({ sha }) => sha));
  return commits
    .flatMap(({ parents }) => parents)
    .find(parent => !listed.has(parent));
}

/** A change that changes nothing would be a request without a commit. */
async function requireEffect(wish: FilesWish): Promise<void> {
  const { reader } = wish;
  const { files, baseCommit } = wish.change;
  for (const [path, text] of files) {
    const entry = await reader.entry(baseCommit, path);
    const wanted = text === null ? undefined : nameOf(text, baseCommit);
    if (entry?.sha !== wanted) {
      return;
    }
  }
  throw noEffect(wish);
}

function noEffect({ api }: FilesWish): ChangeHostError {
  return new ChangeHostError(
    'invalid',
    `${api.title}: the files are as the change wants them already.`,
  );
}

/** From the end of the branch to the wished files. What an earlier proposal has changed and this one does not is put back. */
async function editsOf(
  { api, reader, change }: FilesWish,
  start: string,
  tip: string,
): Promise<FileEdit[]> {
  const earlier = start === tip ? [] : await reader.changedPaths(start, tip);
  const edits: FileEdit[] = [];
  for (const path of new Set([...change.files.keys(), ...earlier])) {
    const entry = await reader.entry(tip, path);
    if (entry && !/^0*100(644|755)$/.test(entry.mode)) {
      throw new ChangeHostError(
        'invalid',
        `${api.title}: ${path} is a link, a folder or a submodule, not a file.`,
      );
    }
    const text = change.files.get(path);
    const content =
      text === undefined ? await reader.content(start, path) : bytesOf(text);
    if (entry?.sha !== (content ? blobName(content, tip) : undefined)) {
      edits.push({ path, content, ...(entry && { before: entry.sha }) });
    }
  }
  return edits;
}

/** Hosts put such a commit on the branch's end of that moment; this looks whether it was the one that was read. */
async function requireAlone(wish: FilesWish, tip: string): Promise<void> {
  const { api, change } = wish;
  const head = await api.head(change.branch);
  const list = head && (await api.commitsBetween(tip, head));
  if (
    !list ||
    list.commits.length !== 1 ||
    !(await new RepositoryReader(api).areOwn(list))
  ) {
    throw othersHaveCommits(wish);
  }
}

function othersHaveCommits(wish: FilesWish): ChangeHostError {
  return changed(
    wish,
    `other people have commits on branch ${wish.change.branch}. The portal does not write over them`,
  );
}

function changed({ api }: FilesWish, reason: string): ChangeHostError {
  return new ChangeHostError('changed', `${api.title}: ${reason}.`);
}

function bytesOf(text: string | null): Buffer | null {
  return text === null ? null : Buffer.from(text, 'utf8');
}

function nameOf(text: string, like: string): string {
  return blobName(Buffer.from(text, 'utf8'), like);
}
