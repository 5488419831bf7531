import { CommitFacts } from '../BareRepository';
import { HostedRequest } from '../HostedRepository';
import { ApiCall } from '../route';

const pageOf = ({ origin, repository }: ApiCall) =>
  `${origin}/${repository.fullName}`;

export function repositoryAnswer(call: ApiCall): object {
  const { repository, mayWrite } = call;
  return {
    id: 1,
    name: repository.name,
    full_name: repository.fullName,
    html_url: pageOf(call),
    default_branch: repository.defaultBranch,
    archived: repository.archived,
    permissions: { admin: false, push: mayWrite, pull: true },
  };
}

export function commitAnswer(commit: CommitFacts): object {
  const { sha, parents, message, author, committer } = commit;
  return {
    sha,
    // As Gitea has it: the name of the commit, not that of its tree.
    commit: { message, tree: { sha }, author, committer },
    parents: parents.map(parent => ({ sha: parent })),
  };
}

/** A pull request; `tree` is that of its merge, which is missing where there are conflicts. */
export function pullAnswer(
  call: ApiCall,
  request: HostedRequest,
  tree: string | undefined,
): object {
  const isMerged = Boolean(request.mergedAt);
  return {
    number: request.number,
    html_url: `${pageOf(call)}/pulls/${request.number}`,
    title: request.title,
    body: request.body,
    state: request.state,
    user: { login: request.author },
    merged: isMerged,
    mergeable: request.state === 'open' && Boolean(tree),
    draft: false,
    head: { ref: request.branch, sha: request.head, repo_id: 1 },
    base: { ref: request.base, sha: '', repo_id: 1 },
    merge_commit_sha: request.mergeCommit ?? null,
    labels: request.labels.map((name, id) => ({ id, name })),
    requested_reviewers: request.reviewers.map(login => ({ login })),
    requested_reviewers_teams: [],
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    merged_at: request.mergedAt ?? null,
    closed_at: request.closedAt ?? null,
    merged_by: isMerged ? { login: request.endedBy } : null,
  };
}
