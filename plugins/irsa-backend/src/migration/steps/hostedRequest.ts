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

export function repositoryOf(context: StepContext): ChangeRepository {
  const { repository: url } = plannedRequest(context);
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
export function mergersOf(context: StepContext): string {
  return `whoever may merge in ${plannedRequest(context).repository}`;
}

/** What brings the merged change into the cluster. */
export function keeperOf(context: StepContext): string {
  const { keeper, repository } = plannedRequest(context);
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
): Promise<HostedChange | undefined> {
  const { marker } = requestNames(
    context.migrationId,
    context.execution,
    purpose,
    attempt,
  );
  const found = await context.read(() => repositoryOf(context).find(marker));
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
): Promise<HostedChange> {
  const known = await findRequest(context, purpose, attempt);
  if (known) {
    return known;
  }
  const { repository: url, base } = plannedRequest(context);
  const { marker, branch } = requestNames(
    context.migrationId,
    context.execution,
    purpose,
    attempt,
  );
  for (let left = TRIES - 1; ; left -= 1) {
    const proposal = await composed(compose);
    try {
      const opened = await context.call(
        { target: url, intent: `open change request ${marker}` },
        () =>
          repositoryOf(context).propose({
            marker,
            branch,
            base,
            baseCommit: proposal.commit,
            files: proposal.files,
            title: proposal.title,
            body: proposal.body,
            commitMessage: proposal.commitMessage,
            labels: context.config.changeRequests.labels,
            reviewers: reviewersOf(context),
          }),
      );
      await note(context, purpose, opened);
      return opened;
    } catch (error) {
      const isMoved = isChangeHostError(error) && error.kind === 'changed';
      const isInvalid = isChangeHostError(error) && error.kind === 'invalid';
      if (isInvalid || (isMoved && left === 0)) {
        throw new NeedsHumanError(
          `The change request could not be opened in ${url}: ${error.message} Settle it there and continue, or roll back.`,
        );
      }
      if (!isMoved) {
        throw error;
      }
    }
  }
}

function reviewersOf(context: StepContext): string[] {
  return [
    ...new Set([
      ...(context.config.changeRequests.reviewers ?? []),
      ...(plannedRequest(context).reviewers ?? []),
    ]),
  ];
}

async function composed(compose: () => Promise<Proposal>): Promise<Proposal> {
  try {
    return await compose();
  } catch (error) {
    if (error instanceof ChangeImpossibleError) {
      throw new NeedsHumanError(
        `${error.message} Roll back and make a new plan.`,
      );
    }
    throw error;
  }
}

/** Keeps what a request is, for the page. */
export async function note(
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
