import { SetUpProblem } from 'backstage-plugin-irsa-common';
import { RoleOwners } from '../subjects/RoleOwners';
import { Subjects } from '../subjects/Subjects';
import {
  configuredAccounts,
  DefaultAccountRegistry,
} from '../accounts/DefaultAccountRegistry';
import { SuppliedAccounts } from '../accounts/SuppliedAccounts';
import {
  DefaultClusterRegistry,
  NO_CLUSTER,
} from '../clusters/DefaultClusterRegistry';
import { issuerDifferences } from '../clusters/issuerDifferences';
import { ClusterSources } from '../clusters/sources/ClusterSources';
import { readSources } from '../clusters/sources/readSources';
import { IrsaConfig } from '../config/IrsaConfig';
import { pageLinks } from '../config/pageLinks';
import { checkIrsaConfig } from '../config/readIrsaConfig';
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
import { integrationHosts } from '../requests/hosts/integrationHosts';
import { DefaultReadinessService } from '../readiness/DefaultReadinessService';
import { DefaultRiskService } from '../risks/DefaultRiskService';
import { ServerParts } from '../router/createRouter';
import { databaseOutage } from '../shared/databaseOutage';
import { RunningParts } from '../setUp/DefaultSetUpService';
import { RightsReader } from '../setUp/rights/RightsReader';
import { DefaultTrustChanges } from '../trust/changes/DefaultTrustChanges';
import { TrustChangeStore } from '../trust/changes/TrustChangeStore';
import { DefaultTrustExports } from '../trust/evidence/DefaultTrustExports';
import { ReachableRoles } from '../trust/reachable/ReachableRoles';
import { DefaultTrustReviewService } from '../trust/reviews/DefaultTrustReviewService';
import { ReviewStore } from '../trust/reviews/ReviewStore';
import { SignOffWatch } from '../trust/reviews/SignOffWatch';
import { DefaultTrustService } from '../trust/DefaultTrustService';
import { DatabaseOpener, OpenDatabase } from './openDatabase';
import { PortalServices } from './PortalServices';
import { StartError } from './StartError';
import { Stoppable } from './Starter';

/** The plugin at work, by the settings at its start. */
export interface RunningPlugin extends Stoppable, RunningParts {
  config: IrsaConfig;
  parts: ServerParts;
  /** Migrations are carried out from now on. */
  startWorker(): void;
  /** Clusters are looked for by the settings of now. */
  readClustersAnew(): Promise<void>;
}

/** Makes everything the plugin consists of. Throws StartError. */
export async function startParts(options: {
  services: PortalServices;
  opener: DatabaseOpener;
  extensions: PortalExtensions;
}): Promise<RunningPlugin> {
  const { services, opener, extensions } = options;
  const config = readConfig(services, extensions);
  const changeHosts = connectChangeHosts(services, extensions, config);
  const opened = await opener.open();
  const ending = new AbortController();
  const reading = connectClustersAndAccounts(services, extensions, config);
  const { clusters, accounts } = reading;
  await reading.sources.start();
  if (clusters.all().length === 0) {
    services.logger.warn(NO_CLUSTER);
  }
  const startedAt = new Date();
  [...(config.unknown ?? []), ...(config.doubtful ?? [])].forEach(
    ({ message }) => services.logger.warn(message),
  );
  const working = await startServices({
    services,
    extensions,
    config,
    opened,
    clusters,
    accounts,
    requests: changeHosts,
    signal: ending.signal,
  });
  return {
    config,
    parts: working.parts,
    accounts,
    rights: new RightsReader(config),
    clusterSources: () => reading.sources.states(),
    changeHosts,
    problems: async () => [
      ...(await databaseProblems(opened)),
      ...supplierProblems(reading.supplied),
      ...noticeProblems(working.notices),
      ...settingProblems(config, startedAt),
      ...(await issuerProblems(clusters)),
    ],
    startWorker: () => working.migrations.startWorker(),
    readClustersAnew: () => reading.sources.replace(reading.readSources()),
    stop: async () => {
      ending.abort();
      reading.sources.stop();
      reading.supplied.stop();
      await working.migrations.stopWorker();
      await working.owners?.stop();
      working.changes.stop();
    },
  };
}

