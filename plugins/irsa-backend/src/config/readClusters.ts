import { homedir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ClusterAuth,
  ClusterConfig,
  FoundClusters,
  LeftOutCluster,
} from './IrsaConfig';
import { UnknownSetting } from './unknownSettings';

/** The default audience of the pod identity webhook of EKS. */
export const DEFAULT_AUDIENCE = 'sts.amazonaws.com';
export const CLUSTER_NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
/** Such as `eu-west-1` and `us-gov-east-1`. */
export const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/;
const AUTH_KEYS = ['kubeconfig', 'inCluster', 'token', 'tokenFile', 'eks'];
const AUTH_HELP =
  'kubeconfig: { file, context }, inCluster: true, token, tokenFile or eks: { clusterName }';

/** Reads `irsa.clusters`. A cluster with a wrong value or a misspelt setting is left out. Throws when it is not a list. */
export function readClusters(
  config: Config,
  unknown: readonly UnknownSetting[] = [],
): FoundClusters {
  return distinct(
    'irsa.clusters',
    config.getConfigArray('clusters').map((cluster, index) =>
      takeOrLeave(cluster, `irsa.clusters[${index}]`, (entry, key) => {
        const typo = unknown.find(
          setting => setting.meant && setting.key.startsWith(`${key}.`),
        );
        if (typo) {
          throw new InputError(typo.message);
        }
        return readCluster(entry, key);
      }),
    ),
  );
}

/** The result of `read` for one entry of a list, or the reason why it is left out. */
export function takeOrLeave(
  config: Config,
  key: string,
  read: (config: Config, key: string) => ClusterConfig,
): ClusterConfig | LeftOutCluster {
  try {
    return { ...read(config, key), key };
  } catch (error) {
    const name = config.getOptional('name');
    return {
      key,
      name: typeof name === 'string' ? name : undefined,
      reason: (error as Error).message,
    };
  }
}

/** Of two clusters with the same name, the first is used. */
export function distinct(
  key: string,
  entries: readonly (ClusterConfig | LeftOutCluster)[],
): FoundClusters {
  const clusters = new Map<string, ClusterConfig>();
  const leftOut: LeftOutCluster[] = [];
  for (const entry of entries) {
    if ('reason' in entry) {
      leftOut.push(entry);
    } else if (clusters.has(entry.name)) {
      leftOut.push({
        key: entry.key ?? key,
        name: entry.name,
        reason: `${key}: two clusters are named '${entry.name}'; names must differ`,
      });
    } else {
      clusters.set(entry.name, entry);
    }
  }
  return { clusters: [...clusters.values()], leftOut };
}

