import { randomUUID } from 'node:crypto';
import { authorise } from '../access/authorise';
import { AwsError } from '../AwsError';
import { EksCluster } from '../model/entities';
import { SignedCall } from '../SignedCall';
import { World } from '../World';

type Json = Record<string, unknown>;
type Association = EksCluster['podIdentityAssociations'][number];

const CLUSTER = /^\/clusters\/[^/]+$/;
const ENTRIES = /^\/clusters\/[^/]+\/access-entries$/;
const ASSOCIATIONS = /^\/clusters\/[^/]+\/pod-identity-associations$/;
const TAGS = /^\/tags\/[^/]+$/;
const ASSOCIATION = /^\/clusters\/[^/]+\/pod-identity-associations\/[^/]+$/;

const ROUTES: [method: string, path: RegExp, action: string][] = [
  ['GET', /^\/clusters$/, 'ListClusters'],
  ['GET', CLUSTER, 'DescribeCluster'],
  ['GET', ENTRIES, 'ListAccessEntries'],
  ['GET', ASSOCIATIONS, 'ListPodIdentityAssociations'],
  ['POST', ASSOCIATIONS, 'CreatePodIdentityAssociation'],
  ['GET', ASSOCIATION, 'DescribePodIdentityAssociation'],
  ['DELETE', ASSOCIATION, 'DeletePodIdentityAssociation'],
  ['POST', TAGS, 'TagResource'],
];

/** The action of a method and path; undefined when the sandbox does not have it. */
export function eksAction(method: string, path: string): string | undefined {
  return ROUTES.find(
    ([wanted, pattern]) => wanted === method && pattern.test(path),
  )?.[2];
}

/**
 * Source: EKS API reference.
 * @throws ResourceNotFoundException 404, ResourceInUseException 409, InvalidParameterException 400
 */
export function handleEks(
  world: World,
  call: SignedCall,
  action: string,
): Json {
  const { caller, request, region } = call;
  const { account } = caller;
  const [, name, , associationId] = placeOf(request.path);
  const arn = (resource: string) =>
    `arn:aws:eks:${region}:${account.id}:${resource}`;
  const ask = (
    resource: string,
    needed = `eks:${action}`,
    context: Record<string, string> = {},
  ) =>
    authorise({
      caller,
      request,
      region,
      now: world.now(),
      action: needed,
      resource,
      context,
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
  if (!cluster || cluster.region !== region) {
    throw notFound(`No cluster found for name: ${name}.`);
  }
  const render = (
    {
      roleArn,
      tags,
      targetRoleArn,
      externalId,
      disableSessionTags = false,
      clientRequestToken: _,
      ...item
    }: Association,
    whole: boolean,
  ) => ({
    clusterName: name,
    ...item,
    associationArn: arn(`podidentityassociation/${name}/${item.associationId}`),
    ...(whole && {
      roleArn,
      tags,
      disableSessionTags,
      ...(targetRoleArn && { targetRoleArn, externalId }),
    }),
  });
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
    case 'ListAccessEntries':
      return { accessEntries: cluster.accessEntries };
    case 'ListPodIdentityAssociations':
      return {
        associations: associationsOf(cluster, request.query).map(item =>
          render(item, false),
        ),
      };
    case 'CreatePodIdentityAssociation': {
      const input = readInput(request.body.toString());
      const { clientRequestToken } = input;
      const again = cluster.podIdentityAssociations.find(
        item =>
          clientRequestToken !== undefined &&
          item.clientRequestToken === clientRequestToken,
      );
      if (again) {
        return { association: render(again, true) };
      }
      const made = readAssociation(cluster, input, account.id);
      // Source: Service Authorization Reference, EKS, "Dependent actions".
      ask(made.roleArn, 'iam:PassRole', {
        'iam:PassedToService': 'pods.eks.amazonaws.com',
      });
      if (Object.keys(made.tags).length > 0) {
        ask(
          arn(`podidentityassociation/${name}/${made.associationId}`),
          'eks:TagResource',
        );
      }
      cluster.podIdentityAssociations.push(made);
      return { association: render(made, true) };
    }
    default: {
      const association = cluster.podIdentityAssociations.find(
        item => item.associationId === associationId,
      );
      if (!association) {
        throw notFound(`No association found for id: ${associationId}.`);
      }
      if (action === 'TagResource') {
        Object.assign(
          association.tags,
          JSON.parse(request.body.toString()).tags,
        );
        return {};
      }
      if (action === 'DeletePodIdentityAssociation') {
        cluster.podIdentityAssociations =
          cluster.podIdentityAssociations.filter(item => item !== association);
      }
      return { association: render(association, true) };
    }
  }
}

function associationsOf(
  { podIdentityAssociations }: EksCluster,
  query: URLSearchParams,
): Association[] {
  return podIdentityAssociations.filter(
    item =>
      item.namespace === (query.get('namespace') ?? item.namespace) &&
      item.serviceAccount ===
        (query.get('serviceAccount') ?? item.serviceAccount),
  );
}

/** Cluster and association of a path, also of one that names the association by its ARN. */
function placeOf(path: string): string[] {
  const parts = path.slice(1).split('/').map(decodeURIComponent);
  if (parts[0] !== 'tags') {
    return parts;
  }
  const [, cluster, id] = parts[1].split(':').pop()!.split('/');
  return ['clusters', cluster, 'pod-identity-associations', id];
}

function readInput(text: string): Partial<Association> {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('SerializationException', 400, 'The body is no JSON');
  }
}

function readAssociation(
  cluster: EksCluster,
  {
    namespace,
    serviceAccount,
    roleArn,
    targetRoleArn,
    ...input
  }: Partial<Association>,
  accountId: string,
): Association {
  if (!namespace || !serviceAccount || !roleArn) {
    throw new AwsError(
      'InvalidParameterException',
      400,
      'namespace, serviceAccount and roleArn are needed.',
    );
  }
  const arns = [roleArn, ...(targetRoleArn ? [targetRoleArn] : [])];
  const invalid = arns.find(
    arn => !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(arn),
  );
  if (invalid !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      400,
      `Role ARN ${invalid} is not valid.`,
    );
  }
  // Source: Amazon EKS User Guide, "Access AWS Resources using EKS Pod Identity Target IAM Roles".
  if (roleArn.split(':')[4] !== accountId) {
    throw new AwsError(
      'InvalidParameterException',
      400,
      `Role ${roleArn} is not in the account of the cluster.`,
    );
  }
  if (
    cluster.podIdentityAssociations.some(
      item =>
        item.namespace === namespace && item.serviceAccount === serviceAccount,
    )
  ) {
    throw new AwsError(
      'ResourceInUseException',
      409,
      `Association already exists: ${namespace}/${serviceAccount}.`,
    );
  }
  return {
    associationId: `a-${randomUUID().replace(/-/g, '').slice(0, 17)}`,
    namespace,
    serviceAccount,
    roleArn,
    ...(targetRoleArn && {
      targetRoleArn,
      externalId: [
        cluster.region,
        accountId,
        cluster.name,
        namespace,
        serviceAccount,
      ].join('/'),
    }),
    ...(input.disableSessionTags && { disableSessionTags: true }),
    tags: input.tags ?? {},
    clientRequestToken: input.clientRequestToken,
  };
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, message);
}
