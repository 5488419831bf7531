import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { irsaPermissions } from 'backstage-plugin-irsa-common';
import { DefaultAccountRegistry } from './accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from './clusters/DefaultClusterRegistry';
import { pageLinks } from './config/pageLinks';
import { readIrsaConfig } from './config/readIrsaConfig';
import { DefaultExportService } from './exports/DefaultExportService';
import { ChangeSignal } from './inventory/ChangeSignal';
import { DatabaseInventory } from './inventory/DatabaseInventory';
import { offerFleetMetrics } from './metrics/fleetMetrics';
import { DefaultMigrationService } from './migration/DefaultMigrationService';
import { NoticeStore } from './notices/NoticeStore';
import { OwnerNotifier } from './notices/OwnerNotifier';
import { DefaultPlanService } from './plan/DefaultPlanService';
import { DefaultPreviewService } from './preview/DefaultPreviewService';
import { DefaultReadinessService } from './readiness/DefaultReadinessService';
import { DefaultRiskService } from './risks/DefaultRiskService';
import { createRouter } from './router/createRouter';
import { DefaultTrustService } from './trust/DefaultTrustService';

/**
 * Finds Kubernetes workloads that are given static AWS keys and moves them to IAM roles for their ServiceAccounts.
 *
 * @public
 */
export const irsaPlugin = createBackendPlugin({
  pluginId: 'irsa',
  register(env) {
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
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(services) {
        const { logger, rootConfig, auth, catalog, scheduler } = services;
        const config = readIrsaConfig(rootConfig);
        const database = await services.database.getClient();
        if (!services.database.migrations?.skip) {
          await database.migrate.latest({
            directory: resolvePackagePath(
              'backstage-plugin-irsa-backend',
              'migrations',
            ),
          });
        }

        const clusters = DefaultClusterRegistry.create({
          config,
          rootConfig,
          logger,
        });
        const accounts = DefaultAccountRegistry.create({
          config,
          rootConfig,
          logger,
        });
        const changes = new ChangeSignal(services.signals, logger);
        const inventory = await DatabaseInventory.create({
          database,
          clusters,
          accounts,
          catalog,
          auth,
          scheduler,
          logger,
          config,
        });
        const owners = config.notifications.enabled
          ? new OwnerNotifier({
              store: new NoticeStore(database),
              inventory,
              notifications: services.notifications,
              limits: {
                unusedDays: config.notifications.unusedDays,
                oldDays: config.notifications.keyAgeDays,
              },
              links: pageLinks(config.pagePath),
              logger,
            })
          : undefined;
        inventory.onChange(change => {
          changes.soon(change);
          owners?.soon();
        });
        offerFleetMetrics({ metrics: services.metrics, inventory, logger });
        const plans = await DefaultPlanService.create({
          database,
          clusters,
          accounts,
          inventory,
          config,
          logger,
        });
        const migrations = await DefaultMigrationService.create({
          database,
          clusters,
          accounts,
          plans,
          inventory,
          config,
          logger,
          signals: services.signals,
          notifications: services.notifications,
        });
        const previews = DefaultPreviewService.create({
          clusters,
          accounts,
          inventory,
          migrations,
          config,
          logger,
        });
        const trust = DefaultTrustService.create({
          accounts,
          clusters,
          config,
        });

        services.permissionsRegistry.addPermissions(irsaPermissions);
        services.httpRouter.use(
          createRouter({
            logger,
            auditor: services.auditor,
            httpAuth: services.httpAuth,
            permissions: services.permissions,
            contact: config.contact,
            inventory,
            plans,
            migrations,
            previews,
            trust,
            risks: new DefaultRiskService({ database, inventory }),
            exports: new DefaultExportService({ inventory }),
            readiness: new DefaultReadinessService({
              inventory,
              catalog,
              auth,
              urlReader: services.urlReader,
              logger,
            }),
          }),
        );

        services.lifecycle.addStartupHook(() => migrations.startWorker());
        services.lifecycle.addShutdownHook(() => migrations.stopWorker());
        services.lifecycle.addShutdownHook(() => owners?.stop());
        services.lifecycle.addShutdownHook(() => changes.stop());
      },
    });
  },
});
