import {
  ChangeImpossibleError,
  ChangeRepository,
  HostedChange,
  readObject,
} from 'backstage-plugin-irsa-node';
import { ChangeRequest } from 'backstage-plugin-irsa-common';
import { pageLinks } from '../../config/pageLinks';
import { WorkloadObject } from '../../plan/patch/workloadPatch';
import { PlannedRequest } from '../../plan/types';
import { workloadPath } from '../../plan/world/workloadPath';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { RequestText, requestNames } from '../../requests/requestText';
import { NeedsHumanError, WaitsForOthersError } from '../model/errors';
import { StepContext } from '../model/Step';

export type Purpose = ChangeRequest['purpose'];

/** Where a request is made. */
export type RequestPlace = Pick<
  PlannedRequest,
  'repository' | 'base' | 'keeper' | 'reviewers'
>;

/** What people can do when a request cannot be made. */
export interface Advice {
  refused: string;
  impossible: string;
}

const OF_A_STEP: Advice = {
  refused: 'Settle it there and continue, or roll back.',
  impossible: 'Roll back and make a new plan.',
};

/** What is to be proposed, made from what the branch is now. */
export interface Proposal extends RequestText {
  files: ReadonlyMap<string, string | null>;
  /** The commit of the branch that was read. */
  commit: string;
}

const TRIES = 3;

export function plannedRequest({ execution }: StepContext): PlannedRequest {
  return execution.request!;
}

export function repositoryOf(
  context: StepContext,
  { repository: url }: RequestPlace = plannedRequest(context),
): ChangeRepository {
  const found = context.requests.repository(url);
  if (!found) {
    throw new WaitsForOthersError(
      'whoever looks after the portal',
      `No host of the portal knows ${url} any more. Add it to integrations again.`,
      url,
    );
  }
  return found;
}

/** Whoever can merge and close. */
export function mergersOf(
  context: StepContext,
  { repository }: RequestPlace = plannedRequest(context),
): string {
  return `whoever may merge in ${repository}`;
}

/** What brings the merged change into the cluster. */
export function keeperOf(
  context: StepContext,
  { keeper, repository }: RequestPlace = plannedRequest(context),
): string {
  return keeper ?? `what applies ${repository}`;
}

export function portalLink(context: StepContext): string | undefined {
  const { portalUrl, pagePath } = context.config;
  return (
    portalUrl &&
    `${portalUrl.replace(/\/$/, '')}${pageLinks(pagePath).migration(
      context.migrationId,
    )}`
  );
}

/** The request as the host has it now; the page shows it from then on. */
export async function findRequest(
  context: StepContext,
  purpose: Purpose,
  attempt: number,
  place?: RequestPlace,
): Promise<HostedChange | undefined> {
  const { marker } = requestNames(
    context.migrationId,
    context.execution,
    purpose,
    attempt,
  );
  const found = await context.read(() =>
    repositoryOf(context, place).find(marker),
  );
  if (found) {
    await note(context, purpose, found);
  }
  return found;
}

/**
 * Opens the request of this number, unless it is there. `compose` is called again when the branch has moved on while the request
 * was made.
 */
export async function openOnce(
  context: StepContext,
  purpose: Purpose,
  attempt: number,
  compose: () => Promise<Proposal>,
  place: RequestPlace = plannedRequest(context),
  advice: Advice = OF_A_STEP,
): Promise<HostedChange> {
  const known = await findRequest(context, purpose, attempt, place);
  if (known) {
    return known;
  }
  const { repository: url, base } = place;
  const { marker, branch } = requestNames(
    context.migrationId,
    context.execution,
    purpose,
    attempt,
  );
  for (let left = TRIES - 1; ; left -= 1) {
    const proposal = await composed(compose, advice);
    try {
      const opened = await context.call(
        { target: url, intent: `open change request ${marker}` },
        () =>
          repositoryOf(context, place).propose({
            marker,
            branch,
            base,
            baseCommit: proposal.commit,
            files: proposal.files,
            title: proposal.title,
            body: proposal.body,
            commitMessage: proposal.commitMessage,
            labels: context.config.changeRequests.labels,
            reviewers: reviewersOf(context, place),
          }),
      );
      await note(context, purpose, opened);
      return opened;
    } catch (error) {
      const isMoved = isChangeHostError(error) && error.kind === 'changed';
      const isInvalid = isChangeHostError(error) && error.kind === 'invalid';
      if (isInvalid || (isMoved && left === 0)) {
        throw new NeedsHumanError(
          `The change request could not be opened in ${url}: ${error.message} ${advice.refused}`,
        );
      }
      if (!isMoved) {
        throw error;
      }
    }
  }
}

function reviewersOf(context: StepContext, place: RequestPlace): string[] {
  return [
    ...new Set([
      ...(context.config.changeRequests.reviewers ?? []),
      ...(place.reviewers ?? []),
    ]),
  ];
}

async function composed(
  compose: () => Promise<Proposal>,
  { impossible }: Advice,
): Promise<Proposal> {
  try {
    return await compose();
  } catch (error) {
    if (error instanceof ChangeImpossibleError) {
      throw new NeedsHumanError(`${error.message} ${impossible}`);
    }
    throw error;
  }
}

/** Closes a request with a comment, and keeps what it is then. */
export async function closeRequest(
  context: StepContext,
  { id, url }: HostedChange,
  purpose: Purpose,
  comment: string,
  place?: RequestPlace,
): Promise<HostedChange> {
  const closed = await context.call(
    { target: url, intent: 'close the change request' },
    () => repositoryOf(context, place).close(id, comment),
  );
  await note(context, purpose, closed);
  return closed;
}

/** Keeps what a request is, for the page. */
async function note(
  context: StepContext,
  purpose: Purpose,
  { url, state, mergeCommit, endedBy, editedByOthers }: HostedChange,
): Promise<void> {
  const known = context.state.requests ?? [];
  const shown: ChangeRequest = {
    purpose,
    url,
    state,
    ...(mergeCommit ? { mergeCommit } : {}),
    ...(endedBy ? { endedBy } : {}),
    editedByOthers,
  };
  const at = known.findIndex(each => each.url === url);
  if (at >= 0 && JSON.stringify(known[at]) === JSON.stringify(shown)) {
    return;
  }
  await context.setState({
    requests:
      at < 0
        ? [...known, shown]
        : known.map((each, i) => (i === at ? shown : each)),
  });
}

/** What whoever merges has to know. */
export function openInWords({
  blockedBy,
  editedByOthers,
}: HostedChange): string {
  return [
    blockedBy
      ? `The change request cannot be merged yet: ${blockedBy}`
      : 'The change request is open, and waits to be merged.',
    editedByOthers
      ? 'Others have commits on its branch; what was merged is proven in the cluster.'
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

export function readWorkload(
  context: StepContext,
): Promise<WorkloadObject | undefined> {
  return context.read(() =>
    readObject<WorkloadObject>(
      context.cluster,
      workloadPath(context.execution.workload),
    ),
  );
}

export function short(commit: string | undefined): string {
  return commit ? commit.slice(0, 12) : 'a commit that the host does not name';
}
