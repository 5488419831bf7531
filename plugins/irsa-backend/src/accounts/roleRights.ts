import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { orUndefined } from './iam';

const EMPTY = '{"Statement":[]}';

/** How often a policy is read whose version was replaced meanwhile. */
const TRIES = 3;

/**
 * The documents of all that gives a role rights: policies that are attached, and those within the role itself. As IAM returns them,
 * URL-encoded or as plain JSON. One that was deleted since its name was read gives no rights. Throws what the SDK throws.
 *
 * @param role - what `readRole` has read
 */
export async function readRoleRights(
  iam: IAMClient,
  name: string,
  role: { attached: readonly string[]; inline: readonly string[] },
): Promise<string[]> {
  return Promise.all([
    ...role.attached.map(arn => readAttached(iam, arn)),
    ...role.inline.map(async policy => {
      const found = await orUndefined(() =>
        iam.send(
          new GetRolePolicyCommand({ RoleName: name, PolicyName: policy }),
        ),
      );
      return found?.PolicyDocument ?? EMPTY;
    }),
  ]);
}

/** Whoever changes a policy may delete the version of before, after its number was read. */
async function readAttached(
  iam: IAMClient,
  PolicyArn: string,
): Promise<string> {
  for (let left = TRIES - 1; ; left -= 1) {
    const found = await orUndefined(() =>
      iam.send(new GetPolicyCommand({ PolicyArn })),
    );
    if (!found) {
      return EMPTY;
    }
    const VersionId = found.Policy?.DefaultVersionId ?? 'v1';
    const ask = () =>
      iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    const version = await (left > 0 ? orUndefined(ask) : ask());
    if (version) {
      return version.PolicyVersion?.Document ?? EMPTY;
    }
  }
}
