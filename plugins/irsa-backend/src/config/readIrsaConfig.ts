import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  CatalogueError,
  CustomResourceRule,
  readCatalogue,
} from 'backstage-plugin-irsa-node';
import { IrsaConfig, OwnershipSettings, SettingProblem } from './IrsaConfig';
import { doubtfulSettings } from './doubtfulSettings';
import { readAws, readRole } from './readAws';
import { readCloudTrail } from './readCloudTrail';
import { readChangeRequests } from './readChangeRequests';
import { readClusters } from './readClusters';
import { readKubernetesClusters } from './readKubernetesClusters';
import { readMigration } from './readMigration';
import { readPagePath } from './readPagePath';
import { readPreview } from './readPreview';
import { readTrust } from './readTrust';
import { DAY, duration, MINUTE, positiveInteger } from './settingValues';
import { toProblem } from './toProblem';
import { unknownSettings } from './unknownSettings';

/**
 * Reads and checks the `irsa` block of app-config and fills in defaults. Throws InputError with the key and the
 * expected value.
 */
export function readIrsaConfig(rootConfig: Config): IrsaConfig {
  const { config, problems } = checkIrsaConfig(rootConfig);
  const [first] = [
    ...problems.map(({ message }) => message),
    ...(rootConfig.has('irsa.clusters') ? config.leftOut ?? [] : []).map(
      ({ reason }) => reason,
    ),
  ];
  if (first) {
    throw new InputError(first);
  }
  return config;
}

/**
 * Reads the `irsa` block and names every block in it that has a wrong value. If there is one, `config` has a default in
 * its place and must not be used: a wrong `role.permissionsBoundary` must not become none. Clusters are read one by
 * one: one with a wrong value is in `config.leftOut`, and is not a problem here.
 */
export function checkIrsaConfig(rootConfig: Config): {
  config: IrsaConfig;
  problems: SettingProblem[];
} {
  const unknown = unknownSettings(rootConfig);
  // A typo is as bad as a wrong value. Anything else may be of another version of this plugin, and is told.
  const problems: SettingProblem[] = unknown
    .filter(({ key, meant }) => meant && !key.startsWith('irsa.clusters['))
    .map(({ key, message }) => ({ key, message }));
  if (problems[0]?.key === 'irsa') {
    return { config: checkIrsaConfig(new ConfigReader({})).config, problems };
  }
  const block = <T>(
    key: string,
    read: (config: Config | undefined) => T,
  ): T => {
    try {
      return read(rootConfig.getOptionalConfig('irsa'));
    } catch (error) {
      problems.push(toProblem(key, error as Error));
      return read(undefined);
    }
  };
  const { clusters, leftOut } = block('irsa.clusters', config =>
    config?.has('clusters')
      ? readClusters(config, unknown)
      : { clusters: [], leftOut: [] },
  );
  const others = rootConfig.has('irsa.clusters')
    ? undefined
    : readKubernetesClusters(rootConfig);
  const config: IrsaConfig = {
    clusters: others?.clusters ?? clusters,
    leftOut: others?.leftOut ?? leftOut,
    unknown: unknown
      .filter(({ meant }) => !meant)
      .map(({ key, message }) => ({ key, message })),
    aws: block('irsa.aws', readAws),
    cloudTrail: block('irsa.cloudTrail', readCloudTrail),
    role: block('irsa.role', readRole),
    readLevel: block('irsa.readLevel', readReadLevel),
    catalogue: block('irsa.catalogue', readRules),
    scan: block('irsa.scan', readScan),
    history: block('irsa.inventory', irsa => ({
      days: positiveInteger(irsa, 'inventory.history.days', 400),
    })),
    plan: block('irsa.plan', irsa => ({
      lifeMs: duration(irsa, 'plan.life', 15 * MINUTE, 1_000),
    })),
    migration: block('irsa.migration', readMigration),
    trust: block('irsa.trust', readTrust),
    changeRequests: block('irsa.changeRequests', readChangeRequests),
    soak: block('irsa.soak', irsa => ({
      durationMs: duration(irsa, 'soak.duration', 7 * DAY),
      coolingMs: duration(irsa, 'soak.cooling', 7 * DAY),
    })),
    notifications: block('irsa.notifications', irsa => ({
      enabled: irsa?.getOptionalBoolean('notifications.enabled') ?? true,
      unusedDays: positiveInteger(irsa, 'notifications.unusedDays', 90),
      keyAgeDays: positiveInteger(irsa, 'notifications.keyAgeDays', 365),
    })),
    ownership: block('irsa.ownership', readOwnership),
    preview: block('irsa.preview', readPreview),
    portalUrl: rootConfig.getOptionalString('app.baseUrl'),
    pagePath: block('irsa.pagePath', irsa => readPagePath(irsa, rootConfig)),
    contact: block('irsa.contact', irsa => irsa?.getOptionalString('contact')),
    emulator: block('irsa.emulator', irsa =>
      irsa?.getOptionalString('emulator'),
    ),
  };
  return {
    config: { ...config, doubtful: doubtfulSettings(config) },
    problems,
  };
}

function readScan(config: Config | undefined): IrsaConfig['scan'] {
  return {
    intervalMs: duration(config, 'scan.interval', 5 * MINUTE, 10_000),
    timeoutMs: duration(config, 'scan.timeout', 2 * MINUTE, 1_000),
    watch: config?.getOptionalBoolean('scan.watch') ?? true,
    helmReleases: config?.getOptionalBoolean('scan.helmReleases') ?? true,
    holdMs: duration(config, 'scan.hold', MINUTE, 1_000),
    relistMs: duration(config, 'scan.relist', 60 * MINUTE, 10_000),
  };
}

function readOwnership(config: Config | undefined): OwnershipSettings {
  const names = (on: 'workload' | 'namespace') => {
    const read = (what: 'labels' | 'annotations') =>
      config?.getOptionalStringArray(`ownership.${on}.${what}`) ?? [];
    return { labels: read('labels'), annotations: read('annotations') };
  };
  return {
    workload: names('workload'),
    namespace: names('namespace'),
    // An empty list is an answer too: the catalog does not count.
    catalogLocations: config?.getOptionalStringArray(
      'ownership.catalog.locations',
    ),
  };
}

function readRules(config: Config | undefined): CustomResourceRule[] {
  if (!config?.has('catalogue')) {
    return [];
  }
  try {
    return readCatalogue(config.get('catalogue'));
  } catch (error) {
    if (!(error instanceof CatalogueError)) {
      throw error;
    }
    throw new InputError(`irsa.catalogue: ${error.message}`);
  }
}

function readReadLevel(config: Config | undefined): 0 | 1 | 2 {
  const level = config?.getOptionalNumber('readLevel') ?? 2;
  if (level !== 0 && level !== 1 && level !== 2) {
    throw new InputError(
      `irsa.readLevel: ${level} is not a read level; use 0 (names in workloads), 1 (Secret metadata) or 2 (named Secrets are read for their access key id)`,
    );
  }
  return level;
}
