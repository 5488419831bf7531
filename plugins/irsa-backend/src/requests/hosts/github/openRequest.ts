import { Octokit, RestEndpointMethodTypes } from '@octokit/rest';
import { ChangeHostError, ProposedChange } from 'backstage-plugin-irsa-node';
import { markerIn, markerOf } from '../ownCommits';
import { leaveOut } from '../leaveOut';
import { GitHubClient } from './GitHubClient';

type ListedPull =
  RestEndpointMethodTypes['pulls']['list']['response']['data'][number];

/** Of a request that was found or made. */
interface Asked {
  number: number;
  labels: { name?: string }[];
  requested_reviewers?: { login: string }[] | null;
  requested_teams?: { slug: string }[] | null;
}

interface RequestWish {
  rest: Octokit['rest'];
  client: GitHubClient;
  change: ProposedChange;
}

/**
 * The request of a change: found by its branch, or opened. One that has ended stays as it is; for all others the branch is
 * brought up to date first. Returns its number.
 */
export async function openRequest(
  wish: RequestWish,
  writeBranch: () => Promise<void>,
): Promise<string> {
  const { rest, client, change } = wish;
  const before = await findByBranch(wish);
  if (before && before.state !== 'open') {
    return String(before.number);
  }
  await writeBranch();
  const { title, base } = change;
  const body = `${change.body.trimEnd()}\n\n${markerOf(change.marker)}\n`;
  let pull: Asked;
  if (!before) {
    ({ data: pull } = await rest.pulls.create({
      ...client.params,
      title,
      body,
      base,
      head: change.branch,
    }));
  } else {
    pull = before;
    const isCurrent =
      before.title === title &&
      before.body?.trim() === body.trim() &&
      before.base.ref === base;
    if (!isCurrent) {
      await rest.pulls.update({
        ...client.params,
        pull_number: before.number,
        title,
        body,
        base,
      });
    }
  }
  await addLabels(wish, pull);
  await askReviewers(wish, pull);
  return String(pull.number);
}

/** The newest request of the change's branch; one of another change is an obstacle. */
async function findByBranch({
  rest,
  client,
  change,
}: RequestWish): Promise<ListedPull | undefined> {
  const { data } = await rest.pulls.list({
    ...client.params,
    head: `${client.name.owner}:${change.branch}`,
    state: 'all',
    sort: 'created',
    direction: 'desc',
    per_page: 100,
  });
  const own = data.filter(
    ({ head, base }) => head.repo?.full_name === base.repo.full_name,
  );
  const other = own.find(
    ({ state, body }) =>
      state === 'open' && markerIn(body) && markerIn(body) !== change.marker,
  );
  if (other) {
    throw new ChangeHostError(
      'changed',
      `${client.title}: request #${other.number} of another change has branch ${change.branch}.`,
    );
  }
  return (
    own.find(({ body }) => markerIn(body) === change.marker) ??
    // Somebody has written the text anew.
    own.find(({ state, body }) => state === 'open' && !markerIn(body))
  );
}

async function addLabels(
  { rest, client, change: { labels = [] } }: RequestWish,
  pull: Asked,
): Promise<void> {
  const there = pull.labels.map(({ name }) => name);
  const missing = labels.filter(label => !there.includes(label));
  if (missing.length > 0) {
    await leaveOut(() =>
      rest.issues.addLabels({
        ...client.params,
        issue_number: pull.number,
        labels: missing,
      }),
    );
  }
}

/** One by one, since one that is unknown would keep the others out. Whoever has reviewed already is not asked again. */
async function askReviewers(
  { rest, client, change: { reviewers = [] } }: RequestWish,
  pull: Asked,
): Promise<void> {
  if (reviewers.length === 0) {
    return;
  }
  const at = { ...client.params, pull_number: pull.number };
  const { data: reviews } = await rest.pulls.listReviews({
    ...at,
    per_page: 100,
  });
  const asked = new Set([
    ...(pull.requested_reviewers ?? []).map(({ login }) => login),
    ...(pull.requested_teams ?? []).map(({ slug }) => slug),
    ...reviews.map(({ user }) => user?.login),
  ]);
  for (const reviewer of reviewers) {
    const team = reviewer.split('/')[1];
    if (!asked.has(team ?? reviewer)) {
      await leaveOut(() =>
        rest.pulls.requestReviewers({
          ...at,
          ...(team ? { team_reviewers: [team] } : { reviewers: [reviewer] }),
        }),
      );
    }
  }
}
