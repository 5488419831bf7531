import { evaluateTrust } from 'backstage-plugin-irsa-common';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import { Caller } from '../access/Caller';
import { accessDenied, AwsError } from '../AwsError';
import { EksCluster, Role, Session } from '../model/entities';
import { World } from '../World';
import { Account } from '../model/Account';
import { mayAct } from './assumeRole';
import { createSession, findRole } from './createSession';
import { invalidToken, IssuerKeys } from './issuerKeys';

const AUDIENCE = 'pods.eks.amazonaws.com';
/** Seconds: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html */
const DURATION = 21_600;
/** Seconds, of a target role: the session of another role made it. */
const TARGET_DURATION = 3540;

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
  const { roleArn, namespace, serviceAccount, targetRoleArn } = association;
  const { account, role } = findRole(world, roleArn);
  const clusterArn = `arn:aws:eks:${cluster.region}:${accountId}:cluster/${cluster.name}`;
  const tags: Record<string, string> = association.disableSessionTags
    ? {}
    : {
        'eks-cluster-arn': clusterArn,
        'eks-cluster-name': cluster.name,
        'kubernetes-namespace': namespace,
        'kubernetes-service-account': serviceAccount,
      };
  const context = {
    'aws:SourceAccount': accountId,
    'aws:SourceArn': clusterArn,
    ...requestTags(tags),
  };
  const isTrusted = actionsFor(tags).every(
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
  return targetRoleArn
    ? assumeTarget(world, {
        caller: callerOf(account, role, session, sessionName),
        targetRoleArn,
        externalId: association.externalId,
        tags,
        sessionName,
      })
    : podSession(session, account, role, sessionName);
}

/**
 * The second assumption, in the name of the first role's session.
 * Source: Amazon EKS User Guide, "Access AWS Resources using EKS Pod Identity Target IAM Roles".
 */
function assumeTarget(
  world: World,
  from: {
    caller: Caller;
    targetRoleArn: string;
    externalId?: string;
    tags: Record<string, string>;
    sessionName: string;
  },
): PodSession {
  const { caller, targetRoleArn, externalId, tags, sessionName } = from;
  const { account, role } = findRole(world, targetRoleArn);
  const circumstances = {
    caller,
    now: world.now(),
    region: caller.account.region,
    request: {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      rawQuery: '',
      headers: {},
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
    },
  };
  const context = {
    ...(externalId && { 'sts:ExternalId': externalId }),
    ...requestTags(tags),
  };
  const isPermitted =
    !!account &&
    !!role &&
    actionsFor(tags).every(action =>
      mayAct(circumstances, { accountId: account.id, role, action, context }),
    );
  if (!isPermitted) {
    throw accessDenied(
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${targetRoleArn}`,
    );
  }
  const session = createSession(
    world,
    account,
    { kind: 'role', name: role.name, id: role.id, sessionName },
    {
      duration: TARGET_DURATION,
      tags,
      transitiveTagKeys: Object.keys(tags),
    },
  );
  return podSession(session, account, role, sessionName);
}

function actionsFor(tags: Record<string, string>): string[] {
  return [
    'sts:AssumeRole',
    ...(Object.keys(tags).length > 0 ? ['sts:TagSession'] : []),
  ];
}

function requestTags(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [
      `aws:RequestTag/${key}`,
      value,
    ]),
  );
}

function callerOf(
  account: Account,
  role: Role,
  session: Session,
  sessionName: string,
): Caller {
  return {
    kind: 'session',
    account,
    role,
    session,
    accessKeyId: session.accessKeyId,
    userId: `${role.id}:${sessionName}`,
    arn: `arn:aws:sts::${account.id}:assumed-role/${role.name}/${sessionName}`,
  };
}

function podSession(
  session: Session,
  account: Account,
  role: Role,
  sessionName: string,
): PodSession {
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
