import { HostRequest } from '../files/HostApi';

/** The part of GitLab's merge request that is read here, in single answers and in lists. */
export interface ListedRequest {
  iid: number;
  title: string;
  description: string | null;
  web_url: string;
  state: string;
  source_branch: string;
  target_branch: string;
  source_project_id: number;
  target_project_id: number;
  sha: string | null;
  merge_commit_sha: string | null;
  squash_commit_sha: string | null;
  labels: (string | { name: string })[];
  reviewers?: { id: number; username: string }[] | null;
  created_at: string;
  merged_at: string | null;
  closed_at: string | null;
  merge_user?: { username: string } | null;
  merged_by?: { username: string } | null;
  closed_by?: { username: string } | null;
  has_conflicts?: boolean;
  detailed_merge_status?: string;
}

const MISSING = 'A required review or check is missing.';
const BLOCKED: Record<string, string> = {
  conflict:
    'Its branch conflicts with the branch that it is to be merged into.',
  need_rebase: 'Its branch must be brought up to date first.',
  draft_status: 'It is a draft.',
  blocked_status: MISSING,
  ci_must_pass: MISSING,
  ci_still_running: MISSING,
  discussions_not_resolved: MISSING,
  external_status_checks: MISSING,
  not_approved: MISSING,
  requested_changes: MISSING,
  status_checks_must_pass: MISSING,
};

/** A merge request in the portal's words. */
export function hostRequest(request: ListedRequest): HostRequest {
  const {
    merge_user: mergeUser,
    merged_by: mergedBy,
    closed_by: closedBy,
  } = request;
  const state = stateOf(request.state);
  const endedBy = (state === 'merged' ? mergeUser ?? mergedBy : closedBy)
    ?.username;
  const blockedBy = state === 'open' ? blockOf(request) : undefined;
  const mergeCommit = mergeCommitOf(request);
  return {
    id: String(request.iid),
    url: request.web_url,
    title: request.title,
    body: request.description ?? '',
    state,
    branch: request.source_branch,
    base: request.target_branch,
    isForeign: request.source_project_id !== request.target_project_id,
    labels: request.labels.map(label =>
      typeof label === 'string' ? label : label.name,
    ),
    reviewers: (request.reviewers ?? []).map(({ username }) => username),
    createdAt: request.created_at,
    ...(request.sha && { headCommit: request.sha }),
    ...(state === 'merged' && mergeCommit && { mergeCommit }),
    ...(request.merged_at && { mergedAt: request.merged_at }),
    ...(request.closed_at && { closedAt: request.closed_at }),
    ...(endedBy && { endedBy }),
    ...(blockedBy && { blockedBy }),
  };
}

/** `locked` is a request that is being merged at this moment. */
function stateOf(state: string): HostRequest['state'] {
  return state === 'merged' || state === 'closed' ? state : 'open';
}

/** A request that was merged by moving the branch forward has no commit of its own for it. */
function mergeCommitOf(request: ListedRequest): string | null {
  return request.merge_commit_sha ?? request.squash_commit_sha ?? request.sha;
}

function blockOf(request: ListedRequest): string | undefined {
  return BLOCKED[
    request.has_conflicts ? 'conflict' : request.detailed_merge_status ?? ''
  ];
}
