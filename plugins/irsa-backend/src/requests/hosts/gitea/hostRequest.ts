import { HostRequest } from '../files/HostApi';

/** The part of Gitea's pull request that is read here. */
export interface GiteaPull {
  number: number;
  html_url: string;
  title: string;
  body: string | null;
  state: string;
  merged: boolean;
  mergeable?: boolean;
  draft?: boolean;
  head: { ref: string; sha: string; repo_id: number };
  base: { ref: string; repo_id: number };
  merge_commit_sha: string | null;
  labels: { name: string }[] | null;
  requested_reviewers?: { login: string }[] | null;
  requested_reviewers_teams?: { name: string }[] | null;
  created_at: string;
  merged_at: string | null;
  closed_at: string | null;
  merged_by: { login: string } | null;
}

/** A pull request in the portal's words. */
export function hostRequest(pull: GiteaPull): HostRequest {
  const blockedBy = blockOf(pull);
  return {
    id: String(pull.number),
    url: pull.html_url,
    title: pull.title,
    body: pull.body ?? '',
    state: stateOf(pull),
    branch: pull.head.ref,
    base: pull.base.ref,
    isForeign: pull.head.repo_id !== pull.base.repo_id,
    labels: (pull.labels ?? []).map(({ name }) => name),
    reviewers: [
      ...(pull.requested_reviewers ?? []).map(({ login }) => login),
      ...(pull.requested_reviewers_teams ?? []).map(({ name }) => name),
    ],
    createdAt: pull.created_at,
    headCommit: pull.head.sha,
    ...(pull.merged &&
      pull.merge_commit_sha && { mergeCommit: pull.merge_commit_sha }),
    ...(pull.merged_at && { mergedAt: pull.merged_at }),
    ...(pull.closed_at && { closedAt: pull.closed_at }),
    ...(pull.merged_by && { endedBy: pull.merged_by.login }),
    ...(blockedBy && { blockedBy }),
  };
}

function stateOf({ merged, state }: GiteaPull): HostRequest['state'] {
  if (merged) {
    return 'merged';
  }
  return state === 'open' ? 'open' : 'closed';
}

/** Gitea counts only conflicts among what makes a request not mergeable, and for a moment that it is still looking. */
function blockOf({ state, draft, mergeable }: GiteaPull): string | undefined {
  if (state !== 'open') {
    return undefined;
  }
  if (draft) {
    return 'It is a draft.';
  }
  return mergeable === false
    ? 'Its branch conflicts with the branch that it is to be merged into, or the host has not looked yet.'
    : undefined;
}
