import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  accountSupplierExtensionPoint,
  changeHostExtensionPoint,
  clusterSupplierExtensionPoint,
  detectorRuleExtensionPoint,
  ownershipRuleExtensionPoint,
  planCheckExtensionPoint,
} from 'backstage-plugin-irsa-node';
import { registerActions } from './actions/registerActions';
import { registerPermissions } from './subjects/registerPermissions';
import { PortalExtensions } from './extensions/PortalExtensions';
import { offerFleetMetrics } from './metrics/fleetMetrics';
import { startPlugin } from './start/startPlugin';

/**
 * Finds Kubernetes workloads with static AWS keys and migrates them to IAM roles for their ServiceAccounts.
 *
 * @public
 */
export const irsaPlugin = createBackendPlugin({
  pluginId: 'irsa',
  register(env) {
    const extensions = new PortalExtensions();
    env.registerExtensionPoint(accountSupplierExtensionPoint, extensions);
    env.registerExtensionPoint(changeHostExtensionPoint, extensions);
    env.registerExtensionPoint(clusterSupplierExtensionPoint, extensions);
    env.registerExtensionPoint(detectorRuleExtensionPoint, extensions);
    env.registerExtensionPoint(ownershipRuleExtensionPoint, extensions);
    env.registerExtensionPoint(planCheckExtensionPoint, extensions);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        pluginMetadata: coreServices.pluginMetadata,
        rootConfig: coreServices.rootConfig,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({
        actionsRegistry: registry,
        httpRouter,
        permissionsRegistry,
        ...services
      }) {
        const { router, running } = await startPlugin(services, extensions);
        const parts = () => running()?.parts;
        registerPermissions(permissionsRegistry, () => parts()?.subjects);
        httpRouter.use(router);
        const { metrics, logger } = services;
        registerActions({
          registry,
          guards: services,
          logger,
          running: () => {
            const now = running();
            return now && { parts: now.parts, contact: now.config.contact };
          },
        });
        offerFleetMetrics({
          metrics,
          inventory: () => parts()?.inventory,
          logger,
        });
      },
    });
  },
});
