/**
 * The state of AWS keys on entities of the catalog.
 *
 * @packageDocumentation
 */
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { FleetStates } from './FleetStates';
import { IrsaStateProcessor, IrsaStateRefresher } from './IrsaStateProcessor';
import { readFleet } from './readFleet';
import { readResources } from './readResources';

/** How often it is asked whether it is time to read, and how long a reading may take. Each process of the catalog has its own. */
const SCHEDULE = {
  frequency: { seconds: 5 },
  timeout: { minutes: 6 },
  scope: 'local' as const,
};

/**
 * A module of the catalog: entities that name their Kubernetes objects get the annotation `irsa.portal/state`, and relations
 * to the Resources of their clusters and roles. Where our backend is not installed it does nothing.
 *
 * @public
 */
const catalogModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'irsa',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, discovery, logger, processing, scheduler }) {
        const states = new FleetStates({
          readFleet: () => readFleet({ auth, discovery }),
          readResources: () => readResources({ auth, catalog }),
          logger,
        });
        const refresher = new IrsaStateRefresher();
        processing.addProcessor(new IrsaStateProcessor(states));
        processing.addEntityProvider(refresher);
        await scheduler.createScheduledTaskRunner(SCHEDULE).run({
          id: 'irsa_state_of_entities',
          fn: async () => refresher.refresh(await states.update()),
        });
      },
    });
  },
});

export default catalogModule;
