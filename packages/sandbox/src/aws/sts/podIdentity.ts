import { evaluateTrust } from 'backstage-plugin-irsa-common';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import { accessDenied, AwsError } from '../AwsError';
import { EksCluster } from '../model/entities';
import { World } from '../World';
import { createSession, findRole } from './createSession';
import { invalidToken, IssuerKeys } from './issuerKeys';

const AUDIENCE = 'pods.eks.amazonaws.com';
/** Seconds: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html */
const DURATION = 21_600;

/** Credentials of a role, as the agent on a node hands them out. */
export interface PodSession {
  credentials: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
  };
  /** Milliseconds since the epoch. */
  expiration: number;
  arn: string;
}

/** EKS Pod Identity of one cluster. */
export interface ClusterPodIdentity {
  /** All associations, without their ids. */
  list(): { namespace: string; serviceAccount: string; roleArn: string }[];
  /** Whether a ServiceAccount has an association. */
  has(namespace: string, serviceAccount: string): boolean;
  /**
   * AssumeRoleForPodIdentity of EKS Auth, as the agent calls it.
   * @throws InvalidIdentityToken, ExpiredTokenException, ResourceNotFoundException, AccessDenied
   */
  session(token: string): Promise<PodSession>;
}

/** Source: EKS User Guide, "EKS Pod Identity", role and session tags. */
export function podIdentityOf(
  world: World,
  keys: IssuerKeys,
  accountId: string,
  clusterName: string,
): ClusterPodIdentity {
  const cluster = () =>
    world.accounts.get(accountId)?.eksClusters.get(clusterName);
  const find = (namespace: string, serviceAccount: string) =>
    cluster()?.podIdentityAssociations.find(
      item =>
        item.namespace === namespace && item.serviceAccount === serviceAccount,
    );
  return {
    list: () =>
      (cluster()?.podIdentityAssociations ?? []).map(
        ({ namespace, serviceAccount, roleArn }) => ({
          namespace,
          serviceAccount,
          roleArn,
        }),
      ),
    has: (namespace, serviceAccount) =>
      find(namespace, serviceAccount) !== undefined,
    async session(token) {
      const place = cluster();
      const [, , namespace, name] = (
        await subjectOf(token, place, keys, world.now())
      ).split(':');
      const association = find(namespace, name);
      if (!place || !association) {
        throw new AwsError(
          'ResourceNotFoundException',
          404,
          `No association found for ${namespace}/${name}.`,
        );
      }
      return assume(world, accountId, place, association);
    },
  };
}

async function subjectOf(
  token: string,
  cluster: EksCluster | undefined,
  keys: IssuerKeys,
  now: number,
): Promise<string> {
  const { iss = '', sub = '', aud, exp = 0 } = decodeJwt(token);
  const { kid, alg = '' } = decodeProtectedHeader(token);
  if (iss !== cluster?.issuer || ![aud].flat().includes(AUDIENCE)) {
    throw invalidToken(
      `The token is not of the cluster, or not for ${AUDIENCE}`,
    );
  }
  await compactVerify(token, await keys.find(iss, kid, alg));
  if (exp * 1000 <= now) {
    throw new AwsError('ExpiredTokenException', 400, 'The token is expired');
  }
  return sub;
}

function assume(
  world: World,
  accountId: string,
  cluster: EksCluster,
  association: EksCluster['podIdentityAssociations'][number],
): PodSession {
  const { roleArn, namespace, serviceAccount } = association;
  const { account, role } = findRole(world, roleArn);
  const clusterArn = `arn:aws:eks:${cluster.region}:${accountId}:cluster/${cluster.name}`;
  const tags = {
    'eks-cluster-arn': clusterArn,
    'eks-cluster-name': cluster.name,
    'kubernetes-namespace': namespace,
    'kubernetes-service-account': serviceAccount,
  };
  const context = {
    'aws:SourceAccount': accountId,
    'aws:SourceArn': clusterArn,
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [
        `aws:RequestTag/${key}`,
        value,
      ]),
    ),
  };
  const isTrusted = ['sts:AssumeRole', 'sts:TagSession'].every(
    action =>
      role &&
      evaluateTrust(role.trust.document, {
        principal: { type: 'Service', value: AUDIENCE },
        action,
        context,
      }).decision === 'allowed',
  );
  if (!account || !role || !isTrusted) {
    throw accessDenied(
      `${AUDIENCE} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  const sessionName = `eks-${cluster.name}-${serviceAccount}`.slice(0, 64);
  const session = createSession(
    world,
    account,
    { kind: 'role', name: role.name, id: role.id, sessionName },
    { duration: DURATION, tags, transitiveTagKeys: Object.keys(tags) },
  );
  return {
    credentials: {
      accessKeyId: session.accessKeyId,
      secretAccessKey: session.secretAccessKey,
      sessionToken: session.sessionToken,
    },
    expiration: session.expiresAt,
    arn: `arn:aws:sts::${account.id}:assumed-role/${role.name}/${sessionName}`,
  };
}
