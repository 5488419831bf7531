import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
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
      async init({ httpRouter, permissionsRegistry, ...services }) {
        const { router, inventory, subjects } = await startPlugin(
          services,
          extensions,
        );
        registerPermissions(permissionsRegistry, subjects);
        httpRouter.use(router);
        const { metrics, logger } = services;
        offerFleetMetrics({ metrics, inventory, logger });
      },
    });
  },
});
