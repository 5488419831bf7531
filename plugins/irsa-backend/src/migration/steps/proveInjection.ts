import { Step } from '../model/Step';
import { assertInjected } from './assertInjected';

/** Shows, before a Pod restarts, that the cluster's own webhook gives the role to a Pod of after the cut-over. */
export const proveInjection: Step = {
  id: 'prove-injection',
  async ensure(context) {
    await assertInjected(context, context.config.migration.injectionWaitMs);
    return {
      outcome: 'proven',
      detail:
        'A dry-run Pod gets the role and its token, and none of the static key.',
    };
  },
};
