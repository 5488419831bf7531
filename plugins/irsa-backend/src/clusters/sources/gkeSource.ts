import { Config } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { ClusterConfig, LeftOutCluster } from '../../config/IrsaConfig';
import { DEFAULT_AUDIENCE, distinct } from '../../config/readClusters';
import { LocatorMethod, refusal } from '../../config/readKubernetesClusters';
import { ClusterSource } from './ClusterSource';

const EVERY_MS = 5 * 60_000;
const TIMEOUT_MS = 15_000;
const ENDPOINT = 'https://container.googleapis.com';

/**
 * The fields that are read of
 * https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters
 */
interface GkeCluster {
  name?: string;
  endpoint?: string;
  masterAuth?: { clusterCaCertificate?: string };
  resourceLabels?: Record<string, string>;
  controlPlaneEndpointsConfig?: { dnsEndpointConfig?: { endpoint?: string } };
}

/** Clusters of a Google project, listed with the portal's service account. */
export function gkeSource(
  method: LocatorMethod,
  options: {
    /** An access token of the service account. Throws errors with a message for people. */
    token: () => Promise<string>;
    /** Replaces Google's own endpoint. */
    endpoint?: string;
  },
): ClusterSource {
  const { token, endpoint = ENDPOINT } = options;
  return {
    key: method.key,
    type: 'gke',
    everyMs: EVERY_MS,
    async read() {
      const settings = readSettings(method);
      if (settings.provider !== 'googleServiceAccount') {
        const reason = refusal(method.key, 'google').replace(
          'List the cluster',
          'Set authProvider: googleServiceAccount, or list the clusters',
        );
        return { clusters: [], leftOut: [{ key: method.key, reason }] };
      }
      const path = `/v1/projects/${encodeURIComponent(
        settings.projectId,
      )}/locations/${encodeURIComponent(settings.region)}/clusters`;
      const found = await list(new URL(path, endpoint), await token());
      return distinct(
        method.key,
        found
          .filter(cluster =>
            settings.labels.every(
              ({ key, value }) => cluster.resourceLabels?.[key] === value,
            ),
          )
          .map(cluster => toCluster(method.key, cluster, settings, token)),
      );
    },
  };
}

function readSettings({ key, config }: LocatorMethod) {
  const endpointType = config.getOptionalString('endpointType') ?? 'public';
  if (endpointType !== 'public' && endpointType !== 'dns') {
    throw new InputError(`${key}.endpointType: use public or dns`);
  }
  return {
    projectId: config.getString('projectId'),
    region: config.getOptionalString('region') ?? '-',
    provider: config.getOptionalString('authProvider') ?? 'google',
    skipTLSVerify: config.getOptionalBoolean('skipTLSVerify'),
    endpointType,
    labels: (config.getOptionalConfigArray('matchingResourceLabels') ?? []).map(
      (label: Config) => ({
        key: label.getString('key'),
        value: label.getString('value'),
      }),
    ),
  };
}

async function list(url: URL, token: string): Promise<GkeCluster[]> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new ServiceUnavailableError(
      `${url.host} cannot be reached. Check the portal's network.`,
    );
  }
  if (!response.ok) {
    throw new ServiceUnavailableError(
      `Google does not list the clusters (${response.status}). Check projectId and region, and give the service account the right container.clusters.list.`,
    );
  }
  const body = (await response.json()) as { clusters?: GkeCluster[] };
  return body.clusters ?? [];
}

function toCluster(
  key: string,
  cluster: GkeCluster,
  settings: ReturnType<typeof readSettings>,
  token: () => Promise<string>,
): ClusterConfig | LeftOutCluster {
  const { name = 'unnamed', endpoint, controlPlaneEndpointsConfig } = cluster;
  const dns = controlPlaneEndpointsConfig?.dnsEndpointConfig?.endpoint;
  const isByDns = settings.endpointType === 'dns' && dns !== undefined;
  const host = isByDns ? dns : endpoint;
  if (!host) {
    return {
      key: `${key}/${name}`,
      name,
      reason: `${key}: Google tells no endpoint of cluster ${name} yet`,
    };
  }
  return {
    name,
    key: `${key}/${name}`,
    auth: { kind: 'supplied', token },
    server: `https://${host}`,
    // The DNS endpoint has a publicly trusted certificate.
    caData: isByDns ? undefined : cluster.masterAuth?.clusterCaCertificate,
    dangerouslyAllowSkipTLSVerify: settings.skipTLSVerify,
    audience: DEFAULT_AUDIENCE,
  };
}
