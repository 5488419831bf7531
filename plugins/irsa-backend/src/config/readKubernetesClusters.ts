import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ClusterAuth, ClusterConfig, FoundClusters } from './IrsaConfig';
import {
  checkedIdentity,
  DEFAULT_AUDIENCE,
  distinct,
  serverUrl,
  takeOrLeave,
} from './readClusters';

/**
 * Keys of `authMetadata`, which are the annotations of cluster entities too. Source: @backstage/plugin-kubernetes-common. `identity` is
 * our own: how plans of the cluster give roles to Pods.
 */
export const KUBERNETES_KEYS = {
  server: 'kubernetes.io/api-server',
  caData: 'kubernetes.io/api-server-certificate-authority',
  authProvider: 'kubernetes.io/auth-provider',
  skipTLSVerify: 'kubernetes.io/skip-tls-verify',
  assumeRole: 'kubernetes.io/aws-assume-role',
  accountId: 'kubernetes.io/aws-account-id',
  eksCluster: 'kubernetes.io/x-k8s-aws-id',
  externalId: 'kubernetes.io/aws-external-id',
  identity: 'irsa.portal/identity',
} as const;

const INSTEAD =
  'List the cluster under irsa.clusters with a sign-in of its own, for example tokenFile';

/** Why the portal cannot sign in as these providers of the Kubernetes plugin do. */
const REASONS: Record<string, string> = {
  google: `sends the Google token of the person who looks, and the portal works without a person. ${INSTEAD}`,
  oidc: `sends the OpenID Connect token of the person who looks, and the portal works without a person. ${INSTEAD}`,
  aks: `sends the Azure token of the person who looks, and the portal works without a person. ${INSTEAD}`,
  azure: `needs the Azure identity of the portal, which is not at hand here. ${INSTEAD}`,
  googleServiceAccount: `needs the Google service account of the portal, which is not at hand here. ${INSTEAD}`,
};

/** One entry of `kubernetes.clusterLocatorMethods`. */
export interface LocatorMethod {
  /** For example `kubernetes.clusterLocatorMethods[0]`. */
  key: string;
  type: string;
  config: Config;
}

/**
 * How the Kubernetes plugin of the portal finds clusters. Empty when the plugin is not configured. Throws when the list
 * is malformed.
 */
export function readLocatorMethods(rootConfig: Config): LocatorMethod[] {
  return (
    rootConfig.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? []
  ).map((config, index) => ({
    key: `kubernetes.clusterLocatorMethods[${index}]`,
    type: config.getString('type'),
    config,
  }));
}

/** The clusters of all methods of type `config`. Never throws. */
export function readKubernetesClusters(rootConfig: Config): FoundClusters {
  let methods: LocatorMethod[];
  try {
    methods = readLocatorMethods(rootConfig);
  } catch (error) {
    const key = 'kubernetes.clusterLocatorMethods';
    return {
      clusters: [],
      leftOut: [{ key, reason: `${key}: ${(error as Error).message}` }],
    };
  }
  const entries = methods
    .filter(({ type }) => type === 'config')
    .map(method => readConfigMethod(method))
    .flatMap(({ clusters, leftOut }) => [...clusters, ...leftOut]);
  return distinct('kubernetes.clusterLocatorMethods', entries);
}

/** Tokens of other clouds for the portal's own identity there, by `authProvider`. */
export type CloudTokens = Partial<
  Record<'googleServiceAccount' | 'azure', () => Promise<string>>
>;

/**
 * The clusters of one method of type `config`; those whose sign-in needs a user, or a token that is not available, are
 * left out.
 */
export function readConfigMethod(
  method: LocatorMethod,
  tokens: CloudTokens = {},
): FoundClusters {
  let listed: Config[];
  try {
    listed = method.config.getConfigArray('clusters');
  } catch (error) {
    const reason = `${method.key}.clusters: ${(error as Error).message}`;
    return { clusters: [], leftOut: [{ key: method.key, reason }] };
  }
  return distinct(
    method.key,
    listed.map((cluster, index) =>
      takeOrLeave(cluster, `${method.key}.clusters[${index}]`, (config, key) =>
        readOne(config, key, tokens),
      ),
    ),
  );
}

