import type { TrustReviewContext } from '../../../../plugins/irsa-common/src/trust/types';

const ACCOUNT = '111122223333';
const GITHUB = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';

/** Trust policies as parsed values, as the IAM snapshot has them, and what is known around them. */
export interface FleetOfRoles {
  roles: { name: string; trustPolicy: unknown }[];
  context: TrustReviewContext;
}

/**
 * Makes roles as they are found: most for one ServiceAccount, some for a namespace, a pattern or two clusters, some for GitHub, services
 * and accounts, and a few that let in anybody. The same for the same numbers.
 */
export function fleetOfRoles(size: {
  roles: number;
  clusters: number;
  /** In each cluster. */
  serviceAccounts: number;
}): FleetOfRoles {
  const clusters = Array.from({ length: size.clusters }, (_, at) =>
    clusterOf(at, size.serviceAccounts),
  );
  return {
    roles: Array.from({ length: size.roles }, (_, at) => ({
      name: `role-${at}`,
      trustPolicy: policyOf(at, clusters),
    })),
    context: {
      accountId: ACCOUNT,
      providers: [
        ...clusters.map(({ issuer }) => issuer),
        `https://${GITHUB}`,
      ].map(url => ({
        arn: providerArn(url.slice('https://'.length)),
        url,
        clientIds: [AUDIENCE],
      })),
      clusters,
      hasAllClusters: true,
      quota: 2048,
      ownAccounts: [ACCOUNT],
      vendorAccounts: { '444455556666': 'Watcher' },
      owners: { github: ['acme'] },
    },
  };
}

type Cluster = ReturnType<typeof clusterOf>;

function clusterOf(at: number, serviceAccounts: number) {
  const id = at.toString(16).toUpperCase().padStart(32, 'A');
  const all = Array.from({ length: serviceAccounts }, (_, index) => ({
    namespace: `team-${index % 40}`,
    name: `app-${index}`,
    roleArn: null,
  }));
  return {
    name: `cluster-${at}`,
    issuer: `https://oidc.eks.eu-west-1.amazonaws.com/id/${id}`,
    serviceAccounts: all,
    namespaces: [...new Set(all.map(({ namespace }) => namespace))],
  };
}

function policyOf(at: number, clusters: Cluster[]) {
  const cluster = clusters[at % clusters.length];
  const { namespace, name } =
    cluster.serviceAccounts[at % cluster.serviceAccounts.length];
  const subject = `system:serviceaccount:${namespace}:${name}`;
  const kind = at % 20;
  if (kind < 12) {
    return policy(
      token(cluster, { StringEquals: { aud: AUDIENCE, sub: subject } }),
    );
  }
  switch (kind) {
    case 12:
      return policy(
        token(cluster, {
          StringEquals: { aud: AUDIENCE },
          StringLike: { sub: `system:serviceaccount:${namespace}:*` },
        }),
      );
    case 13:
      return policy(
        token(cluster, {
          StringLike: { sub: `system:serviceaccount:${namespace}:app-1*` },
        }),
        {
          ...token(cluster, { StringEquals: { sub: subject } }),
          Effect: 'Deny',
        },
      );
    case 14:
      return policy(
        ...clusters.map(each =>
          token(each, { StringEquals: { aud: AUDIENCE, sub: subject } }),
        ),
      );
    case 15:
      return policy(
        token(
          { issuer: `https://${GITHUB}` },
          {
            StringEquals: {
              aud: AUDIENCE,
              sub: `repo:acme/shop-${at}:ref:refs/heads/main`,
            },
          },
        ),
      );
    case 16:
      return policy(
        token(
          { issuer: `https://${GITHUB}` },
          { StringLike: { sub: `repo:acme/shop-${at}:*` } },
        ),
      );
    case 17:
      return policy(assume({ Service: 'ec2.amazonaws.com' }));
    case 18:
      return policy(assume({ AWS: 'arn:aws:iam::444455556666:root' }));
    default:
      return at % 200 === 19
        ? policy(token(cluster, { StringEquals: { aud: AUDIENCE } }))
        : policy(assume({ AWS: `arn:aws:iam::${ACCOUNT}:role/ci` }));
  }
}

function policy(...Statement: object[]) {
  return { Version: '2012-10-17', Statement };
}

function assume(Principal: unknown) {
  return { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
}

function token(
  { issuer }: { issuer: string },
  conditions: Record<string, Record<string, string>>,
) {
  const host = issuer.slice('https://'.length);
  return {
    Effect: 'Allow',
    Principal: { Federated: providerArn(host) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: Object.fromEntries(
      Object.entries(conditions).map(([operator, keys]) => [
        operator,
        Object.fromEntries(
          Object.entries(keys).map(([key, value]) => [`${host}:${key}`, value]),
        ),
      ]),
    ),
  };
}

function providerArn(host: string): string {
  return `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`;
}
