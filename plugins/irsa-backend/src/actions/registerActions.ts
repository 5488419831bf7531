import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { guardedAct } from '../guard/guardedAct';
import { publicError } from '../guard/publicError';
import { registerAudit } from './audit';
import { registerExplainWorkload } from './explainWorkload';
import { registerMakePlan } from './makePlan';
import { registerOpenChangeRequest } from './openChangeRequest';
import { registerReviewTrustPolicy } from './reviewTrustPolicy';
import { ActionEnvironment, ActionGuards, ActionParts } from './types';

/**
 * Offers what the pages can do to the portal's registry of actions. From there the MCP server and the templates of the
 * scaffolder take them, where the portal has these plugins; without them nobody asks. None of the actions is irreversible.
 *
 * @param running - the plugin as it works now, with whom to ask for rights; undefined while it does not work
 */
export function registerActions(options: {
  registry: ActionsRegistryService;
  guards: ActionGuards;
  running: () => { parts: ActionParts; contact?: string } | undefined;
}): void {
  const { registry, guards, running } = options;
  const environment: ActionEnvironment = {
    registry,
    act: async (credentials: BackstageCredentials, act) => {
      const now = running();
      if (!now) {
        throw new ServiceUnavailableError(
          'The plugin for AWS credentials does not work now. Its set-up page in the portal says why.',
        );
      }
      const { parts, contact } = now;
      try {
        return await guardedAct(
          { ...guards, contact },
          { ...act(parts), credentials },
        );
      } catch (error) {
        // What is thrown here leaves the process, as an answer of the REST API does.
        throw publicError(toError(error));
      }
    },
  };
  registerAudit(environment);
  registerExplainWorkload(environment);
  registerMakePlan(environment);
  registerReviewTrustPolicy(environment);
  registerOpenChangeRequest(environment);
}
