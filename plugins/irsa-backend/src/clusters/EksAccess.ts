import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import {
  AwsCredentialsManager,
  DefaultAwsCredentialsManager,
} from '@backstage/integration-aws-node';
import { Config } from '@backstage/config';
import {
  clusterError,
  credentialsError,
  PodIdentityAssociation,
} from 'backstage-plugin-irsa-node';
import { AwsClients } from '../accounts/AwsClients';
import { ClusterConfig, IrsaConfig } from '../config/IrsaConfig';
import { EksPodIdentities, eksPodIdentities } from './EksPodIdentities';
import { eksRequest } from './eksRequest';
import { eksToken } from './eksToken';
import { settingOf } from './settingOf';

/** Tokens live for 15 minutes. One minute is left for the request. */
const TOKEN_LIFE_MS = 14 * 60_000;

interface Access {
  server: string;
  caData?: string;
  token: string;
}

/** A list that EKS keeps of a cluster. */
interface EksList {
  /** Below the cluster. */
  path: string;
  /** What it is, and the right to it, for people. */
  what: string;
  right: string;
  /** Whether a refusal means that there are none. */
  isNone?: (status: number, text: string) => boolean;
}

/** Signs in to EKS clusters with the portal's AWS credentials. */
export class EksAccess {
  private readonly cached = new Map<string, Access & { until: number }>();

  static fromConfig(rootConfig: Config, aws: IrsaConfig['aws']): EksAccess {
    return new EksAccess(
      DefaultAwsCredentialsManager.fromConfig(rootConfig),
      aws,
    );
  }

  private constructor(
    private readonly credentials: AwsCredentialsManager,
    private readonly aws: IrsaConfig['aws'],
  ) {}

  forget(cluster: ClusterConfig): void {
    this.cached.delete(cluster.name);
  }

  async access(cluster: ClusterConfig): Promise<Access> {
    const known = this.cached.get(cluster.name);
    if (known && known.until > Date.now()) {
      return known;
    }
    if (cluster.auth.kind !== 'eks') {
      throw new Error(`Cluster ${cluster.name} is not an EKS cluster`);
    }
    const { clusterName } = cluster.auth;
    const region = cluster.region ?? this.aws.region;
    const own = await this.ownCredentials(cluster);
    const token = await eksToken({
      clusterName,
      region,
      credentials: await this.signInCredentials(cluster, own),
      endpoint: this.aws.endpoints.sts ?? this.aws.endpoint,
    });
    const place =
      known ??
      (cluster.server
        ? { server: cluster.server }
        : await this.describe(cluster, clusterName, region, own));
    const access = {
      server: place.server,
      caData: 'caData' in place ? place.caData : undefined,
      token,
      until: Date.now() + TOKEN_LIFE_MS,
    };
    this.cached.set(cluster.name, access);
    return access;
  }

  /**
   * ServiceAccounts that get a role from EKS Pod Identity. No object in the cluster shows this. Throws ClusterError.
   *
   * https://docs.aws.amazon.com/eks/latest/APIReference/API_ListPodIdentityAssociations.html
   */
  async podIdentities(
    cluster: ClusterConfig,
    clusterName: string,
  ): Promise<PodIdentityAssociation[]> {
    const pages = await this.pages<{
      associations?: PodIdentityAssociation[];
    }>(cluster, clusterName, {
      path: 'pod-identity-associations',
      what: 'the Pod Identity associations',
      right: 'eks:ListPodIdentityAssociations',
    });
    return pages.flatMap(({ associations = [] }) =>
      associations.map(({ namespace, serviceAccount }) => ({
        namespace,
        serviceAccount,
      })),
    );
  }

  /**
   * ARNs of the users and roles to which EKS gives access to the cluster by an entry. Throws ClusterError.
   *
   * https://docs.aws.amazon.com/eks/latest/APIReference/API_ListAccessEntries.html
   */
  async accessEntries(
    cluster: ClusterConfig,
    clusterName: string,
  ): Promise<string[]> {
    const pages = await this.pages<{ accessEntries?: string[] }>(
      cluster,
      clusterName,
      {
        path: 'access-entries',
        what: 'the access entries',
        right: 'eks:ListAccessEntries',
        // A cluster that is set to its ConfigMap alone has no entries, and EKS refuses to list them.
        isNone: (status, text) =>
          status === 400 && /authentication mode/i.test(text),
      },
    );
    return pages.flatMap(({ accessEntries = [] }) => accessEntries);
  }

