import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { guardedAct } from '../guard/guardedAct';
import { hideInternals } from '../guard/hideInternals';
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
  logger: LoggerService;
  running: () => { parts: ActionParts; contact?: string } | undefined;
}): void {
  const { registry, guards, logger, running } = options;
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
      let where = 'An action';
      try {
        const asked = act(parts);
        where = `Action ${asked.event.id}`;
        return await guardedAct(
          { ...guards, contact },
          { ...asked, credentials },
        );
      } catch (error) {
        // What is thrown here leaves the process, as an answer of the REST API does.
        throw hideInternals(error, logger, where);
      }
    },
  };
  registerAudit(environment);
  registerExplainWorkload(environment);
  registerMakePlan(environment);
  registerReviewTrustPolicy(environment);
  registerOpenChangeRequest(environment);
}
