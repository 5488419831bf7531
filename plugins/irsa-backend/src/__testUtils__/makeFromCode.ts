import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { parseAllDocuments } from 'yaml';
import { AwsCode } from 'backstage-plugin-irsa-common';

/** Makes what the last file of a plan as code describes, as the IAM controller of ACK does. */
async function byAck(iam: IAMClient, text: string): Promise<void> {
  const [policy, role] = parseAllDocuments(text).map(
    document => document.toJS().spec,
  );
  const tags = (list: { key: string; value: string }[]) =>
    list.map(({ key, value }) => ({ Key: key, Value: value }));
  await iam.send(
    new CreatePolicyCommand({
      PolicyName: policy.name,
      Path: policy.path,
      PolicyDocument: policy.policyDocument,
      Tags: [
        ...tags(policy.tags),
        { Key: 'services.k8s.aws/namespace', Value: 'production' },
      ],
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: role.name,
      Path: role.path,
      MaxSessionDuration: role.maxSessionDuration,
      PermissionsBoundary: role.permissionsBoundary,
      AssumeRolePolicyDocument: role.assumeRolePolicyDocument,
      Tags: [
        ...tags(role.tags),
        { Key: 'services.k8s.aws/namespace', Value: 'production' },
      ],
    }),
  );
  for (const arn of role.policies) {
    await iam.send(
      new AttachRolePolicyCommand({ RoleName: role.name, PolicyArn: arn }),
    );
  }
}

/** The same, as CloudFormation does. */
async function byCloudFormation(iam: IAMClient, text: string): Promise<void> {
  const { Properties } = JSON.parse(text).Resources.Role;
  const { Policies, AssumeRolePolicyDocument, Tags, ...plain } = Properties;
  await iam.send(
    new CreateRoleCommand({
      ...plain,
      AssumeRolePolicyDocument: JSON.stringify(AssumeRolePolicyDocument),
      // IAM lets only CloudFormation itself write its own tags.
      Tags,
    }),
  );
  for (const { PolicyName, PolicyDocument } of Policies) {
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: plain.RoleName,
        PolicyName,
        PolicyDocument: JSON.stringify(PolicyDocument),
      }),
    );
  }
}

/** What reads the files of a form, and makes what they say in IAM. */
const MAKERS = { ack: byAck, cdk: byCloudFormation };

/** Makes role and policy of a plan as code. The provider is not made. */
export async function makeFromCode(
  iam: IAMClient,
  { form, files }: AwsCode,
): Promise<void> {
  await MAKERS[form as keyof typeof MAKERS](iam, files.at(-1)!.content);
}
