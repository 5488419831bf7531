import { ChangeImpossibleError } from 'backstage-plugin-irsa-node';
import { alsoFed, newlyFed } from '../../requests/alsoFed';
import { composeAgain, filesOf } from '../../requests/planRequest';
import { cutOverText } from '../../requests/requestText';
import { WaitsForOthersError } from '../model/errors';
import { Step, StepContext } from '../model/Step';
import {
  openOnce,
  plannedRequest,
  portalLink,
  Proposal,
  repositoryOf,
} from './hostedRequest';
import { takeRequestBack } from './takeRequestBack';

/** Proposes the change where Git owns the workload. The role is there and proven by now; nothing of the workload changes. */
export const openRequest: Step = {
  id: 'open-request',
  async ensure(context) {
    await context.remember({ opening: true });
    const request = await openOnce(context, 'cutOver', 1, () =>
      composeCutOver(context),
    );
    return { outcome: 'created', detail: `Change request ${request.url}` };
  },
  undo: takeRequestBack,
};

/** The planned change on the branch of now. Its commit is remembered: a revert puts back what was there. */
export async function composeCutOver(context: StepContext): Promise<Proposal> {
  const { execution, config } = context;
  const { files, commit, proof } = await composeAgain(
    repositoryOf(context),
    plannedRequest(context),
    execution,
    config.catalogue,
  );
  await assertSameReach(context, commit);
  return {
    files,
    commit,
    ...cutOverText(execution, proof, portalLink(context)),
  };
}

/** Nothing may be proposed that takes the key from somebody whom the plan does not name. */
async function assertSameReach(
  context: StepContext,
  commit: string,
): Promise<void> {
  const request = plannedRequest(context);
  const now = await context.read(async () =>
    alsoFed(
      repositoryOf(context),
      filesOf(request, commit, context.execution.workload),
      await context.feeders(),
    ),
  );
  const added = newlyFed(now, request.alsoFed);
  const unread = added.find(({ isRead, cluster }) => !isRead && cluster);
  const sure = added.filter(each => each !== unread);
  if (sure.length > 0) {
    throw new ChangeImpossibleError(
      'different',
      `The files of ${request.repository} come to ${sure
        .map(({ words }) => words)
        .join(', ')} too, which the plan does not name.`,
    );
  }
  if (unread) {
    throw new WaitsForOthersError(
      `cluster ${unread.cluster}`,
      `Whether the files of ${request.repository} come to it too is not known: ${unread.why}. Let the portal read it, or take it out of the settings.`,
    );
  }
}
