import { randomUUID } from 'node:crypto';
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAccessKeysCommand,
  ListRolePoliciesCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { WalkthroughWorld } from '../walkthroughWorld';
import { PATHS, ROLE_ANNOTATION } from './Sight';

/** What other people do behind the portal's back. Something that is not there any more is left alone. */
export const OTHERS = {
  async keyOff(world: WalkthroughWorld) {
    await switchKey(world, 'Inactive');
  },
  async keyOn(world: WalkthroughWorld) {
    await switchKey(world, 'Active');
  },
  async annotationAway(world: WalkthroughWorld) {
    await giveRole(world, undefined);
  },
  async annotationOfAnother(world: WalkthroughWorld) {
    await giveRole(world, 'arn:aws:iam::111122223333:role/of-another-team');
  },
  async keyBackInTemplate({ cluster }: WalkthroughWorld) {
    await cluster.request({
      method: 'PATCH',
      path: PATHS.deployment,
      headers: { 'Content-Type': 'application/strategic-merge-patch+json' },
      body: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'test',
                  envFrom: [{ secretRef: { name: 'aws-secrets' } }],
                },
              ],
            },
          },
        },
      },
    });
  },
  async trustJoined({ root, execution }: WalkthroughWorld) {
    const trust = JSON.parse(execution.role.trustDocument);
    await root.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: execution.role.name,
        PolicyDocument: JSON.stringify({
          ...trust,
          Statement: [
            ...trust.Statement,
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:root' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      }),
    );
  },
  async policyDetached({ root, execution }: WalkthroughWorld) {
    if (execution.awsHalf === 'code') {
      const RoleName = execution.role.name;
      const { PolicyNames = [] } = await root.send(
        new ListRolePoliciesCommand({ RoleName }),
      );
      for (const PolicyName of PolicyNames) {
        await root.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
      }
      return;
    }
    await root.send(
      new DetachRolePolicyCommand({
        RoleName: execution.role.name,
        PolicyArn: execution.policy.arn,
      }),
    );
  },
  async roleGone(world: WalkthroughWorld) {
    await OTHERS.policyDetached(world).catch(() => undefined);
    await world.root.send(
      new DeleteRoleCommand({ RoleName: world.execution.role.name }),
    );
  },
  async secretGrows(world: WalkthroughWorld) {
    await world.sandbox.cluster('eks-prod-eu').apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'aws-secrets', namespace: 'production' },
        stringData: { DATABASE_PASSWORD: 'made-up-for-this-test' },
      } as never,
    ]);
  },
};

export type OthersAct = keyof typeof OTHERS;

async function switchKey(
  { root }: WalkthroughWorld,
  Status: 'Active' | 'Inactive',
): Promise<void> {
  const UserName = 'profile-images-reader';
  const { AccessKeyMetadata } = await root.send(
    new ListAccessKeysCommand({ UserName }),
  );
  const AccessKeyId = AccessKeyMetadata?.[0]?.AccessKeyId;
  if (AccessKeyId) {
    await root.send(
      new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status }),
    );
  }
}

/** By annotation or association, whichever it is that gives the role. */
async function giveRole(
  world: WalkthroughWorld,
  role: string | undefined,
): Promise<void> {
  if (!world.execution.podIdentity) {
    return annotate(world, role ?? null);
  }
  const eks = world.cluster.eks!()!;
  const found = await eks.find('production', 'test');
  if (found) {
    await eks.delete(found.id);
  }
  if (role) {
    await eks.create({
      namespace: 'production',
      serviceAccount: 'test',
      roleArn: role,
      tags: {},
      token: randomUUID(),
    });
  }
  return undefined;
}

async function annotate(
  { cluster }: WalkthroughWorld,
  role: string | null,
): Promise<void> {
  await cluster.request({
    method: 'PATCH',
    path: PATHS.serviceAccount,
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body: { metadata: { annotations: { [ROLE_ANNOTATION]: role } } },
  });
}
