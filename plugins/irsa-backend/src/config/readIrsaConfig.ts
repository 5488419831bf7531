import {
  Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  CatalogueError,
  CustomResourceRule,
  readCatalogue,
} from 'backstage-plugin-irsa-node';
import { PreviewMethod } from 'backstage-plugin-irsa-common';
import { IrsaConfig, OwnershipSettings, SettingProblem } from './IrsaConfig';
import { readClusters, REGION } from './readClusters';
import { readKubernetesClusters } from './readKubernetesClusters';
import { readChangeRequests } from './readChangeRequests';
import { readPagePath } from './readPagePath';
import { doubtfulSettings } from './doubtfulSettings';
import { readTrust } from './readTrust';
import { unknownSettings } from './unknownSettings';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BOUNDARY =
  /^arn:aws[a-z-]*:iam::(\d{12}|\{accountId\}|aws):policy\/[\w+=,.@/-]+$/;
const ROLE_PATH = /^\/([\w+=,.@-]+\/)*$/;
const NAME_PART = /^[\w+=,.@-]*$/;

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

/** Our own messages begin with the key. Those of Backstage's reader have it in quotes. */
function toProblem(key: string, { message }: Error): SettingProblem {
  const named =
    /^(irsa[\w.[\]]*):/.exec(message)?.[1] ??
    /'(irsa[\w.[\]]*)'/.exec(message)?.[1];
  return {
    key: named ?? key,
    message: message.startsWith('irsa')
      ? message
      : `${named ?? key}: ${wordsOf(message)}`,
  };
}

const A: Record<string, string> = {
  object: 'a block of settings',
  'string-array': 'a list of texts',
  'object-array': 'a list of blocks',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};
const OF_READER: readonly [RegExp, (found: string[]) => string][] = [
  [
    /got (\w+), wanted (\w+)/,
    ([got, wanted]) => `is ${A[got] ?? got}; write ${A[wanted] ?? wanted}`,
  ],
  [/Unable to convert config value .* to a (\w+)/, ([to]) => `not a ${to}`],
  [/Missing required config value/, () => 'missing'],
];

