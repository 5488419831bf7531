import type { components } from '@octokit/openapi-types';
import { CommitFacts, TreeEntry } from '../BareRepository';
import { HostedRepository, HostedRequest } from '../HostedRepository';

type Schemas = components['schemas'];

/** A part of a type: what is there has GitHub's names and types; what nobody reads is left out. */
export type Part<T> = T extends (infer E)[]
  ? Part<E>[]
  : T extends object
  ? { [K in keyof T]?: Part<T[K]> }
  : T;

/** Answers of GitHub's REST API, checked against GitHub's own description of it. */
export type Answer<K extends keyof Schemas> = Part<Schemas[K]>;

export interface AnswerContext {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  repository: HostedRepository;
}

const apiOf = ({ origin, repository }: AnswerContext) =>
  `${origin}/api/v3/repos/${repository.fullName}`;
const pageOf = ({ origin, repository }: AnswerContext) =>
  `${origin}/${repository.fullName}`;

export function repositoryAnswer(
  context: AnswerContext,
  mayWrite: boolean,
): Answer<'full-repository'> {
  const { repository } = context;
  return {
    name: repository.name,
    full_name: repository.fullName,
    owner: { login: repository.owner },
    url: apiOf(context),
    html_url: pageOf(context),
    clone_url: `${pageOf(context)}.git`,
    archive_url: `${apiOf(context)}/{archive_format}{/ref}`,
    default_branch: repository.defaultBranch,
    archived: repository.archived,
    private: true,
    permissions: {
      admin: false,
      maintain: false,
      push: mayWrite,
      triage: mayWrite,
      pull: true,
    },
  };
}

/** No checks are run here: what readers of archives want of it is the commit and the repository. */
export function statusAnswer(
  context: AnswerContext,
  sha: string,
): Answer<'combined-commit-status'> {
  return {
    state: 'success',
    statuses: [],
    sha,
    total_count: 0,
    repository: {
      full_name: context.repository.fullName,
      archive_url: `${apiOf(context)}/{archive_format}{/ref}`,
      trees_url: `${apiOf(context)}/git/trees{/sha}`,
    },
  };
}

export function refAnswer(
  context: AnswerContext,
  branch: string,
  sha: string,
): Answer<'git-ref'> {
  return {
    ref: `refs/heads/${branch}`,
    url: `${apiOf(context)}/git/refs/heads/${branch}`,
    object: {
      type: 'commit',
      sha,
      url: `${apiOf(context)}/git/commits/${sha}`,
    },
  };
}

export function branchAnswer(
  context: AnswerContext,
  branch: string,
  sha: string,
): Answer<'branch-with-protection'> {
  const isProtected = context.repository.isProtected(branch);
  return {
    name: branch,
    commit: { sha },
    protected: isProtected,
    protection: { enabled: isProtected },
  };
}

export function commitAnswer(
  context: AnswerContext,
  commit: CommitFacts,
): Answer<'git-commit'> {
  return {
    sha: commit.sha,
    url: `${apiOf(context)}/git/commits/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message.replace(/\n$/, ''),
    tree: {
      sha: commit.tree,
      url: `${apiOf(context)}/git/trees/${commit.tree}`,
    },
    parents: commit.parents.map(sha => ({
      sha,
      url: `${apiOf(context)}/git/commits/${sha}`,
    })),
  };
}

/** A commit as lists and comparisons have it. */
export function listedCommitAnswer(
  context: AnswerContext,
  commit: CommitFacts,
): Answer<'commit'> {
  const { sha, url, parents, author, committer, message, tree } = commitAnswer(
    context,
    commit,
  );
  return { sha, url, parents, commit: { author, committer, message, tree } };
}

export function treeAnswer(
  sha: string,
  entries: readonly TreeEntry[],
): Answer<'git-tree'> {
  return {
    sha,
    truncated: false,
    tree: entries.map(entry => ({ ...entry })),
  };
}

export function blobAnswer(sha: string, content: Buffer): Answer<'blob'> {
  return {
    sha,
    size: content.length,
    encoding: 'base64',
    content: content.toString('base64'),
  };
}

export function pullAnswer(
  context: AnswerContext,
  request: HostedRequest,
  tree: string | undefined,
): Answer<'pull-request'> {
  const isOpen = request.state === 'open';
  return {
    ...simplePullAnswer(context, request),
    merged: Boolean(request.mergedAt),
    merged_by:
      request.mergedAt && request.endedBy ? { login: request.endedBy } : null,
    mergeable: isOpen ? Boolean(tree) : null,
    mergeable_state: stateOf(isOpen, tree),
    comments: request.comments.length,
  };
}

function stateOf(isOpen: boolean, tree: string | undefined): string {
  if (!isOpen) {
    return 'unknown';
  }
  return tree ? 'clean' : 'dirty';
}

/** Fields that are alike in single requests and in lists. */
function simplePullAnswer(context: AnswerContext, request: HostedRequest) {
  const { repository } = context;
  const sideOf = (ref: string, sha: string) => ({
    ref,
    sha,
    label: `${repository.owner}:${ref}`,
    repo: { full_name: repository.fullName },
  });
  const pull = {
    number: request.number,
    url: `${apiOf(context)}/pulls/${request.number}`,
    html_url: `${pageOf(context)}/pull/${request.number}`,
    title: request.title,
    body: request.body,
    state: request.state,
    user: { login: request.author },
    labels: request.labels.map(name => ({ name })),
    requested_reviewers: request.reviewers.map(login => ({ login })),
    requested_teams: [],
    head: sideOf(request.branch, request.head),
    base: sideOf(request.base, ''),
    merge_commit_sha: request.mergeCommit ?? null,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    closed_at: request.closedAt ?? null,
    merged_at: request.mergedAt ?? null,
    draft: false,
  } satisfies Answer<'pull-request'>;
  return pull;
}

export function listedPullAnswer(
  context: AnswerContext,
  request: HostedRequest,
): Answer<'pull-request-simple'> {
  return simplePullAnswer(context, request);
}

export function commentAnswer(comment: {
  id: number;
  author: string;
  body: string;
  at: string;
}): Answer<'issue-comment'> {
  return {
    id: comment.id,
    body: comment.body,
    user: { login: comment.author },
    created_at: comment.at,
  };
}

export function compareAnswer(
  context: AnswerContext,
  compared: { ahead: CommitFacts[]; behind: number; base: string },
): Answer<'commit-comparison'> {
  const { ahead, behind, base } = compared;
  return {
    status: statusOf(ahead.length, behind),
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    merge_base_commit: { sha: base },
    commits: ahead.map(commit => listedCommitAnswer(context, commit)),
  };
}

function statusOf(
  ahead: number,
  behind: number,
): Schemas['commit-comparison']['status'] {
  if (ahead && behind) {
    return 'diverged';
  }
  if (ahead || behind) {
    return ahead ? 'ahead' : 'behind';
  }
  return 'identical';
}
