import {
  CreateOpenIDConnectProviderCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { makeFromCode } from '../../../__testUtils__/makeFromCode';
import { isAwsError, readRole } from '../../../accounts/iam';
import { awsCodeOf } from '../../../plan/words/awsCode';
import { byPodIdentity } from '../podIdentityPlan';
import { WalkthroughWorld } from '../walkthroughWorld';

/** How the role comes to the Pods, and who makes it. */
export const TARGETS = ['irsa', 'podIdentity', 'code'] as const;
export type Target = (typeof TARGETS)[number];

/** Makes the plan. Whoever keeps the code applies it before a migration starts, also after others have changed the role by hand. */
export async function planFor(
  world: WalkthroughWorld,
  target: Target,
): Promise<void> {
  await world.makePlan(target === 'code' ? { awsHalf: 'code' } : {});
  if (target === 'podIdentity') {
    Object.assign(world.execution, byPodIdentity(world.execution));
  }
}

/** Makes the planned provider and role, or puts right what differs, as a tool that applies code does. */
export async function applyCode({
  root,
  execution,
}: WalkthroughWorld): Promise<void> {
  const { role, policy, provider } = execution;
  await root
    .send(
      new CreateOpenIDConnectProviderCommand({
        Url: provider.url,
        ClientIDList: [provider.audience],
      }),
    )
    .catch(error => {
      if (!isAwsError(error, 'EntityAlreadyExists')) {
        throw error;
      }
    });
  if (!(await readRole(root, role.name))) {
    await makeFromCode(root, awsCodeOf(execution, 'cdk'));
    return;
  }
  await root.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: role.name,
      PolicyDocument: role.trustDocument,
    }),
  );
  const { PolicyNames = [] } = await root.send(
    new ListRolePoliciesCommand({ RoleName: role.name }),
  );
  await root.send(
    new PutRolePolicyCommand({
      RoleName: role.name,
      PolicyName: PolicyNames[0] ?? policy.name,
      PolicyDocument: policy.document,
    }),
  );
}
