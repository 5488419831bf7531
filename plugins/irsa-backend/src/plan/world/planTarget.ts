import { detectManager } from 'backstage-plugin-irsa-node';
import {
  accountOfCluster,
  ownServiceAccountName,
  roleNameOf,
} from '../policy/identityNames';
import { Json } from './podTemplate';
import { IdentityChoice, identityChoice, isElsewhere } from './identityChoice';
import { sdkOrder } from './sdkOrder';
import { World } from './World';

/** Names that depend only on workload, cluster and settings. */
export interface TargetNames {
  /** How the Pods get the role. */
  identity: IdentityChoice;
  serviceAccountName: string;
  ownAccount: boolean;
  /** It gets one only so that key and role change in one step. */
  isForOneStep: boolean;
  roleName: string;
  rolePath: string;
  roleArn: string;
  policyName: string;
  policyArn: string;
  providerArn: string;
  subject: string;
  /** The role that the association names first, when the cluster is in another account than the role. */
  first?: FirstRoleNames;
}

/** A role of the cluster's account, and its policy. */
export interface FirstRoleNames {
  accountId: string;
  roleName: string;
  roleArn: string;
  policyArn: string;
  boundaryArn?: string;
}

/** The tool that would take an annotation on the ServiceAccount back; `undefined` when nothing would. */
export function accountManager(object: Json | undefined): string | undefined {
  if (!object) {
    return undefined;
  }
  const { kind, name, evidence, livePatchAllowed } = detectManager(
    (object.metadata ?? {}) as Parameters<typeof detectManager>[0],
  );
  return livePatchAllowed
    ? undefined
    : `${name ? `${kind} ${name}` : kind} (${evidence})`;
}

/**
 * Whether key and role change in one step although the present ServiceAccount would do. As the plan asks for; else when the SDK of the
 * source takes the role before the key, and nothing on the cluster is granted to the present ServiceAccount, which the new one would lack.
 */
function isInOneStep(
  world: Pick<World, 'request' | 'serviceAccount' | 'workload' | 'code'>,
  identity: IdentityChoice,
): boolean {
  const { request, serviceAccount, workload, code } = world;
  if (!workload.manager.livePatchAllowed) {
    return false;
  }
  return (
    request.ownServiceAccount ??
    // Every SDK takes a key before the role of an association.
    (identity.kind === 'irsa' &&
      serviceAccount.bindings?.length === 0 &&
      ['role', 'mixed'].includes(sdkOrder(code, workload)?.first ?? ''))
  );
}

/**
 * The workload gets its own ServiceAccount when the present one is the namespace's default, has other users, or is kept by a tool
 * that would take the annotation back while the workload itself is patched; and where key and role have to change in one step.
 */
export function planTarget(
  world: Pick<
    World,
    'request' | 'serviceAccount' | 'cluster' | 'settings' | 'workload' | 'code'
  > & {
    account: Pick<World['account'], 'id' | 'partition'>;
  },
): TargetNames {
  const { request, serviceAccount, cluster, account, settings } = world;
  const { namespace, name } = request.workload;
  const identity = identityChoice(world);
  const isNeeded =
    serviceAccount.name === 'default' ||
    serviceAccount.otherUsers.length > 0 ||
    // Where Git owns both, the annotation is written there too. An association writes nothing into it.
    (identity.kind === 'irsa' &&
      accountManager(serviceAccount.object) !== undefined &&
      world.workload.manager.livePatchAllowed);
  const isForOneStep = !isNeeded && isInOneStep(world, identity);
  const ownAccount = isNeeded || isForOneStep;
  const serviceAccountName = ownAccount
    ? ownServiceAccountName(name)
    : serviceAccount.name;
  const roleName =
    request.roleName ??
    roleNameOf({
      prefix: settings.roleNamePrefix,
      issuer: cluster.issuer,
      namespace,
      serviceAccount: serviceAccountName,
    });
  const iam = `arn:${account.partition}:iam::${account.id}`;
  return {
    identity,
    serviceAccountName,
    ownAccount,
    isForOneStep,
    roleName,
    rolePath: settings.rolePath,
    roleArn: `${iam}:role${settings.rolePath}${roleName}`,
    policyName: roleName,
    policyArn: `${iam}:policy${settings.rolePath}${roleName}`,
    providerArn: `${iam}:oidc-provider/${cluster.issuer.replace(
      /^https:\/\//,
      '',
    )}`,
    subject: `system:serviceaccount:${namespace}:${serviceAccountName}`,
    ...(identity.kind === 'podIdentity' &&
      isElsewhere(world) && {
        first: firstRole(world, namespace, serviceAccountName),
      }),
  };
}

function firstRole(
  {
    cluster,
    account,
    settings,
  }: Pick<World, 'cluster' | 'settings'> & {
    account: Pick<World['account'], 'id' | 'partition'>;
  },
  namespace: string,
  serviceAccount: string,
): FirstRoleNames {
  const accountId = accountOfCluster(cluster.eks?.arn ?? '');
  const roleName = roleNameOf({
    // The planned role may have the same name in its account: people must be able to tell them apart.
    prefix: `${settings.roleNamePrefix}pods-`,
    issuer: cluster.issuer,
    namespace,
    serviceAccount,
  });
  const iam = `arn:${account.partition}:iam::${accountId}`;
  const { rolePath, boundaryArn } = settings;
  return {
    accountId,
    roleName,
    roleArn: `${iam}:role${rolePath}${roleName}`,
    policyArn: `${iam}:policy${rolePath}${roleName}`,
    // The settings name one in each account, by the same path and name.
    ...(boundaryArn && {
      boundaryArn: boundaryArn.replace(
        `:iam::${account.id}:`,
        `:iam::${accountId}:`,
      ),
    }),
  };
}