  /** All pages of a list of EKS about one cluster. */
  private async pages<T>(
    cluster: ClusterConfig,
    clusterName: string,
    list: EksList,
  ): Promise<T[]> {
    const region = cluster.region ?? this.aws.region;
    const credentials = await this.ownCredentials(cluster);
    const found: T[] = [];
    let nextToken: string | undefined;
    do {
      const response = await eksRequest({
        path: `/clusters/${encodeURIComponent(clusterName)}/${list.path}`,
        query: nextToken ? { nextToken } : {},
        region,
        endpoint: this.aws.endpoint,
        credentials,
      }).catch(() => {
        throw clusterError(
          { cluster: cluster.name, kind: 'unreachable' },
          `EKS in ${region} cannot be reached to ask for ${list.what} of ${clusterName}. Check the network.`,
        );
      });
      if (!response.ok) {
        const text = await response.text().catch(() => '');
        if (list.isNone?.(response.status, text)) {
          return [];
        }
        throw clusterError(
          {
            cluster: cluster.name,
            kind: response.status === 403 ? 'forbidden' : 'server',
            status: response.status,
          },
          `EKS in ${region} does not tell ${list.what} of ${clusterName} (${
            response.status
          }). Check ${settingOf(cluster, 'eksCluster')} and the right ${
            list.right
          }.`,
        );
      }
      const page = (await response.json()) as T & { nextToken?: string };
      found.push(page);
      nextToken = page.nextToken || undefined;
    } while (nextToken);
    return found;
  }

  /** EKS of the cluster's account, for one association at a time. */
  podIdentitiesOf(
    cluster: ClusterConfig,
    clusterName: string,
  ): EksPodIdentities {
    return eksPodIdentities({
      clusterName,
      region: cluster.region ?? this.aws.region,
      endpoint: this.aws.endpoint,
      credentials: () => this.ownCredentials(cluster),
    });
  }

  /** The portal's own credentials in the cluster's account. */
  private async ownCredentials(
    cluster: ClusterConfig,
  ): Promise<AwsCredentialIdentity> {
    const { accountId, auth } = cluster;
    try {
      const { sdkCredentialProvider } = await this.credentials
        .getCredentialProvider({ accountId })
        .catch(error => {
          // As in the Kubernetes plugin, the main credentials may assume a role in an account without its own
          // credentials.
          if (auth.kind === 'eks' && auth.assumeRole) {
            return this.credentials.getCredentialProvider();
          }
          throw error;
        });
      return await sdkCredentialProvider();
    } catch {
      throw credentialsError(
        cluster.name,
        `no AWS credentials${
          accountId ? ` for account ${accountId}` : ''
        }. Add the account under aws.accounts, or give the portal a role.`,
      );
    }
  }

  /** The credentials for the sign-in: a session of the role to assume first, or the portal's own credentials. */
  private async signInCredentials(
    cluster: ClusterConfig,
    own: AwsCredentialIdentity,
  ): Promise<AwsCredentialIdentity> {
    const { auth, region, name } = cluster;
    if (auth.kind !== 'eks' || !auth.assumeRole) {
      return own;
    }
    const sts = new AwsClients(this.aws).sts({ region, credentials: own });
    const answer = await sts
      .send(
        new AssumeRoleCommand({
          RoleArn: auth.assumeRole,
          RoleSessionName: `irsa-${name}`.slice(0, 64),
          ExternalId: auth.externalId,
        }),
      )
      .catch(() => undefined);
    const { AccessKeyId, SecretAccessKey, SessionToken } =
      answer?.Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey) {
      throw credentialsError(
        name,
        `the portal cannot assume the role ${auth.assumeRole}. Its trust policy has to name the portal's identity (and its external id, if one is set), which needs sts:AssumeRole on it.`,
      );
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
  }

  /** EKS DescribeCluster, https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html */
  private async describe(
    cluster: ClusterConfig,
    clusterName: string,
    region: string,
    credentials: AwsCredentialIdentity,
  ): Promise<{ server: string; caData?: string }> {
    let response: Response;
    try {
      response = await eksRequest({
        path: `/clusters/${encodeURIComponent(clusterName)}`,
        region,
        endpoint: this.aws.endpoint,
        credentials,
      });
    } catch {
      throw clusterError(
        { cluster: cluster.name, kind: 'unreachable' },
        `EKS in ${region} cannot be reached to ask for cluster ${clusterName}. Check the network, or set ${settingOf(
          cluster,
          'server',
        )} and caData.`,
      );
    }
    const body = response.ok
      ? ((await response.json()) as {
          cluster?: {
            endpoint?: string;
            certificateAuthority?: { data?: string };
          };
        })
      : undefined;
    if (!body?.cluster?.endpoint) {
      throw clusterError(
        { cluster: cluster.name, kind: 'unreachable', status: response.status },
        `EKS in ${region} does not tell about cluster ${clusterName} (${
          response.status
        }). Check its name and region and the right eks:DescribeCluster, or set ${settingOf(
          cluster,
          'server',
        )} and caData.`,
      );
    }
    return {
      server: body.cluster.endpoint,
      caData: body.cluster.certificateAuthority?.data,
    };
  }
}
