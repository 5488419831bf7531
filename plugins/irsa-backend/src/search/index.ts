/**
 * Workloads and roles in the search of the portal.
 *
 * @packageDocumentation
 */
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { pageLinks } from '../config/pageLinks';
import { readPagePath } from '../config/readPagePath';
import { irsaCollators } from './collators';

/** How often the fleet is read anew, and how long that may take. */
const SCHEDULE = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  initialDelay: { minutes: 1 },
};

/**
 * A module of the search plugin: people find the workloads (`irsa-workload`) and roles (`irsa-role`) that they may see.
 * Add it only to portals that have the search plugin.
 *
 * @public
 */
const searchModule = createBackendModule({
  pluginId: 'search',
  moduleId: 'irsa',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        registry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, registry, scheduler }) {
        const path = readPagePath(config.getOptionalConfig('irsa'), config);
        const links = pageLinks(path);
        for (const factory of irsaCollators({ auth, discovery, links })) {
          registry.addCollator({
            factory,
            schedule: scheduler.createScheduledTaskRunner(SCHEDULE),
          });
        }
      },
    });
  },
});

export default searchModule;
