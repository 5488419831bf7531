import { RestEndpointMethodTypes } from '@octokit/rest';
import { HostedChange } from 'backstage-plugin-irsa-node';
import { changeOf } from '../ownCommits';

export type Pull = RestEndpointMethodTypes['pulls']['get']['response']['data'];
export type PullCommit =
  RestEndpointMethodTypes['pulls']['listCommits']['response']['data'][number];

const BLOCKED: Record<string, string> = {
  dirty: 'Its branch conflicts with the branch that it is to be merged into.',
  blocked: 'A required review or check is missing.',
  behind: 'Its branch must be brought up to date first.',
  draft: 'It is a draft.',
};

/** A pull request in the portal's words. `head` is where its branch is now, if there is one. */
export function hostedChange(
  pull: Pull,
  commits: readonly PullCommit[],
  head: string | undefined,
): HostedChange {
  const isMerged = Boolean(pull.merged_at);
  const blockedBy =
    pull.state === 'open' ? BLOCKED[pull.mergeable_state ?? ''] : undefined;
  return {
    id: String(pull.number),
    url: pull.html_url,
    state: stateOf(pull),
    branch: pull.head.ref,
    base: pull.base.ref,
    ...(head && { headCommit: head }),
    ...(isMerged &&
      pull.merge_commit_sha && { mergeCommit: pull.merge_commit_sha }),
    createdAt: pull.created_at,
    ...(pull.merged_at && { mergedAt: pull.merged_at }),
    ...(pull.closed_at && { closedAt: pull.closed_at }),
    ...(pull.merged_by && { endedBy: pull.merged_by.login }),
    editedByOthers: commits.some(commit => !isOwn(commit)),
    ...(blockedBy && { blockedBy }),
  };
}

/** Whether the portal has made a commit of a list or of a comparison. */
export function isOwn({
  commit,
  parents,
}: Pick<PullCommit, 'commit' | 'parents'>): boolean {
  return (
    changeOf({
      message: commit.message,
      tree: commit.tree.sha,
      parents: parents.map(({ sha }) => sha),
    }) !== undefined
  );
}

function stateOf(pull: Pull): HostedChange['state'] {
  if (pull.merged_at) {
    return 'merged';
  }
  return pull.state === 'open' ? 'open' : 'closed';
}