function readOne(
  cluster: Config,
  key: string,
  tokens: CloudTokens,
): ClusterConfig {
  const name = cluster.getString('name');
  const url = cluster.getString('url');
  const metadata = authMetadata(cluster);
  const auth = readAuth({ cluster, metadata, key, tokens });
  const role = metadata[KUBERNETES_KEYS.assumeRole];
  const eksCluster =
    auth.kind === 'eks'
      ? auth.clusterName
      : metadata[KUBERNETES_KEYS.eksCluster];
  return {
    name,
    auth,
    server: serverUrl(url, `${key}.url`),
    caData: cluster.getOptionalString('caData'),
    caFile: cluster.getOptionalString('caFile'),
    dangerouslyAllowSkipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify'),
    eksCluster,
    ...checkedIdentity(
      `${key}.authMetadata, ${KUBERNETES_KEYS.identity}`,
      metadata[KUBERNETES_KEYS.identity],
      { key: KUBERNETES_KEYS.eksCluster, name: eksCluster },
    ),
    accountId:
      metadata[KUBERNETES_KEYS.accountId] ?? role?.split(':')[4] ?? undefined,
    region: regionOfEksUrl(url),
    audience: DEFAULT_AUDIENCE,
  };
}

function readAuth(options: {
  cluster: Config;
  metadata: Record<string, string>;
  key: string;
  tokens: CloudTokens;
}): ClusterAuth {
  const { cluster, metadata, key, tokens } = options;
  const provider =
    metadata[KUBERNETES_KEYS.authProvider] ??
    cluster.getOptionalString('authProvider');
  switch (provider) {
    case undefined:
      throw new InputError(
        `${key}.authProvider: missing; it says how the portal signs in to that cluster, for example aws or serviceAccount`,
      );
    case 'serviceAccount': {
      const token =
        cluster.getOptionalString('serviceAccountToken') ??
        metadata.serviceAccountToken;
      return token ? { kind: 'token', token } : { kind: 'inCluster' };
    }
    case 'aws':
      return {
        kind: 'eks',
        clusterName:
          metadata[KUBERNETES_KEYS.eksCluster] ?? cluster.getString('name'),
        assumeRole: metadata[KUBERNETES_KEYS.assumeRole],
        externalId: metadata[KUBERNETES_KEYS.externalId],
      };
    case 'localKubectlProxy':
      return { kind: 'anonymous' };
    case 'googleServiceAccount':
    case 'azure': {
      const token = tokens[provider];
      if (token) {
        return { kind: 'supplied', token };
      }
      throw new InputError(refusal(key, provider));
    }
    default:
      throw new InputError(refusal(key, provider));
  }
}

/** Why a cluster with this `authProvider` is not used. */
export function refusal(key: string, provider: string): string {
  return `${key}: authProvider '${provider}' ${
    REASONS[provider] ?? `is not known to this plugin. ${INSTEAD}`
  }`;
}

/**
 * Read as one object, because its names have dots and slashes, which a config key cannot have. Older keys beside it are
 * read too.
 */
function authMetadata(cluster: Config): Record<string, string> {
  const assumeRole = cluster.getOptionalString('assumeRole');
  const externalId = cluster.getOptionalString('externalId');
  return {
    ...(assumeRole && { [KUBERNETES_KEYS.assumeRole]: assumeRole }),
    ...(externalId && { [KUBERNETES_KEYS.externalId]: externalId }),
    ...cluster.getOptional<Record<string, string>>('authMetadata'),
  };
}

/** `eu-west-1` of `https://ABC.gr7.eu-west-1.eks.amazonaws.com`. */
export function regionOfEksUrl(url: string): string | undefined {
  return /\.([a-z0-9-]+)\.eks\.amazonaws\.com(?:\.cn)?(?:[:/]|$)/.exec(
    url,
  )?.[1];
}
