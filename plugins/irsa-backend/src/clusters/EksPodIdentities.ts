import { AwsCredentialIdentity } from '@aws-sdk/types';
import { eksRequest } from './eksRequest';

/** An EKS Pod Identity association of one ServiceAccount. */
export interface Association {
  id: string;
  /** Of the cluster's account. Pods get it, or the target role by it. */
  roleArn: string;
  /** The role that EKS assumes with the first one, of whatever account; Pods get its credentials. Absent without one. */
  targetRoleArn?: string;
  /** What EKS sends as `sts:ExternalId` for the target role; absent without one. */
  externalId?: string;
  tags: Record<string, string>;
  /** It sends no session tags, or has a policy of its own: not made by this plugin. */
  isSpecial: boolean;
}

/** EKS, asked about the Pod Identity associations of one cluster. Every call throws `EksError`, or what `fetch` throws. */
export interface EksPodIdentities {
  /** ARN of the cluster; its account is that of the associations. */
  clusterArn(): Promise<string>;
  /** Whether the cluster has EKS Auto Mode, whose nodes have the agent built in, without a DaemonSet. As EKS says now. */
  hasAutoMode(): Promise<boolean>;
  find(
    namespace: string,
    serviceAccount: string,
  ): Promise<Association | undefined>;
  /** @param token - the same call with the same token makes no second one */
  create(wanted: {
    namespace: string;
    serviceAccount: string;
    roleArn: string;
    targetRoleArn?: string;
    tags: Record<string, string>;
    token: string;
  }): Promise<void>;
  tag(id: string, tags: Record<string, string>): Promise<void>;
  delete(id: string): Promise<void>;
}

/** An error that EKS answered. `name` is its code, such as `AccessDeniedException`. */
class EksError extends Error {
  readonly $metadata: { httpStatusCode: number };

  constructor(action: string, status: number, code: string, detail: string) {
    super(`EKS answered ${action} with ${code} (${status}). ${detail}`.trim());
    this.name = code;
    this.$metadata = { httpStatusCode: status };
  }
}

/** The ways to ask EKS: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html */
export function eksPodIdentities(options: {
  clusterName: string;
  region: string;
  /** Replaces AWS's own endpoint. */
  endpoint?: string;
  credentials(): Promise<AwsCredentialIdentity>;
}): EksPodIdentities {
  const { clusterName, region, endpoint, credentials } = options;
  const cluster = `/clusters/${encodeURIComponent(clusterName)}`;
  const associations = `${cluster}/pod-identity-associations`;
  const send = async <T>(
    action: string,
    request: { path: string } & Partial<Parameters<typeof eksRequest>[0]>,
  ): Promise<T> => {
    const response = await eksRequest({
      ...request,
      region,
      endpoint,
      credentials: await credentials(),
    });
    const body = parsed(await response.text());
    if (!response.ok) {
      const code =
        response.headers.get('x-amzn-errortype')?.split(':')[0] ??
        body?.__type?.split('#').pop() ??
        'UnknownError';
      throw new EksError(action, response.status, code, body?.message ?? '');
    }
    // An answer that was cut off says nothing, above all not that there is none.
    if (!body && !request.method) {
      throw new EksError(action, 502, 'UnreadableAnswer', '');
    }
    return (body ?? {}) as T;
  };
  const describe = async () =>
    (
      await send<{
        cluster?: { arn?: string; computeConfig?: { enabled?: boolean } };
      }>('eks:DescribeCluster', { path: cluster })
    ).cluster;
  let arn: string | undefined;
  const clusterArn = async () => {
    arn ??= (await describe())?.arn;
    if (!arn) {
      throw new EksError('eks:DescribeCluster', 200, 'NoArn', '');
    }
    return arn;
  };
  return {
    clusterArn,
    async hasAutoMode() {
      return (await describe())?.computeConfig?.enabled === true;
    },
    async find(namespace, serviceAccount) {
      // A list with a filter may have empty pages before the one that tells.
      let found: { associationId: string } | undefined;
      let nextToken: string | undefined;
      do {
        const page = await send<{
          associations?: { associationId: string }[];
          nextToken?: string | null;
        }>('eks:ListPodIdentityAssociations', {
          path: associations,
          query: { namespace, serviceAccount, ...(nextToken && { nextToken }) },
        });
        [found] = page.associations ?? [];
        nextToken = page.nextToken ?? undefined;
      } while (!found && nextToken);
      if (!found) {
        return undefined;
      }
      try {
        const { association } = await send<{ association: Described }>(
          'eks:DescribePodIdentityAssociation',
          {
            path: `${associations}/${encodeURIComponent(found.associationId)}`,
          },
        );
        return {
          id: association.associationId,
          roleArn: association.roleArn,
          ...(association.targetRoleArn && {
            targetRoleArn: association.targetRoleArn,
            externalId: association.externalId,
          }),
          tags: association.tags ?? {},
          isSpecial: !!association.disableSessionTags || !!association.policy,
        };
      } catch (error) {
        // It was deleted in between.
        if ((error as Error).name === 'ResourceNotFoundException') {
          return undefined;
        }
        throw error;
      }
    },
    async create({ token, ...wanted }) {
      await send('eks:CreatePodIdentityAssociation', {
        method: 'POST',
        path: associations,
        body: { ...wanted, clientRequestToken: token },
      });
    },
    async tag(id, tags) {
      const [place] = (await clusterArn()).split(':cluster/');
      const resource = `${place}:podidentityassociation/${clusterName}/${id}`;
      await send('eks:TagResource', {
        method: 'POST',
        path: `/tags/${encodeURIComponent(resource)}`,
        body: { tags },
      });
    },
    async delete(id) {
      await send('eks:DeletePodIdentityAssociation', {
        method: 'DELETE',
        path: `${associations}/${encodeURIComponent(id)}`,
      });
    },
  };
}

interface ErrorBody {
  __type?: string;
  message?: string;
}

function parsed(text: string): ErrorBody | undefined {
  try {
    return JSON.parse(text) as ErrorBody;
  } catch {
    return undefined;
  }
}

interface Described {
  associationId: string;
  roleArn: string;
  tags?: Record<string, string>;
  targetRoleArn?: string | null;
  externalId?: string;
  disableSessionTags?: boolean | null;
  policy?: string | null;
}
