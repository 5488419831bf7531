import { HostedChange } from 'backstage-plugin-irsa-node';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { WaitsForOthersError } from '../model/errors';
import { SecretRequest } from '../model/records';
import { StepContext } from '../model/Step';
import { closeRequest, findRequest } from './hostedRequest';

/** Closes the request of a migration whose key serves, or goes back: the Secret has to stay. Returns what became of it, in words. */
export async function withdrawSecretRequest(
  context: StepContext,
  request: SecretRequest,
  hosted: HostedChange | undefined,
  why: string,
): Promise<string> {
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
  return closed?.state === 'merged'
    ? `${closed.url} was merged already, so the Secret goes from the cluster. ${why} Revert the merge.`
    : `The change request ${
        closed?.url ?? `in ${request.repository}`
      } is closed: ${why}`;
}

/**
 * Before a migration goes back: nobody may merge what takes its Secret away. A host that does not answer is no reason to stay; the
 * request is closed when the way back has ended.
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
    const words = await withdrawSecretRequest(
      context,
      request,
      hosted,
      'The workload goes back to its key.',
    );
    await context.setState({ secretRequest: undefined });
    await context.say(words, 'warning');
  } catch (error) {
    if (!isChangeHostError(error) && !(error instanceof WaitsForOthersError)) {
      throw error;
    }
    await context.say(
      `The change request for Secret ${request.name} could not be closed: ${error.message} See that nobody merges it.`,
      'warning',
    );
  }
}
