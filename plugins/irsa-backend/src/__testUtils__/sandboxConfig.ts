import { ConfigReader } from '@backstage/config';
import { Sandbox } from '@internal/sandbox';
import { JsonObject } from '@backstage/types';

/** The configuration of a portal that reads all clusters and accounts of a sandbox; `irsa` adds to it, or takes its place. */
export function sandboxConfig(
  sandbox: Pick<Sandbox, 'accounts' | 'clusters' | 'aws'>,
  irsa: Record<string, unknown> = {},
  /** Settings of each cluster. */
  ofClusters: Record<string, unknown> = {},
  /** Accounts that the sandbox did not begin with. */
  others: Record<string, unknown>[] = [],
): ConfigReader {
  return new ConfigReader({
    aws: {
      accounts: [
        ...sandbox.accounts.map(({ id, portalAccessKey }) => ({
          accountId: id,
          accessKeyId: portalAccessKey?.accessKeyId,
          secretAccessKey: portalAccessKey?.secretAccessKey,
        })),
        ...others,
      ] as JsonObject[],
    },
    irsa: {
      clusters: sandbox.clusters.map(cluster => ({
        name: cluster.name,
        server: cluster.server,
        token: cluster.portalToken,
        caData: Buffer.from(cluster.caPem).toString('base64'),
        accountId: cluster.account,
        region: cluster.region,
        ...ofClusters,
      })),
      aws: { endpoint: sandbox.aws.endpoint, region: 'eu-west-1' },
      ...irsa,
    },
  });
}
