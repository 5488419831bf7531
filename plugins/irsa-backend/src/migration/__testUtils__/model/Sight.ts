import {
  GetRoleCommand,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { V1ObjectMeta } from '@kubernetes/client-node';
import {
  dataKeysOf,
  METADATA,
  METADATA_LIST,
} from 'backstage-plugin-irsa-node';
import { samePolicy } from '../../../accounts/iam';
import { podSpec, WorkloadObject } from '../../../plan/world/podTemplate';
import { digest } from '../../../shared/canonicalJson';
import { WalkthroughWorld } from '../walkthroughWorld';

const BASE = '/api/v1/namespaces/production';
export const PATHS = {
  deployment: '/apis/apps/v1/namespaces/production/deployments/test',
  serviceAccount: `${BASE}/serviceaccounts/test`,
  secret: `${BASE}/secrets/aws-secrets`,
};
export const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** What is really there, read past the portal. */
export interface Sight {
  /** The template still names the Secret. */
  hasKey: boolean;
  /** The ServiceAccount names the planned role, or EKS gives it to its Pods. */
  namesRole: boolean;
  roleExists: boolean;
  trustAsPlanned: boolean;
  policyAttached: boolean;
  keyState: 'Active' | 'Inactive' | 'gone';
  /** Names of the Secret's data keys; undefined when it is gone. */
  secretKeys?: string[];
  /** Digest of everything that is not part of the plan. */
  rest: string;
}

export async function look(world: WalkthroughWorld): Promise<Sight> {
  const { cluster, root, execution } = world;
  const { role, policy, podIdentity, awsHalf } = execution;
  const orNothing = <T>(act: Promise<T>) => act.catch(() => undefined);
  const workload = await cluster.request<WorkloadObject>({
    path: PATHS.deployment,
  });
  const account = await orNothing(
    cluster.request<{ metadata: V1ObjectMeta }>({ path: PATHS.serviceAccount }),
  );
  const secret = await orNothing(
    cluster.request<{ metadata: V1ObjectMeta }>({
      path: PATHS.secret,
      headers: { Accept: METADATA },
    }),
  );
  const found = await orNothing(
    root.send(new GetRoleCommand({ RoleName: role.name })),
  );
  const attached = await orNothing(
    root.send(new ListAttachedRolePoliciesCommand({ RoleName: role.name })),
  );
  const inline = await orNothing(
    root.send(new ListRolePoliciesCommand({ RoleName: role.name })),
  );
  const given = podIdentity
    ? (await cluster.eks!()!.find('production', 'test'))?.roleArn
    : account?.metadata.annotations?.[ROLE_ANNOTATION];
  const keys = await root.send(
    new ListAccessKeysCommand({ UserName: 'profile-images-reader' }),
  );
  const [key] = keys.AccessKeyMetadata ?? [];
  const [container] = (podSpec(workload) as any).containers;
  return {
    hasKey: JSON.stringify(container).includes('aws-secrets'),
    namesRole: account !== undefined && given === role.arn,
    roleExists: found !== undefined,
    trustAsPlanned:
      found !== undefined &&
      samePolicy(found.Role!.AssumeRolePolicyDocument!, role.trustDocument),
    // Code writes the rights into the role itself.
    policyAttached:
      awsHalf === 'code'
        ? !!inline?.PolicyNames?.length
        : attached?.AttachedPolicies?.some(
            ({ PolicyArn }) => PolicyArn === policy.arn,
          ) ?? false,
    keyState: (key?.Status as Sight['keyState']) ?? 'gone',
    secretKeys: secret && dataKeysOf({ ...secret.metadata }),
    rest: await restOf(world),
  };
}

/** Names of everything in the account and the namespace but for what the plan is about. */
async function restOf({ root, cluster, execution }: WalkthroughWorld) {
  const [roles, users, policies] = await Promise.all([
    root.send(new ListRolesCommand({})),
    root.send(new ListUsersCommand({})),
    root.send(new ListPoliciesCommand({ Scope: 'Local' })),
  ]);
  const names = async (path: string) =>
    (
      await cluster.request<{ items: { metadata: V1ObjectMeta }[] }>({
        path,
        headers: {
          Accept: METADATA_LIST,
        },
      })
    ).items.map(({ metadata }) => metadata.name);
  return digest({
    roles: roles.Roles?.map(({ Arn }) => Arn).filter(
      arn => arn !== execution.role.arn,
    ),
    users: users.Users?.map(({ Arn }) => Arn),
    policies: policies.Policies?.map(({ Arn }) => Arn).filter(
      arn => arn !== execution.policy.arn,
    ),
    accounts: await names(`${BASE}/serviceaccounts`),
    deployments: await names('/apis/apps/v1/namespaces/production/deployments'),
  });
}
