import { composeAgain } from '../../requests/planRequest';
import { cutOverText } from '../../requests/requestText';
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
  return {
    files,
    commit,
    ...cutOverText(execution, proof, portalLink(context)),
  };
}
