import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { ClusterAuth, ClusterConfig } from './IrsaConfig';

const DEFAULT_AUDIENCE = 'sts.amazonaws.com';
const AUTH_KEYS = ['kubeconfig', 'inCluster', 'token', 'tokenFile', 'eks'];
const AUTH_HELP =
  'kubeconfig: { file, context }, inCluster: true, token, tokenFile or eks: { clusterName }';

/** Reads `irsa.clusters`. */
export function readClusters(config: Config): ClusterConfig[] {
  const clusters = config
    .getConfigArray('clusters')
    .map((cluster, index) => readCluster(cluster, `irsa.clusters[${index}]`));
  checkUnique(clusters, 'irsa.clusters');
  return clusters;
}

/**
 * Takes over the clusters of the portal's Kubernetes plugin (`kubernetes.clusterLocatorMethods` of type `config`).
 * Those whose sign-in needs a person or another cloud are left out, with a note that says so.
 */
export function readKubernetesClusters(rootConfig: Config): {
  clusters: ClusterConfig[];
  notes: string[];
} {
  const clusters: ClusterConfig[] = [];
  const notes: string[] = [];
  const methods =
    rootConfig.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  methods.forEach((method, methodIndex) => {
    const key = `kubernetes.clusterLocatorMethods[${methodIndex}]`;
    const type = method.getString('type');
    if (type !== 'config') {
      notes.push(
        `${key}: clusters of type '${type}' are not taken over; list them under irsa.clusters`,
      );
      return;
    }
    method.getConfigArray('clusters').forEach((cluster, index) => {
      const place = `${key}.clusters[${index}]`;
      const auth = kubernetesAuth(cluster);
      if (!auth) {
        notes.push(
          `${place}: authProvider '${cluster.getString(
            'authProvider',
          )}' cannot be used without a person; list the cluster under irsa.clusters`,
        );
        return;
      }
      const role = authMetadata(cluster)['kubernetes.io/aws-assume-role'];
      clusters.push({
        name: cluster.getString('name'),
        auth,
        server: serverUrl(cluster.getString('url'), `${place}.url`),
        caData: cluster.getOptionalString('caData'),
        caFile: optionalFile(cluster, 'caFile', place),
        dangerouslyAllowSkipTLSVerify:
          cluster.getOptionalBoolean('skipTLSVerify'),
        eksCluster:
          auth.kind === 'eks'
            ? auth.clusterName
            : authMetadata(cluster)['kubernetes.io/x-k8s-aws-id'],
        accountId: role?.split(':')[4] || undefined,
        region: /\.([a-z0-9-]+)\.eks\.amazonaws\.com/.exec(
          cluster.getString('url'),
        )?.[1],
        audience: DEFAULT_AUDIENCE,
      });
    });
  });
  checkUnique(clusters, 'kubernetes.clusterLocatorMethods');
  return { clusters, notes };
}

function kubernetesAuth(cluster: Config): ClusterAuth | undefined {
  switch (cluster.getString('authProvider')) {
    case 'serviceAccount': {
      const token = cluster.getOptionalString('serviceAccountToken');
      return token ? { kind: 'token', token } : { kind: 'inCluster' };
    }
    case 'aws':
      return {
        kind: 'eks',
        clusterName:
          authMetadata(cluster)['kubernetes.io/x-k8s-aws-id'] ??
          cluster.getString('name'),
      };
    default:
      return undefined;
  }
}

/** Read whole, because its names have dots and slashes, which a config key cannot have. */
function authMetadata(cluster: Config): Record<string, string> {
  return cluster.getOptional<Record<string, string>>('authMetadata') ?? {};
}

function readCluster(config: Config, key: string): ClusterConfig {
  const name = config.getString('name');
  if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name)) {
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
  const accountId = readAccountId(config, key);
  const issuer = config.getOptionalString('issuer');
  if (issuer !== undefined && !/^https:\/\/[^/?#\s]+[^?#\s]*$/.test(issuer)) {
    throw new InputError(
      `${key}.issuer: '${issuer}' is not an OpenID Connect issuer; it begins with https://`,
    );
  }
  const region = config.getOptionalString('region');
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw new InputError(
      `${key}.region: '${region}' is not an AWS region, for example eu-west-1`,
    );
  }
  return {
    name,
    auth,
    server: server && serverUrl(server, `${key}.server`),
    caData: config.getOptionalString('caData'),
    caFile: optionalFile(config, 'caFile', key),
    dangerouslyAllowSkipTLSVerify: config.getOptionalBoolean(
      'dangerouslyAllowSkipTLSVerify',
    ),
    eksCluster:
      config.getOptionalString('eksCluster') ??
      (auth.kind === 'eks' ? auth.clusterName : undefined),
    accountId,
    region,
    issuer: issuer?.replace(/\/+$/, ''),
    audience: config.getOptionalString('audience') ?? DEFAULT_AUDIENCE,
  };
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
      const place = `${key}.kubeconfig`;
      const kubeconfig = config.getConfig('kubeconfig');
      const file = existingFile(
        kubeconfig.getOptionalString('file') ??
          process.env.KUBECONFIG ??
          '~/.kube/config',
        `${place}.file`,
      );
      const context = kubeconfig.getOptionalString('context');
      checkContext(file, context, place);
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
        file: existingFile(config.getString('tokenFile'), `${key}.tokenFile`),
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

function serverUrl(value: string, key: string): string {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) {
    throw new InputError(
      `${key}: '${value}' is not the URL of an API server, for example https://10.0.0.1:6443`,
    );
  }
  return value.replace(/\/+$/, '');
}

function optionalFile(
  config: Config,
  name: string,
  key: string,
): string | undefined {
  const value = config.getOptionalString(name);
  return value && existingFile(value, `${key}.${name}`);
}

function existingFile(value: string, key: string): string {
  const file = value.replace(/^~(?=\/)/, () => join(homedir()));
  if (!existsSync(file)) {
    throw new InputError(`${key}: no such file ${file}`);
  }
  return file;
}

function checkContext(
  file: string,
  context: string | undefined,
  key: string,
): void {
  let names: string[];
  let current: string | undefined;
  try {
    const kubeconfig = parse(readFileSync(file, 'utf8'));
    names = (kubeconfig?.contexts ?? []).map((c: { name: string }) => c.name);
    current = kubeconfig?.['current-context'];
  } catch {
    // The parser's message quotes the file, which may hold tokens.
    throw new InputError(`${key}.file: ${file} is not a readable kubeconfig`);
  }
  const wanted = context ?? current;
  if (!wanted || !names.includes(wanted)) {
    throw new InputError(
      `${key}.context: ${
        wanted ? `no context '${wanted}'` : 'no context given and none current'
      } in ${file}; there are ${names.join(', ') || 'none'}`,
    );
  }
}

function checkUnique(clusters: ClusterConfig[], key: string): void {
  const seen = new Set<string>();
  for (const { name } of clusters) {
    if (seen.has(name)) {
      throw new InputError(
        `${key}: two clusters are named '${name}'; names must differ`,
      );
    }
    seen.add(name);
  }
}