function readConfig(
  { rootConfig }: PortalServices,
  { detectorRules }: PortalExtensions,
): IrsaConfig {
  const { config, problems } = checkIrsaConfig(rootConfig);
  const serious = problems.filter(
    ({ key }) => !key.startsWith('irsa.clusters'),
  );
  if (serious.length > 0) {
    throw new StartError(
      serious.map(problem => ({ area: 'configuration', ...problem })),
      false,
    );
  }
  return {
    ...config,
    catalogue: [...config.catalogue, ...detectorRules],
    // They come from sources, which look again.
    clusters: [],
    leftOut: [],
  };
}

function connectClustersAndAccounts(
  services: PortalServices,
  extensions: PortalExtensions,
  config: IrsaConfig,
) {
  const { logger, rootConfig } = services;
  const clusters = DefaultClusterRegistry.create({
    config,
    rootConfig,
    logger,
  });
  const supplied = new SuppliedAccounts({
    suppliers: extensions.accountSuppliers,
    logger,
  });
  supplied.start();
  let accounts: DefaultAccountRegistry;
  try {
    accounts = DefaultAccountRegistry.create({
      config,
      rootConfig,
      logger,
      named: () =>
        clusters.all().flatMap(({ config: { accountId } }) => accountId ?? []),
      supplied,
    });
  } catch (error) {
    supplied.stop();
    throw new StartError(
      [
        {
          area: 'accounts',
          key: 'aws',
          message: `aws: ${(error as Error).message}`,
        },
      ],
      false,
    );
  }
  const read = () =>
    readSources({
      ...services,
      suppliers: extensions.clusterSuppliers,
      accountIds: () => [
        ...configuredAccounts(rootConfig),
        ...supplied.all().map(({ accountId }) => accountId),
      ],
    });
  const sources = new ClusterSources({
    sources: read(),
    onClusters: (found, knownSince) => clusters.update(found, knownSince),
    logger,
  });
  return { clusters, accounts, supplied, sources, readSources: read };
}

function connectChangeHosts(
  { rootConfig }: PortalServices,
  { changeHosts }: PortalExtensions,
  { changeRequests }: IrsaConfig,
): ChangeHosts {
  try {
    return new ChangeHosts(
      changeHosts,
      integrationHosts(rootConfig, changeRequests),
    );
  } catch (error) {
    throw new StartError(
      [
        {
          area: 'configuration',
          key: 'integrations',
          message: `integrations: ${(error as Error).message}`,
        },
      ],
      false,
    );
  }
}

async function startServices(options: {
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
  const plans = await DefaultPlanService.create({
    ...common,
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
    readiness: new DefaultReadinessService({
      inventory,
      catalog,
      auth,
      urlReader: services.urlReader,
      logger,
    }),
  };
  return { parts, migrations, owners, changes, notices };
}

async function databaseProblems({
  knex,
}: OpenDatabase): Promise<SetUpProblem[]> {
  try {
    await knex.raw('select 1');
    return [];
  } catch (error) {
    const message =
      databaseOutage(error as Error)?.message ??
      `The plugin's database does not answer (${(error as Error).name}).`;
    return [
      {
        area: 'database',
        severity: 'error',
        key: 'backend.database',
        message,
        since: new Date().toISOString(),
      },
    ];
  }
}

function supplierProblems(supplied: SuppliedAccounts): SetUpProblem[] {
  return supplied.problems().map(({ name, message, since }) => ({
    area: 'accounts',
    severity: 'warning',
    key: name,
    message,
    since: since.toISOString(),
  }));
}

function settingProblems(
  { unknown = [], doubtful = [] }: IrsaConfig,
  startedAt: Date,
): SetUpProblem[] {
  return [...unknown, ...doubtful].map(problem => ({
    ...problem,
    area: 'configuration',
    severity: 'warning',
    since: startedAt.toISOString(),
  }));
}

async function issuerProblems(
  clusters: DefaultClusterRegistry,
): Promise<SetUpProblem[]> {
  return (await issuerDifferences(clusters)).map(difference => ({
    ...difference,
    area: 'clusters',
    severity: 'warning',
    since: new Date().toISOString(),
  }));
}

function noticeProblems(notices: NoticeChannel): SetUpProblem[] {
  const failure = notices.failure();
  return failure
    ? [
        {
          area: 'notifications',
          severity: 'warning',
          key: 'irsa.notifications.enabled',
          message: failure.message,
          since: new Date(failure.since).toISOString(),
        },
      ]
    : [];
}
