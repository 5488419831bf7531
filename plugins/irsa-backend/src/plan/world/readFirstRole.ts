import { readPolicy, readRole } from '../../accounts/iam';
import { AccountHandle } from '../../accounts/types';

/** What is there, in the cluster's account, of the role that an association names first. */
export interface FirstRoleRead {
  role?: { arn: string; trust: string; tags: Record<string, string> };
  policy?: { document: string; tags: Record<string, string> };
  /** The permissions boundary that it would get; absent without one, `null` when it could not be read. */
  boundary?: { document: string } | null;
}

/** Throws what the SDK throws, but for the boundary: without it the plan says that it is not known. */
export async function readFirstRole(
  { iam }: AccountHandle,
  of: { roleName: string; policyArn: string; boundaryArn?: string },
): Promise<FirstRoleRead> {
  const [role, policy, boundary] = await Promise.all([
    readRole(iam, of.roleName),
    readPolicy(iam, of.policyArn),
    of.boundaryArn === undefined
      ? undefined
      : readPolicy(iam, of.boundaryArn).then(
          found => found ?? null,
          () => null,
        ),
  ]);
  return {
    ...(role && {
      role: { arn: role.arn, trust: role.trust, tags: role.tags },
    }),
    ...(policy && {
      policy: { document: policy.document, tags: policy.tags },
    }),
    ...(boundary !== undefined && {
      boundary: boundary && { document: boundary.document },
    }),
  };
}
