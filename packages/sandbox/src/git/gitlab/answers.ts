import type {
  BranchSchema,
  CommitSchema,
  ProjectSchema,
  RepositoryTreeSchema,
} from '@gitbeaker/rest';
import { CommitFacts, TreeEntry } from '../BareRepository';
import { HostedRequest } from '../HostedRepository';
import { Part } from '../github/answers';
import { ApiCall } from '../route';

const pageOf = ({ origin, repository }: ApiCall) =>
  `${origin}/${repository.fullName}`;

export function projectAnswer(call: ApiCall): Part<ProjectSchema> {
  const { repository, mayWrite } = call;
  return {
    id: 1,
    name: repository.name,
    path_with_namespace: repository.fullName,
    web_url: pageOf(call),
    default_branch: repository.defaultBranch,
    archived: repository.archived,
    permissions: {
      project_access: {
        access_level: mayWrite ? 30 : 20,
        notification_level: 3,
      },
    },
  };
}

export function branchAnswer(
  { repository }: ApiCall,
  name: string,
  commit: CommitFacts,
): Part<BranchSchema> {
  return {
    name,
    merged: false,
    protected: repository.isProtected(name),
    default: name === repository.defaultBranch,
    commit: commitAnswer(commit),
  };
}

export function commitAnswer(commit: CommitFacts): Part<CommitSchema> {
  const { sha, parents, message, author, committer } = commit;
  return {
    id: sha,
    short_id: sha.slice(0, 8),
    parent_ids: parents,
    title: message.split('\n')[0],
    message,
    author_name: author.name,
    author_email: author.email,
    authored_date: author.date,
    committer_name: committer.name,
    committer_email: committer.email,
    committed_date: committer.date,
  };
}

export function treeEntryAnswer(
  folder: string,
  { path, mode, type, sha }: TreeEntry,
): Part<RepositoryTreeSchema> {
  return {
    id: sha,
    name: path.split('/').at(-1),
    type,
    path: folder ? `${folder}/${path}` : path,
    mode,
  };
}

/** A merge request; `tree` is that of its merge, which is missing where there are conflicts. */
export function requestAnswer(
  call: ApiCall,
  request: HostedRequest,
  tree: string | undefined,
): object {
  const isMerged = Boolean(request.mergedAt);
  const isOpen = request.state === 'open';
  const by = request.endedBy ? { username: request.endedBy } : null;
  return {
    iid: request.number,
    title: request.title,
    description: request.body,
    web_url: `${pageOf(call)}/-/merge_requests/${request.number}`,
    state: stateOf(isOpen, isMerged),
    source_branch: request.branch,
    target_branch: request.base,
    source_project_id: 1,
    target_project_id: 1,
    author: { username: request.author },
    labels: request.labels,
    reviewers: request.reviewers.map(username => ({
      id: call.users().indexOf(username) + 1,
      username,
    })),
    sha: request.head,
    ...mergeCommitsOf(request),
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    merged_at: request.mergedAt ?? null,
    merge_user: isMerged ? by : null,
    closed_at: isMerged ? null : request.closedAt ?? null,
    closed_by: isMerged || isOpen ? null : by,
    has_conflicts: isOpen && !tree,
    detailed_merge_status: statusOf(isOpen, tree),
  };
}

function mergeCommitsOf({ mergeCommit, mergedBy }: HostedRequest) {
  return {
    merge_commit_sha: (mergedBy === 'merge' && mergeCommit) || null,
    squash_commit_sha: (mergedBy === 'squash' && mergeCommit) || null,
  };
}

function stateOf(isOpen: boolean, isMerged: boolean): string {
  if (isMerged) {
    return 'merged';
  }
  return isOpen ? 'opened' : 'closed';
}

function statusOf(isOpen: boolean, tree: string | undefined): string {
  if (!isOpen) {
    return 'not_open';
  }
  return tree ? 'mergeable' : 'conflict';
}
