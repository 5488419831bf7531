import { HostedChange } from 'backstage-plugin-irsa-node';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { NeedsHumanError, WaitsForOthersError } from '../model/errors';
import { SecretRequest } from '../model/records';
import { StepContext } from '../model/Step';
import { waitingInWords } from '../model/waiting';
import { closeRequest, findRequest } from './hostedRequest';
import { isMadeInGit } from './secretInGit';

/** What became of a request that nobody shall merge any more. */
interface Withdrawn {
  /** It was merged first, and Git does not make the Secret again: the Secret goes. */
  isMerged: boolean;
  words: string;
  url?: string;
}

/**
 * Closes the request of a migration whose Secret has to stay. One that was merged first is kept as merged, and has no effect any more
 * only when Git is seen to make the Secret again.
 */
export async function withdrawSecretRequest(
  context: StepContext,
  request: SecretRequest,
  hosted: HostedChange | undefined,
  why: string,
): Promise<Withdrawn> {
  const closed =
    hosted?.state === 'open'
      ? await closeRequest(
          context,
          hosted,
          'secret',
          `The migration in the portal does not wait for this any more: ${why}`,
          request,
        )
      : hosted;
  if (closed?.state !== 'merged') {
    return {
      isMerged: false,
      words: closed
        ? `The change request ${closed.url} is closed: ${why}`
        : `The change request for Secret ${request.name} was not found in ${request.repository}, so nobody can merge it: ${why}`,
    };
  }
  const { url } = closed;
  if (!request.merged) {
    await context.setState({ secretRequest: { ...request, merged: true } });
  }
  return (await isMadeInGit(context, request, closed.mergeCommit))
    ? {
        isMerged: false,
        words: `${url} was merged, and Git makes the Secret again by now. ${why}`,
        url,
      }
    : {
        isMerged: true,
        words: `${url} was merged, so the Secret goes from the cluster. ${why} Revert the merge`,
        url,
      };
}

/**
 * Before a migration goes back: nobody may merge what takes its Secret away. Throws NeedsHumanError when it was merged, until Git makes
 * the Secret again. While the host does not tell, a merge is not known: it waits, unless a person decides to go without the host. What
 * is still open then is closed when the way back has ended.
 */
export async function leaveSecretRequest(context: StepContext): Promise<void> {
  const { secretRequest: request } = context.state;
  if (!request) {
    return;
  }
  try {
    const hosted = await findRequest(
      context,
      'secret',
      request.attempt,
      request,
    );
    const { isMerged, words } = await withdrawSecretRequest(
      context,
      request,
      hosted,
      'The workload goes back to its key.',
    );
    if (isMerged) {
      throw new NeedsHumanError(`${words}, then roll back once more.`);
    }
    await context.setState({ secretRequest: undefined });
    await context.say(words, 'warning');
  } catch (error) {
    if (!isChangeHostError(error) && !(error instanceof WaitsForOthersError)) {
      throw error;
    }
    await withoutHost(context, error);
  }
}

async function withoutHost(context: StepContext, error: Error): Promise<void> {
  const request = context.state.secretRequest!;
  const { name, repository, merged, leftBy } = request;
  if (merged) {
    throw new NeedsHumanError(
      `The request that takes Secret ${name} out of Git was merged, and whether that was reverted could not be read: ${error.message} Revert it, then roll back once more.`,
    );
  }
  if (leftBy) {
    await context.say(
      `The change request for Secret ${name} could not be closed: ${error.message} ${leftBy} has decided to go back without it. See that nobody merges it.`,
      'warning',
    );
    return;
  }
  if (!request.unread) {
    await context.setState({ secretRequest: { ...request, unread: true } });
  }
  const waiting = waitingInWords(error, repository)!;
  throw new WaitsForOthersError(
    waiting.whom,
    `${error.message} Whether the request that takes Secret ${name} out of Git was merged is not known, so nothing is taken back yet. The portal looks again by itself. To go back without the host, see there that nobody merges the request, then roll back once more.`,
    waiting.url,
  );
}
