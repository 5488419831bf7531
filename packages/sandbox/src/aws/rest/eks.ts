import { authorise } from '../access/authorise';
import { AwsError } from '../AwsError';
import { SignedCall } from '../SignedCall';
import { World } from '../World';

type Json = Record<string, unknown>;

/** DescribeCluster, ListClusters, List and DescribePodIdentityAssociation. Source: EKS API reference. */
export function handleEks(
  world: World,
  call: SignedCall,
  action: string,
): Json {
  const { caller, request, region } = call;
  const { account } = caller;
  const [, name, , associationId] = request.path
    .slice(1)
    .split('/')
    .map(decodeURIComponent);
  const arn = (resource: string) =>
    `arn:aws:eks:${region}:${account.id}:${resource}`;
  const ask = (resource: string) =>
    authorise({
      caller,
      request,
      region,
      now: world.now(),
      action: `eks:${action}`,
      resource,
    });
  if (action === 'ListClusters') {
    ask('*');
    return {
      clusters: [...account.eksClusters.values()]
        .filter(item => item.region === region)
        .map(item => item.name),
    };
  }
  ask(
    arn(
      associationId
        ? `podidentityassociation/${name}/${associationId}`
        : `cluster/${name}`,
    ),
  );
  const cluster = account.eksClusters.get(name);
  if (!cluster || cluster.region !== region)
    throw new AwsError(
      'ResourceNotFoundException',
      404,
      `No cluster found for name: ${name}.`,
    );
  const associations = cluster.podIdentityAssociations.map(item => ({
    clusterName: name,
    namespace: item.namespace,
    serviceAccount: item.serviceAccount,
    associationId: item.associationId,
    associationArn: arn(`podidentityassociation/${name}/${item.associationId}`),
    roleArn: item.roleArn,
  }));
  switch (action) {
    case 'DescribeCluster':
      return {
        cluster: {
          name,
          arn: arn(`cluster/${name}`),
          version: cluster.version,
          endpoint: cluster.endpoint,
          status: 'ACTIVE',
          identity: { oidc: { issuer: cluster.issuer } },
        },
      };
    case 'ListPodIdentityAssociations': {
      const { query } = request;
      return {
        associations: associations
          .filter(
            item =>
              item.namespace === (query.get('namespace') ?? item.namespace) &&
              item.serviceAccount ===
                (query.get('serviceAccount') ?? item.serviceAccount),
          )
          .map(({ roleArn: _, ...item }) => item),
      };
    }
    default: {
      const association = associations.find(
        item => item.associationId === associationId,
      );
      if (!association)
        throw new AwsError(
          'ResourceNotFoundException',
          404,
          `No association found for id: ${associationId}.`,
        );
      return { association };
    }
  }
}

/** The action that method and path stand for; undefined for those that are not here. */
export function eksAction(method: string, path: string): string | undefined {
  if (method !== 'GET') return undefined;
  if (/^\/clusters$/.test(path)) return 'ListClusters';
  if (/^\/clusters\/[^/]+$/.test(path)) return 'DescribeCluster';
  if (/^\/clusters\/[^/]+\/pod-identity-associations$/.test(path))
    return 'ListPodIdentityAssociations';
  if (/^\/clusters\/[^/]+\/pod-identity-associations\/[^/]+$/.test(path))
    return 'DescribePodIdentityAssociation';
  return undefined;
}
