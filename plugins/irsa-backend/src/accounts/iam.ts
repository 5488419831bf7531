import {
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListPolicyTagsCommand,
  ListRoleTagsCommand,
  Tag,
} from '@aws-sdk/client-iam';
import { canonicalPolicy, PolicyDocument } from 'backstage-plugin-irsa-common';

/** Error names of the IAM API reference, with and without the suffix the SDK adds. */
export function isAwsError(error: unknown, ...names: string[]): boolean {
  const name = (error as { name?: string } | undefined)?.name ?? '';
  return names.some(
    candidate => name === candidate || name === `${candidate}Exception`,
  );
}

/** Undefined for what is not there. Throws what the SDK throws. */
export async function orUndefined<T>(
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (isAwsError(error, 'NoSuchEntity')) {
      return undefined;
    }
    throw error;
  }
}

export function tagList(tags: Record<string, string>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

export function tagRecord(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']),
  );
}

/** The tag with the id of the migration that a role or policy serves now. */
export const MIGRATION_TAG = 'irsa:migration';

/**
 * Whether a role or policy serves this migration and not a later one of its workload, which would have written its own
 * id. Those that an earlier version of the plugin made carry no id.
 */
export function servesMigration(
  tags: Record<string, string>,
  migrationId: string,
): boolean {
  return [undefined, migrationId].includes(tags[MIGRATION_TAG]);
}

/**
 * Whether this plugin made it for this workload, perhaps for an earlier plan: all of our tags match, except the ids of
 * the plan and of the migration.
 */
export function isOurs(
  tags: Record<string, string>,
  expected: Record<string, string>,
): boolean {
  const lasting = Object.entries(expected).filter(
    ([key]) => key !== MIGRATION_TAG && !/plan/i.test(key),
  );
  return (
    lasting.length > 0 && lasting.every(([key, value]) => tags[key] === value)
  );
}

/** Compares policy documents as parsed JSON. Takes documents as IAM returns them (URL-encoded) or as plain JSON. */
export function samePolicy(left: string, right: string): boolean {
  return (
    canonicalPolicy(parsePolicy(left)) === canonicalPolicy(parsePolicy(right))
  );
}

export function parsePolicy(text: string): PolicyDocument {
  const plain = text.trimStart().startsWith('{')
    ? text
    : decodeURIComponent(text);
  const document = JSON.parse(plain);
  return {
    ...document,
    Statement: Array.isArray(document.Statement)
      ? document.Statement
      : [document.Statement],
  };
}

export async function readProvider(iam: IAMClient, arn: string) {
  const found = await orUndefined(() =>
    iam.send(
      new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }),
    ),
  );
  return (
    found && {
      clientIds: found.ClientIDList ?? [],
      tags: tagRecord(found.Tags),
    }
  );
}

export async function readPolicy(iam: IAMClient, arn: string) {
  const found = await orUndefined(() =>
    iam.send(new GetPolicyCommand({ PolicyArn: arn })),
  );
  if (!found?.Policy) {
    return undefined;
  }
  const versionId = found.Policy.DefaultVersionId ?? 'v1';
  const [version, tags] = await Promise.all([
    iam.send(
      new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: versionId }),
    ),
    iam.send(new ListPolicyTagsCommand({ PolicyArn: arn })),
  ]);
  return {
    versionId,
    attachments: found.Policy.AttachmentCount ?? 0,
    document: version.PolicyVersion?.Document ?? '{"Statement":[]}',
    tags: tagRecord(tags.Tags),
  };
}

export async function readRole(iam: IAMClient, name: string) {
  const found = await orUndefined(() =>
    iam.send(new GetRoleCommand({ RoleName: name })),
  );
  if (!found?.Role) {
    return undefined;
  }
  // It may be deleted meanwhile.
  const lists = await orUndefined(() =>
    Promise.all([
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name })),
      iam.send(new ListRolePoliciesCommand({ RoleName: name })),
      iam.send(new ListRoleTagsCommand({ RoleName: name })),
    ]),
  );
  if (!lists) {
    return undefined;
  }
  const [attached, inline, tags] = lists;
  return {
    arn: found.Role.Arn ?? '',
    trust: found.Role.AssumeRolePolicyDocument ?? '{"Statement":[]}',
    boundary: found.Role.PermissionsBoundary?.PermissionsBoundaryArn,
    maxSessionDuration: found.Role.MaxSessionDuration ?? 3600,
    lastUsedAt: found.Role.RoleLastUsed?.LastUsedDate,
    attached: (attached.AttachedPolicies ?? []).map(
      ({ PolicyArn }) => PolicyArn ?? '',
    ),
    /** Names of the policies that are written into the role itself. */
    inline: inline.PolicyNames ?? [],
    tags: tagRecord(tags.Tags),
  };
}
