import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  IAMClient,
} from '@aws-sdk/client-iam';

const EMPTY = '{"Statement":[]}';

/**
 * The documents of all that gives a role rights: policies that are attached, and those within the role itself. As IAM returns them,
 * URL-encoded or as plain JSON. Throws what the SDK throws.
 *
 * @param role - what `readRole` has read
 */
export async function readRoleRights(
  iam: IAMClient,
  name: string,
  role: { attached: readonly string[]; inline: readonly string[] },
): Promise<string[]> {
  return Promise.all([
    ...role.attached.map(async arn => {
      const { Policy } = await iam.send(
        new GetPolicyCommand({ PolicyArn: arn }),
      );
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({
          PolicyArn: arn,
          VersionId: Policy?.DefaultVersionId ?? 'v1',
        }),
      );
      return PolicyVersion?.Document ?? EMPTY;
    }),
    ...role.inline.map(async policy => {
      const { PolicyDocument } = await iam.send(
        new GetRolePolicyCommand({ RoleName: name, PolicyName: policy }),
      );
      return PolicyDocument ?? EMPTY;
    }),
  ]);
}
