import {
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  PluginMetadataService,
  RootConfigService,
  RootLifecycleService,
  SchedulerService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';

/** The services of the portal that the plugin uses. */
export interface PortalServices {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  database: DatabaseService;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  metrics: MetricsService;
  notifications: NotificationService;
  permissions: PermissionsService;
  pluginMetadata: PluginMetadataService;
  rootConfig: RootConfigService;
  rootLifecycle: RootLifecycleService;
  scheduler: SchedulerService;
  signals: SignalsService;
  urlReader: UrlReaderService;
  userInfo: UserInfoService;
}