/** The errors of Backstage's reader in our own words. */
function wordsOf(message: string): string {
  for (const [pattern, words] of OF_READER) {
    const found = pattern.exec(message);
    if (found) {
      return words(found.slice(1));
    }
  }
  return message;
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

function readMigration(config: Config | undefined): IrsaConfig['migration'] {
  return {
    concurrency: positiveInteger(config, 'migration.concurrency', 3),
    staleAfterMs: duration(config, 'migration.staleAfter', 30_000, 1),
    injectionWaitMs: duration(config, 'migration.injectionWait', 5_000),
    propagationTimeoutMs: duration(
      config,
      'migration.propagationTimeout',
      2 * MINUTE,
    ),
    rolloutTimeoutMs: duration(config, 'migration.rolloutTimeout', 5 * MINUTE),
    longestPauseMs: duration(config, 'migration.longestPause', 2 * MINUTE, 1),
    iamWritesPerSecond: positiveInteger(
      config,
      'migration.iamWritesPerSecond',
      5,
    ),
    secondPerson: config?.getOptionalBoolean('migration.secondPerson') ?? false,
    secondPersonWithinMs: duration(
      config,
      'migration.secondPersonWithin',
      3 * DAY,
      1,
    ),
    secondPersonTold: entityRefs(config, 'migration.secondPersonTold') ?? [],
    limits: {
      cluster: optionalLimit(config, 'cluster'),
      account: optionalLimit(config, 'account'),
      owner: optionalLimit(config, 'owner'),
    },
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

function readPreview(config: Config | undefined): IrsaConfig['preview'] {
  const maxExpiryMs = duration(config, 'preview.maxExpiry', 15 * MINUTE, 1_000);
  if (maxExpiryMs > 7 * DAY) {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
    throw new InputError(
      'irsa.preview.maxExpiry: S3 takes no link that lives longer than 7 days',
    );
  }
  return {
    maxExpirySeconds: Math.floor(maxExpiryMs / 1_000),
    probePrefix:
      config?.getOptionalString('preview.probePrefix') ?? 'irsa-probe/',
    methods: previewMethods(config),
    perMinute: positiveInteger(config, 'preview.perMinute', 20),
    buckets: nonEmpty(config?.getOptionalStringArray('preview.buckets')),
    signers: nonEmpty(entityRefs(config, 'preview.signers')),
  };
}

const METHODS: PreviewMethod[] = ['HEAD', 'GET', 'PUT'];

function previewMethods(config: Config | undefined): PreviewMethod[] {
  const given = config?.getOptionalStringArray('preview.methods') ?? METHODS;
  const unknown = given.find(each => !METHODS.some(known => known === each));
  if (unknown !== undefined || given.length === 0) {
    throw new InputError(
      `irsa.preview.methods: '${
        unknown ?? ''
      }' is no method. Write a list of HEAD, GET and PUT.`,
    );
  }
  return METHODS.filter(method => given.includes(method));
}

function readAws(config: Config | undefined): IrsaConfig['aws'] {
  const region = config?.getOptionalString('aws.region') ?? 'us-east-1';
  if (!REGION.test(region)) {
    throw new InputError(
      `irsa.aws.region: '${region}' is not an AWS region, for example eu-west-1`,
    );
  }
  return {
    region,
    endpoint: url(config, 'aws.endpoint'),
    endpoints: {
      iam: url(config, 'aws.endpoints.iam'),
      sts: url(config, 'aws.endpoints.sts'),
      s3: url(config, 'aws.endpoints.s3'),
    },
  };
}

function readRole(config: Config | undefined): IrsaConfig['role'] {
  const path = config?.getOptionalString('role.path') ?? '/irsa/';
  if (!ROLE_PATH.test(path) || path.length > 512) {
    throw new InputError(
      `irsa.role.path: '${path}' is not an IAM path; it begins and ends with a slash, for example /irsa/`,
    );
  }
  const namePrefix = config?.getOptionalString('role.namePrefix') ?? 'irsa-';
  if (!NAME_PART.test(namePrefix) || namePrefix.length > 20) {
    throw new InputError(
      `irsa.role.namePrefix: '${namePrefix}' is not allowed in a role name; use at most 20 letters, digits and +=,.@-_`,
    );
  }
  const permissionsBoundary = config?.getOptionalString(
    'role.permissionsBoundary',
  );
  if (permissionsBoundary && !BOUNDARY.test(permissionsBoundary)) {
    throw new InputError(
      `irsa.role.permissionsBoundary: '${permissionsBoundary}' is not the ARN of a policy, for example arn:aws:iam::{accountId}:policy/IrsaBoundary`,
    );
  }
  const maxSessionDurationSeconds =
    duration(config, 'role.maxSessionDuration', 60 * MINUTE) / 1_000;
  if (maxSessionDurationSeconds < 3_600 || maxSessionDurationSeconds > 43_200) {
    throw new InputError(
      'irsa.role.maxSessionDuration: IAM allows from 1 to 12 hours',
    );
  }
  return { path, namePrefix, permissionsBoundary, maxSessionDurationSeconds };
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

function duration(
  config: Config | undefined,
  key: string,
  fallbackMs: number,
  atLeastMs = 0,
): number {
  if (!config?.has(key)) {
    return fallbackMs;
  }
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(config, { key }),
    );
  } catch {
    throw new InputError(
      `irsa.${key}: not a length of time, for example 5m, 7d or { days: 7 }`,
    );
  }
  if (!(milliseconds >= atLeastMs)) {
    throw new InputError(
      `irsa.${key}: must be at least ${
        atLeastMs < 1_000
          ? `${atLeastMs} milliseconds`
          : `${atLeastMs / 1_000} seconds`
      }`,
    );
  }
  return milliseconds;
}

/** Full refs of users and groups of the catalog. */
function entityRefs(
  config: Config | undefined,
  key: string,
): string[] | undefined {
  const refs = config?.getOptionalStringArray(key);
  const noRef = refs?.find(
    each => !/^[^:/\s]+:([^:/\s]+\/)?[^:/\s]+$/.test(each),
  );
  if (noRef !== undefined) {
    throw new InputError(
      `irsa.${key}: '${noRef}' is not a user or group of the catalog, for example group:default/security`,
    );
  }
  return refs;
}

function optionalLimit(
  config: Config | undefined,
  scope: string,
): number | undefined {
  const key = `migration.limits.${scope}`;
  return config?.has(key) ? positiveInteger(config, key, 1) : undefined;
}

function positiveInteger(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1) {
    throw new InputError(`irsa.${key}: ${value} is not a whole number above 0`);
  }
  return value;
}

function url(config: Config | undefined, key: string): string | undefined {
  const value = config?.getOptionalString(key);
  if (value === undefined) {
    return undefined;
  }
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) {
    throw new InputError(
      `irsa.${key}: '${value}' is not a URL that begins with http:// or https://`,
    );
  }
  return value.replace(/\/+$/, '');
}

function nonEmpty<T>(list: T[] | undefined): T[] | undefined {
  return list?.length ? list : undefined;
}
