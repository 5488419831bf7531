import { Octokit, RestEndpointMethodTypes } from '@octokit/rest';
import { ChangeHostError, ProposedChange } from 'backstage-plugin-irsa-node';
import { ownMessage } from '../ownCommits';
import { ChangeRequestSettings } from '../../../config/IrsaConfig';
import { GitHubClient } from './GitHubClient';
import { isOwn } from './hostedChange';

type NewTree =
  RestEndpointMethodTypes['git']['createTree']['parameters']['tree'];

interface TreeEdit {
  path: string;
  mode: '100644' | '100755';
  type: 'blob';
  /** Null deletes the file. */
  sha?: null;
  content?: string;
}

export interface BranchWish {
  rest: Octokit['rest'];
  client: GitHubClient;
  change: ProposedChange;
  /** End of the branch that the change is to be merged into. */
  baseHead: string;
  /** End of the change's own branch. */
  tip(): Promise<string | undefined>;
  author: ChangeRequestSettings['author'];
}

/**
 * Brings the branch of a change to the wished files: makes it with one commit, or adds a commit to those of the portal.
 * Branches only ever move forward, by the host's own check, so that nothing of others is lost in between.
 */
export async function writeBranch(wish: BranchWish): Promise<void> {
  const { rest, client, change, author } = wish;
  const { params } = client;
  const ref = `heads/${change.branch}`;
  const tip = await wish.tip();
  const onto = tip ? await parentsOn(wish, tip) : [change.baseCommit];
  await requireBase(wish);
  const { data: base } = await rest.git.getCommit({
    ...params,
    commit_sha: change.baseCommit,
  });
  const tree = await writeTree(wish, base.tree.sha);
  if (tip && onto.length > 0 && onto[0] === tip) {
    const { data: last } = await rest.git.getCommit({
      ...params,
      commit_sha: tip,
    });
    if (last.tree.sha === tree) {
      return;
    }
  }
  const { data: commit } = await rest.git.createCommit({
    ...params,
    tree,
    parents: onto,
    message: ownMessage(change.marker, change.commitMessage, {
      tree,
      parents: onto,
    }),
    ...(author && { author }),
  });
  if (tip) {
    await rest.git.updateRef({ ...params, ref, sha: commit.sha, force: false });
  } else {
    await rest.git.createRef({
      ...params,
      ref: `refs/${ref}`,
      sha: commit.sha,
    });
  }
}

/** What the next commit on a branch that is there already stands on. */
async function parentsOn(wish: BranchWish, tip: string): Promise<string[]> {
  const { change, client } = wish;
  const { commits, total_commits, merge_base_commit } = await compare(
    wish,
    change.base,
    tip,
  );
  if (commits.length < total_commits || commits.some(each => !isOwn(each))) {
    throw new ChangeHostError(
      'changed',
      `${client.title}: other people have commits on branch ${change.branch}. The portal does not write over them.`,
    );
  }
  const start = merge_base_commit.sha;
  if (start !== change.baseCommit) {
    const { status } = await compare(wish, start, change.baseCommit);
    if (status !== 'ahead') {
      throw new ChangeHostError(
        'changed',
        `${client.title}: branch ${change.branch} stands on a later commit of ${change.base} than the one that was read. Ask again.`,
      );
    }
  }
  if (commits.length === 0) {
    return [change.baseCommit];
  }
  return start === change.baseCommit ? [tip] : [tip, change.baseCommit];
}

/** The commit that was read must still be part of the base: branches can be written anew. */
async function requireBase(wish: BranchWish): Promise<void> {
  const { baseHead, client, change } = wish;
  if (baseHead === change.baseCommit) {
    return;
  }
  const { status } = await compare(wish, change.baseCommit, baseHead);
  if (status !== 'ahead') {
    throw new ChangeHostError(
      'changed',
      `${client.title}: branch ${change.base} no longer has the commit that was read. Ask again.`,
    );
  }
}

async function compare({ rest, client }: BranchWish, from: string, to: string) {
  const { data } = await rest.repos.compareCommitsWithBasehead({
    ...client.params,
    basehead: `${from}...${to}`,
    per_page: 100,
  });
  return data;
}

/** Files keep their modes. What is no plain file is not written through. */
async function writeTree(
  { rest, client, change }: BranchWish,
  base: string,
): Promise<string> {
  const { data: before } = await rest.git.getTree({
    ...client.params,
    tree_sha: base,
    recursive: '1',
  });
  const modes = new Map(before.tree.map(({ path, mode }) => [path, mode]));
  const edits = [...change.files].flatMap(([path, content]): TreeEdit[] => {
    const mode = modes.get(path) ?? '100644';
    if (mode !== '100644' && mode !== '100755') {
      throw new ChangeHostError(
        'invalid',
        `${client.title}: ${path} is a link, a folder or a submodule, not a file.`,
      );
    }
    if (content === null) {
      // A file that is gone already needs no deletion; the host would refuse it.
      return modes.has(path) || before.truncated
        ? [{ path, mode, type: 'blob', sha: null }]
        : [];
    }
    return [{ path, mode, type: 'blob', content }];
  });
  if (edits.length > 0) {
    const { data } = await rest.git.createTree({
      ...client.params,
      base_tree: base,
      tree: edits as NewTree,
    });
    if (data.sha !== base) {
      return data.sha;
    }
  }
  throw new ChangeHostError(
    'invalid',
    `${client.title}: the files are as the change wants them already.`,
  );
}
