import { detectManager } from 'backstage-plugin-irsa-node';
import { roleNameOf, ownServiceAccountName } from '../policy/identityNames';
import { Json } from './podTemplate';
import { World } from './World';

/** Names that depend only on workload, cluster and settings. */
export interface TargetNames {
  serviceAccountName: string;
  ownAccount: boolean;
  roleName: string;
  rolePath: string;
  roleArn: string;
  policyName: string;
  policyArn: string;
  providerArn: string;
  subject: string;
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
 * The workload gets its own ServiceAccount when the present one is the namespace's default, has other users, or is kept by a tool
 * that would take the annotation back while the workload itself is patched.
 */
export function planTarget(
  world: Pick<
    World,
    'request' | 'serviceAccount' | 'cluster' | 'settings' | 'workload'
  > & {
    account: Pick<World['account'], 'id' | 'partition'>;
  },
): TargetNames {
  const { request, serviceAccount, cluster, account, settings } = world;
  const { namespace, name } = request.workload;
  const ownAccount =
    serviceAccount.name === 'default' ||
    serviceAccount.otherUsers.length > 0 ||
    // Where Git owns both, the annotation is written there too.
    (accountManager(serviceAccount.object) !== undefined &&
      world.workload.manager.livePatchAllowed);
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
    serviceAccountName,
    ownAccount,
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
  };
}
