import { AuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ClusterConfig, LeftOutCluster } from '../../config/IrsaConfig';
import {
  checkedIdentity,
  DEFAULT_AUDIENCE,
  distinct,
} from '../../config/readClusters';
import {
  KUBERNETES_KEYS,
  LocatorMethod,
  refusal,
  regionOfEksUrl,
} from '../../config/readKubernetesClusters';
import { ClusterSource } from './ClusterSource';

const EVERY_MS = 60_000;

/**
 * Clusters that the catalog has as Resources of type `kubernetes-cluster`, with the annotations that the Kubernetes plugin reads.
 *
 * Everybody who may register an entity can write these annotations, so they must not decide where the portal's
 * credentials are sent. Only EKS clusters in accounts that the portal knows are used, and their address and certificate
 * come from EKS.
 */
export function catalogSource(
  method: LocatorMethod,
  options: {
    catalog: CatalogService;
    auth: AuthService;
    /** Account ids of `aws.accounts`. */
    accountIds: () => readonly string[];
  },
): ClusterSource {
  return {
    key: method.key,
    type: 'catalog',
    everyMs: EVERY_MS,
    async read() {
      const { catalog, auth, accountIds } = options;
      const { items } = await catalog.getEntities(
        { filter: { kind: 'Resource', 'spec.type': 'kubernetes-cluster' } },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      const entries = items.map(entity => toCluster(entity, accountIds()));
      return distinct(method.key, entries);
    },
  };
}

function toCluster(
  entity: Entity,
  accountIds: readonly string[],
): ClusterConfig | LeftOutCluster {
  const key = stringifyEntityRef(entity);
  const { name, annotations = {} } = entity.metadata;
  try {
    return { ...readAnnotations({ key, name, annotations, accountIds }), key };
  } catch (error) {
    return { key, name, reason: (error as Error).message };
  }
}

function readAnnotations(options: {
  key: string;
  name: string;
  annotations: Record<string, string>;
  accountIds: readonly string[];
}): ClusterConfig {
  const { key, name, annotations, accountIds } = options;
  const provider = annotations[KUBERNETES_KEYS.authProvider];
  const url = annotations[KUBERNETES_KEYS.server];
  if (!provider || !url) {
    throw new InputError(
      `${key}: needs the annotations ${KUBERNETES_KEYS.authProvider} and ${KUBERNETES_KEYS.server}`,
    );
  }
  if (provider !== 'aws') {
    throw new InputError(
      ['google', 'oidc', 'aks'].includes(provider)
        ? refusal(key, provider)
        : `${key}: authProvider '${provider}' would send the portal's credentials to an address that an entity names. List the cluster under irsa.clusters`,
    );
  }
  const assumeRole = annotations[KUBERNETES_KEYS.assumeRole];
  const accountId =
    annotations[KUBERNETES_KEYS.accountId] ?? assumeRole?.split(':')[4];
  const named = [accountId, assumeRole?.split(':')[4]].filter(Boolean);
  const stranger = named.find(id => !accountIds.includes(id!));
  if (stranger) {
    throw new InputError(
      `${key}: AWS account ${stranger} is not among aws.accounts. Add it there if the portal is to work in it`,
    );
  }
  const clusterName = annotations[KUBERNETES_KEYS.eksCluster] ?? name;
  return {
    name,
    auth: {
      kind: 'eks',
      clusterName,
      assumeRole,
      externalId: annotations[KUBERNETES_KEYS.externalId],
    },
    eksCluster: clusterName,
    // What it chooses is shown on each plan, and each plan may choose otherwise.
    ...checkedIdentity(
      `${key}: annotation ${KUBERNETES_KEYS.identity}`,
      annotations[KUBERNETES_KEYS.identity],
      { key: KUBERNETES_KEYS.eksCluster, name: clusterName },
    ),
    accountId,
    region: regionOfEksUrl(url),
    audience: DEFAULT_AUDIENCE,
  };
}
