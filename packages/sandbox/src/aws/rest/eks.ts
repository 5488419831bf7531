import { randomUUID } from 'node:crypto';
import { authorise } from '../access/authorise';
import { AwsError } from '../AwsError';
import { EksCluster } from '../model/entities';
import { SignedCall } from '../SignedCall';
import { World } from '../World';

type Json = Record<string, unknown>;
type Association = EksCluster['podIdentityAssociations'][number];

const CLUSTER = /^\/clusters\/[^/]+$/;
const ASSOCIATIONS = /^\/clusters\/[^/]+\/pod-identity-associations$/;
const ASSOCIATION = /^\/clusters\/[^/]+\/pod-identity-associations\/[^/]+$/;

const ROUTES: [method: string, path: RegExp, action: string][] = [
  ['GET', /^\/clusters$/, 'ListClusters'],
  ['GET', CLUSTER, 'DescribeCluster'],
  ['GET', ASSOCIATIONS, 'ListPodIdentityAssociations'],
  ['POST', ASSOCIATIONS, 'CreatePodIdentityAssociation'],
  ['GET', ASSOCIATION, 'DescribePodIdentityAssociation'],
  ['DELETE', ASSOCIATION, 'DeletePodIdentityAssociation'],
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
  if (!cluster || cluster.region !== region) {
    throw notFound(`No cluster found for name: ${name}.`);
  }
  const render = ({ roleArn, ...item }: Association, whole: boolean) => ({
    clusterName: name,
    ...item,
    associationArn: arn(`podidentityassociation/${name}/${item.associationId}`),
    ...(whole && { roleArn }),
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
    case 'ListPodIdentityAssociations':
      return {
        associations: associationsOf(cluster, request.query).map(item =>
          render(item, false),
        ),
      };
    case 'CreatePodIdentityAssociation': {
      const made = readAssociation(cluster, request.body.toString());
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

function readAssociation(cluster: EksCluster, text: string): Association {
  let input: Partial<Association>;
  try {
    input = JSON.parse(text);
  } catch {
    throw new AwsError('SerializationException', 400, 'The body is no JSON');
  }
  const { namespace, serviceAccount, roleArn } = input;
  if (!namespace || !serviceAccount || !roleArn) {
    throw new AwsError(
      'InvalidParameterException',
      400,
      'namespace, serviceAccount and roleArn are needed.',
    );
  }
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw new AwsError(
      'InvalidParameterException',
      400,
      `Role ARN ${roleArn} is not valid.`,
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
  };
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, message);
}
