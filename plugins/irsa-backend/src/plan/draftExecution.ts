import {
  DetachImpossibleError,
  detachIntent,
  isCredentialKey,
  trustDocumentOf,
} from 'backstage-plugin-irsa-node';
import { IamRole } from '../accounts/types';
import { CheckContext } from './checks/PlanCheck';
import { awsHalfOf } from './world/awsHalf';
import { isKeyOfAws, keysOfSecret } from './world/keysOfSecret';
import { findUser } from './world/findUser';
import { carriedRegion } from './world/sdkFiles';
import { FirstRoleNames, planTarget } from './world/planTarget';
import { Json, podTemplate } from './world/podTemplate';
import { derivePolicy } from './policy/derivePolicy';
import {
  firstPolicyOf,
  POD_IDENTITY_AUDIENCE,
  podIdentityTrustOf,
  targetTrustOf,
} from './policy/identityNames';
import { preImages } from './patch/preImages';
import { DetachIntent, PlanExecution } from './types';
import { managedByTag, ROLE_ANNOTATION, World } from './world/World';

/** What the plan would do, and the input of the checks. `execution` is absent when the plan cannot be carried out. */
export interface Draft {
  context: CheckContext;
  execution?: PlanExecution;
}

/** Computes from the world what would be done. Pure. */
export function draftExecution(world: World): Draft {
  const target = planTarget(world);
  const { snapshot } = world.account;
  const isByAssociation = target.identity.kind === 'podIdentity';
  const provider = isByAssociation
    ? untouchedProvider(world, target.providerArn)
    : plannedProvider(world, target.providerArn);
  const trustDocument = plannedTrust(world, target);
  const { key, user } = findUser(world.workload.keys, snapshot);
  const policy = user && derivePolicy(user, world.request.additionalActions);
  const role = snapshot.roles.find(
    ({ name }) => name.toLowerCase() === target.roleName.toLowerCase(),
  );
  const { intent, problems } = plannedDetach(
    world,
    target.ownAccount ? target.serviceAccountName : undefined,
    !isByAssociation,
  );
  const context: CheckContext = {
    world,
    target,
    provider,
    trustDocument,
    intent,
    problems,
    key,
    user,
    policy,
    role,
    awsHalf: awsHalfOf(world, role),
  };
  return intent && policy && !world.account.notConnected
    ? { context, execution: execute(context, intent, policy, role) }
    : { context };
}

function execute(
  context: CheckContext,
  intent: DetachIntent,
  policy: NonNullable<CheckContext['policy']>,
  role: IamRole | undefined,
): PlanExecution {
  const { world, target, provider, trustDocument, key, user } = context;
  const { workload } = world.request;
  const boundaryArn = world.settings.boundaryArn ?? user?.boundaryArn;
  return {
    workload,
    apiVersion: String(world.object.apiVersion),
    accountId: world.account.id,
    partition: world.account.partition,
    region: world.cluster.region,
    provider,
    policy: {
      arn: target.policyArn,
      name: target.policyName,
      path: target.rolePath,
      document: JSON.stringify(policy.document),
    },
    role: {
      arn: target.roleArn,
      name: target.roleName,
      path: target.rolePath,
      trustDocument,
      ...(boundaryArn ? { boundaryArn } : {}),
      maxSessionDuration: world.settings.maxSessionDuration,
    },
    ...plannedAssociation(context),
    ...(context.awsHalf.madeBy === 'code' ? { awsHalf: 'code' } : {}),
    tags: {
      [managedByTag.key]: managedByTag.value,
      'irsa:cluster': world.cluster.name,
      'irsa:issuer': world.cluster.issuer,
      'irsa:workload': `${workload.namespace}/${workload.kind}/${workload.name}`,
    },
    serviceAccount: plannedAccount(context),
    detach: intent,
    ...(key
      ? {
          key: {
            fingerprint: key.fingerprint,
            last4: key.last4,
            userName: key.userName,
          },
        }
      : {}),
    secrets: world.objects
      .filter(
        ({ kind, name }) =>
          kind === 'Secret' &&
          world.workload.references.some(
            ({ objectName, objectKind }) =>
              objectName === name && objectKind !== 'ConfigMap',
          ),
      )
      .map(({ name, keys }) => {
        const awsKeys = keysOfSecret(world.workload.references, name);
        return {
          name,
          onlyAwsKeys:
            !!keys?.length && keys.every(each => isKeyOfAws(each, awsKeys)),
          ...(awsKeys.every(isCredentialKey) ? {} : { awsKeys }),
        };
      }),
    preImages: preImages(world, { key, user, role }),
    soakMs: world.settings.soakMs,
  };
}