function readCluster(config: Config, key: string): ClusterConfig {
  const name = config.getString('name');
  if (!CLUSTER_NAME.test(name)) {
    throw new InputError(
      `${key}.name: '${name}' is not a cluster name; use letters, digits, dots, hyphens and underscores`,
    );
  }
  const auth = readAuth(config, key);
  const server = config.getOptionalString('server');
  if (!server && (auth.kind === 'token' || auth.kind === 'tokenFile')) {
    throw new InputError(
      `${key}.server: missing; a cluster with ${auth.kind} needs the URL of its API server`,
    );
  }
  if (
    server?.startsWith('http:') &&
    auth.kind !== 'kubeconfig' &&
    !LOOPBACK.test(server)
  ) {
    throw new InputError(
      `${key}.server: begins with http://, so that everybody on the way could read the token; use https://`,
    );
  }
  const accountId = readAccountId(config, key);
  const issuer = config.getOptionalString('issuer');
  if (issuer !== undefined && !/^https:\/\/[^/?#\s]+[^?#\s]*$/.test(issuer)) {
    throw new InputError(
      `${key}.issuer: '${issuer}' is not an OpenID Connect issuer; it begins with https://`,
    );
  }
  const region = config.getOptionalString('region');
  if (region !== undefined && !REGION.test(region)) {
    throw new InputError(
      `${key}.region: '${region}' is not an AWS region, for example eu-west-1`,
    );
  }
  const eksCluster =
    config.getOptionalString('eksCluster') ??
    (auth.kind === 'eks' ? auth.clusterName : undefined);
  return {
    name,
    auth,
    server: server && serverUrl(server, `${key}.server`),
    caData: config.getOptionalString('caData'),
    caFile: optionalFile(config, 'caFile'),
    dangerouslyAllowSkipTLSVerify: config.getOptionalBoolean(
      'dangerouslyAllowSkipTLSVerify',
    ),
    eksCluster,
    ...readIdentity(config, key, eksCluster),
    accountId,
    region,
    issuer: issuer?.replace(/\/+$/, ''),
    audience: config.getOptionalString('audience') ?? DEFAULT_AUDIENCE,
  };
}

function readIdentity(
  config: Config,
  key: string,
  eksCluster: string | undefined,
): Pick<ClusterConfig, 'identity'> {
  return checkedIdentity(
    `${key}.identity`,
    config.getOptionalString('identity'),
    { key: `${key}.eksCluster`, name: eksCluster },
  );
}

/**
 * How plans of a cluster give roles to Pods. Throws InputError.
 *
 * @param key - of the setting, for people
 * @param eks - name of the cluster in EKS, and the setting that says it
 */
export function checkedIdentity(
  key: string,
  identity: string | undefined,
  eks: { key: string; name: string | undefined },
): Pick<ClusterConfig, 'identity'> {
  if (identity === undefined) {
    return {};
  }
  if (identity !== 'irsa' && identity !== 'podIdentity') {
    throw new InputError(
      `${key}: '${identity}' is neither irsa nor podIdentity`,
    );
  }
  if (identity === 'podIdentity' && !eks.name) {
    throw new InputError(
      `${key}: podIdentity needs the name of the cluster in EKS; set ${eks.key}`,
    );
  }
  return { identity };
}

function readAuth(config: Config, key: string): ClusterAuth {
  const given = AUTH_KEYS.filter(
    name => config.has(name) && config.get(name) !== false,
  );
  if (given.length !== 1) {
    const problem = given.length
      ? `has ${given.join(' and ')}; choose one`
      : 'says no way to sign in';
    throw new InputError(`${key}: ${problem} of ${AUTH_HELP}`);
  }
  switch (given[0]) {
    case 'kubeconfig': {
      const kubeconfig = config.getConfig('kubeconfig');
      const file = homePath(
        kubeconfig.getOptionalString('file') ??
          process.env.KUBECONFIG ??
          '~/.kube/config',
      );
      const context = kubeconfig.getOptionalString('context');
      return { kind: 'kubeconfig', file, context };
    }
    case 'inCluster':
      config.getBoolean('inCluster');
      return { kind: 'inCluster' };
    case 'token':
      return { kind: 'token', token: config.getString('token') };
    case 'tokenFile':
      return {
        kind: 'tokenFile',
        file: homePath(config.getString('tokenFile')),
      };
    default:
      if (!config.has('region')) {
        throw new InputError(
          `${key}.region: missing; a cluster with eks needs its AWS region`,
        );
      }
      return { kind: 'eks', clusterName: config.getString('eks.clusterName') };
  }
}

function readAccountId(config: Config, key: string): string | undefined {
  const value = config.getOptional('accountId');
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string' || !/^\d{12}$/.test(value)) {
    throw new InputError(
      `${key}.accountId: '${value}' is not an AWS account id; write its 12 digits in quotes`,
    );
  }
  return value;
}

/** The URL of an API server without a slash at its end. Throws InputError. */
export function serverUrl(value: string, key: string): string {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) {
    throw new InputError(
      `${key}: '${value}' is not the URL of an API server, for example https://10.0.0.1:6443`,
    );
  }
  return value.replace(/\/+$/, '');
}

function optionalFile(config: Config, name: string): string | undefined {
  const value = config.getOptionalString(name);
  return value && homePath(value);
}

/** The existence of a file is checked when it is used, because it may appear later and be renewed. */
function homePath(value: string): string {
  return value.replace(/^~(?=\/)/, () => join(homedir()));
}
