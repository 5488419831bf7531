import { HostedChange } from 'backstage-plugin-irsa-node';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { NeedsHumanError, WaitsForOthersError } from '../model/errors';
import { SecretRequest } from '../model/records';
import { StepContext } from '../model/Step';
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
      words: `The change request ${
        closed?.url ?? `in ${request.repository}`
      } is closed: ${why}`,
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
 * the Secret again. Of an open one, a host that does not answer is no reason to stay; it is closed when the way back has ended.
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
    if (context.state.secretRequest?.merged) {
      throw new NeedsHumanError(
        `The request that takes Secret ${request.name} out of Git was merged, and whether that was reverted could not be read: ${error.message} Revert it, then roll back once more.`,
      );
    }
    await context.say(
      `The change request for Secret ${request.name} could not be closed: ${error.message} See that nobody merges it.`,
      'warning',
    );
  }
}
