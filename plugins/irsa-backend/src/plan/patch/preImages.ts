import { IamAccessKey, IamRole, IamUser } from '../../accounts/types';
import { canonicalYaml } from '../../shared/canonicalYaml';
import { presentable } from './presentable';
import { digest } from '../../shared/canonicalJson';
import { awsHalfOf } from '../world/awsHalf';
import { planTarget, TargetNames } from '../world/planTarget';
import { Json, podTemplate } from '../world/podTemplate';
import { PreImage } from '../types';
import { World } from '../world/World';

/** The objects that the plan depends on, each with a digest to compare and a summary without values to show. */
export function preImages(
  world: World,
  iam: { key?: IamAccessKey; user?: IamUser; role?: IamRole },
): PreImage[] {
  const { workload } = world.request;
  const target = planTarget(world);
  const { replicas, paused, strategy, updateStrategy, suspend } =
    world.object.spec ?? {};
  const template = podTemplate(world.object);
  const image = (object: string, facts: unknown, shown: unknown = facts) => ({
    object,
    digest: digest(facts),
    summary: shown === undefined ? 'absent' : canonicalYaml(shown),
  });
  const shape = {
    template,
    replicas: replicas === 0 ? 0 : undefined,
    paused,
    strategy: strategy ?? updateStrategy,
    suspend,
    manager: world.workload.manager.kind,
  };
  const provider = world.account.snapshot.providers.find(
    ({ arn }) => arn === target.providerArn,
  );
  const { user, key, role } = iam;
  const isByCode = awsHalfOf(world, role).madeBy === 'code';
  return [
    image(
      `${workload.kind} ${workload.namespace}/${workload.name}`,
      shape,
      presentable({ spec: shape })?.spec,
    ),
    image(`ServiceAccount ${workload.namespace}/${target.serviceAccountName}`, {
      present: accountFacts(
        target.ownAccount
          ? world.ownServiceAccount.object
          : world.serviceAccount.object,
      ),
      runsAs: world.serviceAccount.name,
      sharedWith: [...world.serviceAccount.otherUsers].sort(),
    }),
    ...world.objects
      .filter(({ isDetached }) => isDetached)
      .map(({ kind, name, exists, keys, manager }) =>
        image(`${kind} ${workload.namespace}/${name}`, {
          exists,
          keys,
          manager,
        }),
      ),
    ...(target.identity.kind === 'podIdentity'
      ? [associationImage(world, target)]
      : [
          providerImage(
            `Identity provider ${world.cluster.issuer}`,
            provider &&
              (provider.clientIds.includes(world.cluster.audience)
                ? 'accepted'
                : 'missing'),
          ),
        ]),
    image('Pod identity webhook', {
      state: world.webhook.state,
      audience: world.cluster.audience,
    }),
    image(
      `IAM user ${user?.name ?? '(unknown)'}`,
      user && {
        policies: user.policies
          .map(({ name, via, document }) => ({ name, via, document }))
          .sort((left, right) =>
            left.name + left.via < right.name + right.via ? -1 : 1,
          ),
        boundary: user.boundaryArn,
        key: key && { last4: key.last4, status: key.status },
      },
    ),
    // What code makes may change at any time until the migration compares it.
    ...(isByCode
      ? []
      : [
          image(
            `Role ${target.roleName}`,
            role && {
              trust: role.trustPolicy,
              boundary: role.boundaryArn,
              tags: role.tags,
            },
          ),
          image(`Policy ${target.policyName}`, world.account.policy),
        ]),
    ...(target.first
      ? [
          image(
            `Role ${target.first.roleName}`,
            world.podIdentity?.first?.role,
          ),
          image(
            `Policy ${target.first.roleName}`,
            world.podIdentity?.first?.policy,
          ),
        ]
      : []),
  ];
}

/** The plan makes it, or finds the one of an earlier migration. */
function associationImage(world: World, target: TargetNames): PreImage {
  const { workload } = world.request;
  const { roleArn, targetRoleArn, isSpecial } =
    world.podIdentity?.association ?? {};
  const facts = roleArn && {
    roleArn,
    ...(targetRoleArn && { targetRoleArn }),
    isSpecial,
  };
  return {
    object: `Pod Identity association ${workload.namespace}/${target.serviceAccountName}`,
    digest: digest(facts),
    summary: facts ? canonicalYaml(facts) : 'absent',
  };
}

/**
 * All plans of a cluster share its provider. What one migration adds, the others find as they would have left it, so that is no
 * reason to plan them again.
 */
function providerImage(
  object: string,
  audience: 'accepted' | 'missing' | undefined,
): PreImage {
  const states = [undefined, 'missing', 'accepted'] as const;
  const factsOf = (state: (typeof states)[number]) =>
    state && { audience: state };
  const facts = factsOf(audience);
  return {
    object,
    digest: digest(facts),
    summary: facts ? canonicalYaml(facts) : 'absent',
    alsoFine: states
      .slice(states.indexOf(audience) + 1)
      .map(state => digest(factsOf(state))),
  };
}

function accountFacts(object: Json | undefined): unknown {
  if (!object) {
    return undefined;
  }
  const annotations = ((object.metadata as Json).annotations ?? {}) as Record<
    string,
    string
  >;
  return {
    annotations: Object.fromEntries(
      Object.entries(annotations).filter(([key]) =>
        key.startsWith('eks.amazonaws.com/'),
      ),
    ),
    imagePullSecrets: object.imagePullSecrets,
    automountServiceAccountToken: object.automountServiceAccountToken,
  };
}
