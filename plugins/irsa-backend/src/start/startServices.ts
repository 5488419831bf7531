import { RoleOwners } from '../subjects/RoleOwners';
import { Subjects } from '../subjects/Subjects';
import { DefaultAccountRegistry } from '../accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { CodeRequestStore } from '../codeRequests/CodeRequestStore';
import { DefaultCodeRequests } from '../codeRequests/DefaultCodeRequests';
import { IrsaConfig } from '../config/IrsaConfig';
import { pageLinks } from '../config/pageLinks';
import { DefaultExportService } from '../exports/DefaultExportService';
import { PortalExtensions } from '../extensions/PortalExtensions';
import { ChangeSignal } from '../inventory/ChangeSignal';
import { DatabaseInventory } from '../inventory/DatabaseInventory';
import { DefaultMigrationService } from '../migration/DefaultMigrationService';
import { NoticeChannel } from '../notices/NoticeChannel';
import { NoticeStore } from '../notices/NoticeStore';
import { OwnerNotifier } from '../notices/OwnerNotifier';
import { DefaultPlanService } from '../plan/DefaultPlanService';
import { DefaultPreviewService } from '../preview/DefaultPreviewService';
import { ChangeHosts } from '../requests/hosts/ChangeHosts';
import { DefaultReadinessService } from '../readiness/DefaultReadinessService';
import { SdkAnswers } from '../readiness/SdkAnswers';
import { DefaultRiskService } from '../risks/DefaultRiskService';
import { ServerParts } from '../router/createRouter';
import { DefaultTrustChanges } from '../trust/changes/DefaultTrustChanges';
import { DefaultTrustRequests } from '../trust/changes/DefaultTrustRequests';
import { TrustChangeStore } from '../trust/changes/TrustChangeStore';
import { DefaultTrustExports } from '../trust/evidence/DefaultTrustExports';
import { ReachableRoles } from '../trust/reachable/ReachableRoles';
import { DefaultTrustReviewService } from '../trust/reviews/DefaultTrustReviewService';
import { ReviewStore } from '../trust/reviews/ReviewStore';
import { SignOffWatch } from '../trust/reviews/SignOffWatch';
import { DefaultTrustService } from '../trust/DefaultTrustService';
import { OpenDatabase } from './openDatabase';
import { PortalServices } from './PortalServices';

/** Makes the services behind the routes, and begins their regular work; migrations are carried out later. */
export async function startServices(options: {
  services: PortalServices;
  extensions: PortalExtensions;
  config: IrsaConfig;
  opened: OpenDatabase;
  clusters: DefaultClusterRegistry;
  accounts: DefaultAccountRegistry;
  requests: ChangeHosts;
  signal: AbortSignal;
}) {
  const { services, config, opened, clusters, accounts, requests, signal } =
    options;
  const { logger, catalog, auth } = services;
  const database = opened.knex;
  const common = { database, clusters, accounts, config, logger };
  const changes = new ChangeSignal(services.signals, logger);
  const notices = new NoticeChannel(services.notifications, logger);
  const inventory = await DatabaseInventory.create({
    ...common,
    catalog,
    auth,
    scheduler: opened.scheduler,
    signal,
    ownershipRules: options.extensions.ownershipRules,
  });
  const owners = config.notifications.enabled
    ? new OwnerNotifier({
        store: new NoticeStore(database),
        inventory,
        notifications: notices,
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
  const readiness = new DefaultReadinessService({
    inventory,
    answers: new SdkAnswers(database),
    catalog,
    auth,
    urlReader: services.urlReader,
    logger,
  });
  const codeRequests = new DefaultCodeRequests({
    store: new CodeRequestStore(database),
    inventory,
    repositories: requests,
    config,
    catalog,
    auth,
    logger,
  });
  const plans = await DefaultPlanService.create({
    ...common,
    readiness,
    codeRequests,
    inventory,
    catalog,
    auth,
    customChecks: options.extensions.planChecks,
    changes: requests,
  });
  const migrations = DefaultMigrationService.create({
    ...common,
    plans,
    requests,
    inventory,
    signals: services.signals,
    notifications: notices,
  });
  await migrations.scheduleReconciling(opened.scheduler, signal);
  const previews = DefaultPreviewService.create({
    ...common,
    inventory,
    migrations,
    plans,
  });
  await previews.sweeper.schedule(opened.scheduler, signal);
  const trust = DefaultTrustService.create(common);
  const reviewStore = new ReviewStore(database);
  await new SignOffWatch({
    store: reviewStore,
    trust,
    notifications: notices,
    reviewers: config.trust.reviewers,
    links: pageLinks(config.pagePath),
    logger,
  }).schedule(opened.scheduler, signal);
  const reviews = new DefaultTrustReviewService({ store: reviewStore, trust });
  const trustChanges = new DefaultTrustChanges({
    ...common,
    store: new TrustChangeStore(database),
    trust,
  });
  // In the background: an account that does not answer must not keep the portal waiting.
  void trustChanges.settleAll();
  const risks = new DefaultRiskService({ database, inventory });
  const parts: ServerParts = {
    inventory,
    plans,
    migrations,
    previews,
    trust,
    reviews,
    trustChanges,
    trustRequests: new DefaultTrustRequests({
      ...common,
      trust,
      repositories: requests,
    }),
    reachableRoles: new ReachableRoles({ trust, clusters }),
    trustExports: new DefaultTrustExports({ trust, reviews }),
    risks,
    subjects: new Subjects({
      inventory,
      plans,
      migrations,
      trust,
      risks,
      roleOwners: new RoleOwners(database),
    }),
    exports: new DefaultExportService({ inventory }),
    readiness,
    codeRequests,
  };
  return { parts, migrations, owners, changes, notices };
}
