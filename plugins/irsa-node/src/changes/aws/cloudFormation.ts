import { fileNameOf, headerOf, providerNameOf, providerTagsOf } from './names';
import { AwsFiles, AwsHalf } from './types';
import { yamlText } from './yamlText';

const VERSION = '2010-09-09';

/**
 * Templates of CloudFormation, which are one stack each. The rights are in the role: a policy of its own could have no tags, and so would
 * belong to nobody. Texts are no `Fn::Sub`, so nothing in them is replaced. Pure.
 *
 * @param syntax - `json` is what the CDK includes
 */
export function writeCloudFormation(
  half: AwsHalf,
  syntax: 'yaml' | 'json',
): AwsFiles {
  const isNew = half.provider.action === 'create';
  const text = (description: string, resources: Record<string, unknown>) => {
    const template = {
      AWSTemplateFormatVersion: VERSION,
      Description: description,
      Resources: resources,
    };
    return syntax === 'json'
      ? `${JSON.stringify(template, null, 2)}\n`
      : yamlText(description, [template]);
  };
  return {
    files: [
      ...(isNew
        ? [
            {
              path: `${providerNameOf(half)}.${syntax}`,
              content: text(
                'IAM takes tokens of this cluster. One for all of its workloads.',
                { Provider: providerOf(half) },
              ),
            },
          ]
        : []),
      {
        path: `${fileNameOf(half)}.${syntax}`,
        content: text(headerOf(half), roleOf(half)),
      },
    ],
    apply: `${
      syntax === 'json'
        ? 'Whoever deploys this app of the CDK: include each template (new CfnInclude(this, id, { templateFile })) and deploy with cdk deploy'
        : 'Whoever deploys these stacks: aws cloudformation deploy --capabilities CAPABILITY_NAMED_IAM, a stack for each template'
    }${isNew ? ', the provider first' : ''}.`,
    left: [
      'CloudFormation puts no tags on a policy, so the rights are in the role itself.',
    ],
  };
}

function roleOf({ role, policy, tags }: AwsHalf): Record<string, unknown> {
  return {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: role.name,
        Path: role.path,
        MaxSessionDuration: role.maxSessionDuration,
        ...(role.boundaryArn === undefined
          ? {}
          : { PermissionsBoundary: role.boundaryArn }),
        AssumeRolePolicyDocument: JSON.parse(role.trustDocument),
        Policies: [
          {
            PolicyName: policy.name,
            PolicyDocument: JSON.parse(policy.document),
          },
        ],
        Tags: tagged(tags),
      },
    },
  };
}

function providerOf(half: AwsHalf): Record<string, unknown> {
  const { provider } = half;
  return {
    Type: 'AWS::IAM::OIDCProvider',
    Properties: {
      Url: provider.url,
      ClientIdList: [provider.audience],
      Tags: tagged(providerTagsOf(half)),
    },
  };
}

function tagged(tags: Record<string, string>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