function plannedTrust(world: World, target: CheckContext['target']): string {
  const { cluster, account } = world;
  const who = {
    issuer: cluster.issuer,
    namespace: world.request.workload.namespace,
    serviceAccount: target.serviceAccountName,
  };
  const clusterArn = cluster.eks?.arn ?? '';
  if (target.first) {
    return targetTrustOf({
      ...who,
      clusterArn,
      firstRoleArn: target.first.roleArn,
    });
  }
  return target.identity.kind === 'podIdentity'
    ? podIdentityTrustOf({ ...who, accountId: account.id, clusterArn })
    : trustDocumentOf({
        ...who,
        providerArn: target.providerArn,
        audience: cluster.audience,
      });
}

function plannedAssociation({
  world,
  target,
}: CheckContext): Pick<PlanExecution, 'podIdentity'> {
  const { eks } = world.cluster;
  if (target.identity.kind !== 'podIdentity' || !eks?.arn) {
    return {};
  }
  const { name: clusterName, arn: clusterArn } = eks;
  const { first } = target;
  return {
    podIdentity: {
      clusterName,
      clusterArn,
      ...(first && { first: plannedFirst(world, target, first) }),
    },
  };
}

/** The role that EKS assumes before the planned one, and all that it may do. */
function plannedFirst(
  { cluster, request, settings }: World,
  { serviceAccountName, roleArn }: CheckContext['target'],
  first: FirstRoleNames,
): NonNullable<NonNullable<PlanExecution['podIdentity']>['first']> {
  const { accountId, roleName: name, policyArn, boundaryArn } = first;
  const { rolePath: path, maxSessionDuration } = settings;
  return {
    accountId,
    policy: { arn: policyArn, name, path, document: firstPolicyOf(roleArn) },
    role: {
      arn: first.roleArn,
      name,
      path,
      trustDocument: podIdentityTrustOf({
        accountId,
        clusterArn: cluster.eks?.arn ?? '',
        issuer: cluster.issuer,
        namespace: request.workload.namespace,
        serviceAccount: serviceAccountName,
      }),
      ...(boundaryArn ? { boundaryArn } : {}),
      maxSessionDuration,
    },
  };
}

/** An association needs none. */
function untouchedProvider(
  world: World,
  arn: string,
): PlanExecution['provider'] {
  return {
    action: 'exists',
    arn,
    url: world.cluster.issuer,
    audience: POD_IDENTITY_AUDIENCE,
  };
}

function plannedProvider(world: World, arn: string): PlanExecution['provider'] {
  const { issuer: url, audience } = world.cluster;
  const found = world.account.snapshot.providers.find(
    provider => provider.arn === arn,
  );
  const known = found?.clientIds.includes(audience) ? 'exists' : 'addAudience';
  return {
    action: found ? known : 'create',
    arn,
    url,
    audience,
  };
}

function plannedDetach(
  world: World,
  serviceAccountName: string | undefined,
  sessionName: boolean,
): { intent?: DetachIntent; problems: CheckContext['problems'] } {
  try {
    return {
      intent: detachIntent(
        podTemplate(world.object),
        world.workload.references,
        {
          keysOf: (kind, name) =>
            world.objects.find(
              object => object.kind === kind && object.name === name,
            )?.keys,
          region: carriedRegion(world) ?? world.cluster.region,
          sessionName,
          serviceAccountName,
        },
      ),
      problems: [],
    };
  } catch (error) {
    if (error instanceof DetachImpossibleError) {
      return { problems: error.problems };
    }
    throw error;
  }
}

function plannedAccount({
  world,
  target,
}: CheckContext): PlanExecution['serviceAccount'] {
  const object = target.ownAccount
    ? world.ownServiceAccount.object
    : world.serviceAccount.object;
  const present = ((object?.metadata as Json | undefined)?.annotations ??
    {}) as Record<string, string>;
  const annotations: Record<string, string> =
    target.identity.kind === 'podIdentity'
      ? {}
      : {
          [ROLE_ANNOTATION]: target.roleArn,
          'eks.amazonaws.com/sts-regional-endpoints': 'true',
          ...(target.ownAccount &&
          world.cluster.audience !== 'sts.amazonaws.com'
            ? { 'eks.amazonaws.com/audience': world.cluster.audience }
            : {}),
        };
  const previous = Object.fromEntries(
    Object.keys(annotations).map(key => [key, present[key]]),
  );
  const isDone = Object.entries(annotations).every(
    ([key, value]) => present[key] === value,
  );
  const { imagePullSecrets, automountServiceAccountToken } =
    world.serviceAccount.object ?? {};
  const change = isDone ? 'none' : 'annotate';
  return {
    action: object ? change : 'create',
    name: target.serviceAccountName,
    annotations,
    previous,
    ...(!object
      ? {
          copied: {
            ...(imagePullSecrets === undefined ? {} : { imagePullSecrets }),
            ...(automountServiceAccountToken === undefined
              ? {}
              : { automountServiceAccountToken }),
          },
        }
      : {}),
  };
}
