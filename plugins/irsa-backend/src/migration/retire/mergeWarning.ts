import { HostedChange } from 'backstage-plugin-irsa-node';
import { SecretRequest } from '../model/records';
import { StepContext } from '../model/Step';
import { findRequest, portalLink, repositoryOf } from '../steps/hostedRequest';

/**
 * While the portal cannot read what a merge would break, the request stays mergeable: no host takes a rule of ours on a single request.
 * So the request itself says that it must not be merged, once for each such time, and once more when all can be read again. The reason
 * is in the portal only, since the request may be public.
 */
export async function warnOnRequest(
  step: StepContext,
  request: SecretRequest,
): Promise<SecretRequest> {
  if (request.blind?.isSaid) {
    return request;
  }
  const since = request.blind?.since ?? new Date(step.now()).toISOString();
  const noted = await note(step, { ...request, blind: { since } });
  const hosted = await findRequest(step, 'secret', request.attempt, request);
  if (hosted?.state !== 'open') {
    return noted;
  }
  const link = portalLink(step);
  const isSaid = await say(
    step,
    noted,
    hosted,
    `**Do not merge this now.** Since ${since} the portal cannot read whether Secret \`${
      request.name
    }\` is still needed. It says here when it can read that again.${
      link ? ` The reason: ${link}` : ''
    }`,
  );
  return isSaid ? note(step, { ...noted, blind: { since, isSaid } }) : noted;
}

/** All could be read: what was said of an open request is taken back. */
export async function takeWarningBack(
  step: StepContext,
  request: SecretRequest,
  hosted: HostedChange | undefined,
): Promise<SecretRequest> {
  const { blind, ...rest } = request;
  if (!blind) {
    return request;
  }
  if (blind.isSaid && hosted?.state === 'open') {
    await say(
      step,
      request,
      hosted,
      `The portal can read again what it could not read since ${blind.since}, and nothing that it reads needs the Secret.`,
    );
  }
  return note(step, rest);
}

async function note(
  step: StepContext,
  request: SecretRequest,
): Promise<SecretRequest> {
  await step.setState({ secretRequest: request });
  return request;
}

/** False when the host takes no comments. */
async function say(
  step: StepContext,
  request: SecretRequest,
  { id, url }: HostedChange,
  text: string,
): Promise<boolean> {
  const repository = repositoryOf(step, request);
  if (!repository.comment) {
    return false;
  }
  await step.call(
    { target: url, intent: 'say on the change request whether to merge' },
    () => repository.comment!(id, text),
  );
  return true;
}
