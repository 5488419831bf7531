import { ChangeHostError, ProposedChange } from 'backstage-plugin-irsa-node';
import { markerIn, markerOf } from '../ownCommits';
import { leaveOut } from '../leaveOut';
import { HostApi, HostRequest } from './HostApi';

/**
 * The request of a change: found by its branch, or opened. One that has ended stays as it is; for all others the branch is
 * brought up to date first. Returns its number.
 */
export async function openRequest(
  api: HostApi,
  change: ProposedChange,
  writeBranch: () => Promise<void>,
): Promise<string> {
  const before = await findByBranch(api, change);
  if (before && before.state !== 'open') {
    return before.id;
  }
  await writeBranch();
  const { title, base, branch, labels = [], reviewers = [] } = change;
  const body = `${change.body.trimEnd()}\n\n${markerOf(change.marker)}\n`;
  const request =
    before ?? (await api.createRequest(branch, { title, body, base }));
  const isCurrent =
    request.title === title &&
    request.body.trim() === body.trim() &&
    request.base === base;
  if (!isCurrent) {
    await api.updateRequest(request.id, { title, body, base });
  }
  const missing = labels.filter(label => !request.labels.includes(label));
  if (missing.length > 0) {
    await leaveOut(() => api.addLabels(request.id, missing));
  }
  // One by one, since one that is unknown would keep the others out.
  for (const reviewer of reviewers) {
    if (!request.reviewers.includes(reviewer)) {
      await leaveOut(() => api.askReviewer(request, reviewer));
    }
  }
  return request.id;
}

/** The newest request of the change's branch; one of another change is an obstacle. */
async function findByBranch(
  api: HostApi,
  { branch, marker }: ProposedChange,
): Promise<HostRequest | undefined> {
  const own = (await api.requestsOf(branch)).filter(
    ({ isForeign }) => !isForeign,
  );
  const other = own.find(
    ({ state, body }) =>
      state === 'open' && markerIn(body) && markerIn(body) !== marker,
  );
  if (other) {
    throw new ChangeHostError(
      'changed',
      `${api.title}: request ${other.id} of another change has branch ${branch}.`,
    );
  }
  return (
    own.find(({ body }) => markerIn(body) === marker) ??
    // Somebody has written the text anew.
    own.find(({ state, body }) => state === 'open' && !markerIn(body))
  );
}
