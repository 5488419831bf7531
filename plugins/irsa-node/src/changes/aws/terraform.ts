import { hclBlock, hclString, hclValue } from './hcl';
import {
  addressOf,
  fileNameOf,
  headerOf,
  providerNameOf,
  providerTagsOf,
} from './names';
import { AwsFiles, AwsHalf } from './types';

/** For Terraform and OpenTofu: resources of the provider `aws`, for a folder that is a module already. Pure. */
export function writeTerraform(half: AwsHalf): AwsFiles {
  const address = addressOf(half);
  const { role, policy, provider, tags } = half;
  const isNew = provider.action === 'create';
  const providerAddress = `aws_iam_openid_connect_provider.${providerNameOf(
    half,
    '_',
  )}`;
  const blocks = [
    hclBlock(`resource "aws_iam_policy" "${address}"`, [
      ['name', hclString(policy.name)],
      ['path', hclString(policy.path)],
      ['policy', encoded(policy.document)],
      ['tags', hclValue(tags, 1)],
    ]),
    hclBlock(`resource "aws_iam_role" "${address}"`, [
      ['name', hclString(role.name)],
      ['path', hclString(role.path)],
      ['max_session_duration', String(role.maxSessionDuration)],
      [
        'permissions_boundary',
        role.boundaryArn === undefined
          ? undefined
          : hclString(role.boundaryArn),
      ],
      ['assume_role_policy', encoded(role.trustDocument)],
      ['tags', hclValue(tags, 1)],
      ['depends_on', isNew ? `[${providerAddress}]` : undefined],
    ]),
    hclBlock(`resource "aws_iam_role_policy_attachment" "${address}"`, [
      ['role', `aws_iam_role.${address}.name`],
      ['policy_arn', `aws_iam_policy.${address}.arn`],
    ]),
  ];
  return {
    files: [
      ...(isNew
        ? [{ path: `${providerNameOf(half)}.tf`, content: providerOf(half) }]
        : []),
      {
        path: `${fileNameOf(half)}.tf`,
        content: `# ${headerOf(half)}\n${blocks.join('\n')}`,
      },
    ],
    apply:
      'Whoever applies this module: terraform apply (or tofu apply), with a provider aws of this account.',
    // https://github.com/hashicorp/terraform-provider-aws/pull/37255
    left: isNew
      ? [
          'Versions of the provider aws before 5.81 want thumbprint_list for the new provider as well; IAM does not.',
        ]
      : [],
  };
}

function providerOf(half: AwsHalf): string {
  const { provider } = half;
  return `# IAM takes tokens of this cluster. One for all of its workloads.\n${hclBlock(
    `resource "aws_iam_openid_connect_provider" "${providerNameOf(half, '_')}"`,
    [
      ['url', hclString(provider.url)],
      ['client_id_list', `[${hclString(provider.audience)}]`],
      ['tags', hclValue(providerTagsOf(half), 1)],
    ],
  )}`;
}

function encoded(document: string): string {
  return `jsonencode(${hclValue(JSON.parse(document), 1)})`;
}
