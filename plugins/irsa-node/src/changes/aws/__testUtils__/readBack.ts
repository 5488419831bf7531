import { parse, parseAllDocuments } from 'yaml';
import { AwsFiles, AwsForm, AwsHalf } from '../types';
import { readTerraform } from './hcl';

type Json = Record<string, any>;

/** What files say, in the words of a plan. Texts of JSON are values here. */
export interface ReadBack {
  provider?: { url: string; audiences: string[]; tags: Record<string, string> };
  policy: { name?: string; path?: string; document: unknown };
  role: {
    name: string;
    path: string;
    trust?: unknown;
    boundaryArn?: string;
    maxSessionDuration: number;
    tags: Record<string, string>;
  };
}

const tagsOf = (list: Json[]) =>
  Object.fromEntries(
    list.map(({ key, value, Key = key, Value = value }) => [Key, Value]),
  );

function terraform(texts: string[]): ReadBack {
  const all: [string, Json][] = texts.flatMap(text =>
    Object.entries(readTerraform(text)),
  );
  const one = (type: string): Json | undefined =>
    all.find(([name]) => name.startsWith(`${type}.`))?.[1];
  const policy = one('aws_iam_policy')!;
  const role = one('aws_iam_role')!;
  const provider = one('aws_iam_openid_connect_provider');
  const attachment = one('aws_iam_role_policy_attachment')!;
  const addressOf = (type: string) =>
    all.find(([name]) => name.startsWith(`${type}.`))![0];
  expect(attachment).toEqual({
    role: { reference: `${addressOf('aws_iam_role')}.name` },
    policy_arn: { reference: `${addressOf('aws_iam_policy')}.arn` },
  });
  return {
    ...(provider && {
      provider: {
        url: provider.url,
        audiences: provider.client_id_list,
        tags: provider.tags,
      },
    }),
    policy: {
      name: policy.name,
      path: policy.path,
      document: policy.policy.jsonencode,
    },
    role: {
      name: role.name,
      path: role.path,
      trust: role.assume_role_policy.jsonencode,
      boundaryArn: role.permissions_boundary,
      maxSessionDuration: role.max_session_duration,
      tags: role.tags,
    },
  };
}

function cloudFormation(texts: string[]): ReadBack {
  const all: Json = Object.assign(
    {},
    ...texts.map(
      text => parse(text, { version: '1.1', merge: false }).Resources,
    ),
  );
  const [role, provider] = [all.Role, all.Provider].map(
    each => each?.Properties,
  );
  const [policy] = role.Policies;
  return {
    ...(provider && {
      provider: {
        url: provider.Url,
        audiences: provider.ClientIdList,
        tags: tagsOf(provider.Tags),
      },
    }),
    policy: {
      name: policy.PolicyName,
      document: policy.PolicyDocument,
    },
    role: {
      name: role.RoleName,
      path: role.Path,
      trust: role.AssumeRolePolicyDocument,
      boundaryArn: role.PermissionsBoundary,
      maxSessionDuration: role.MaxSessionDuration,
      tags: tagsOf(role.Tags),
    },
  };
}

function objects(texts: string[]): Json[] {
  return texts.flatMap(text =>
    parseAllDocuments(text).map(document => document.toJS()),
  );
}

function ack(texts: string[], { policy: planned }: AwsHalf): ReadBack {
  const all = objects(texts);
  const one = (kind: string) => all.find(each => each.kind === kind)?.spec;
  const policy = one('Policy');
  const role = one('Role');
  const provider = one('OpenIDConnectProvider');
  expect(role.policies).toEqual([planned.arn]);
  return {
    ...(provider && {
      provider: {
        url: provider.url,
        audiences: provider.clientIDs,
        tags: tagsOf(provider.tags),
      },
    }),
    policy: {
      name: policy.name,
      path: policy.path,
      document: JSON.parse(policy.policyDocument),
    },
    role: {
      name: role.name,
      path: role.path,
      trust: JSON.parse(role.assumeRolePolicyDocument),
      boundaryArn: role.permissionsBoundary,
      maxSessionDuration: role.maxSessionDuration,
      tags: tagsOf(role.tags),
    },
  };
}

function crossplane(texts: string[]): ReadBack {
  const all = objects(texts);
  const one = (kind: string) => all.find(each => each.kind === kind);
  const outside = (object: Json) =>
    object.metadata.annotations['crossplane.io/external-name'];
  const policy = one('Policy')!;
  const role = one('Role')!;
  const provider = one('OpenIDConnectProvider')?.spec.forProvider;
  expect(one('RolePolicyAttachment')!.spec.forProvider).toEqual({
    roleRef: { name: role.metadata.name },
    policyArnRef: { name: policy.metadata.name },
  });
  return {
    ...(provider && {
      provider: {
        url: provider.url,
        audiences: provider.clientIdList,
        tags: provider.tags,
      },
    }),
    policy: {
      name: outside(policy),
      path: policy.spec.forProvider.path,
      document: JSON.parse(policy.spec.forProvider.policy),
    },
    role: {
      name: outside(role),
      path: role.spec.forProvider.path,
      trust: JSON.parse(role.spec.forProvider.assumeRolePolicy),
      boundaryArn: role.spec.forProvider.permissionsBoundary,
      maxSessionDuration: role.spec.forProvider.maxSessionDuration,
      tags: role.spec.forProvider.tags,
    },
  };
}

/** Reads files as the tools that apply them do. */
export function readBack(
  form: Exclude<AwsForm, 'eksctl'>,
  { files }: AwsFiles,
  half: AwsHalf,
): ReadBack {
  const texts = files.map(({ content }) => content);
  return {
    terraform,
    cloudformation: cloudFormation,
    cdk: cloudFormation,
    ack,
    crossplane,
  }[form](texts, half);
}
