import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { TestAccount } from './account';
import { allow, policyOf } from './documents';
import { outcome } from './outcome';
import { api, from } from './rows';

export const S3_READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

export const create = (
  account: TestAccount,
  PolicyDocument = allow('s3:GetObject'),
  what = 'policy',
) =>
  account.iam.send(
    new CreatePolicyCommand({ PolicyName: account.name(what), PolicyDocument }),
  );

export async function createdArn(account: TestAccount): Promise<string> {
  return (await create(account)).Policy!.Arn!;
}

export const version = (account: TestAccount, PolicyArn: string) =>
  account.iam.send(
    new CreatePolicyVersionCommand({
      PolicyArn,
      PolicyDocument: allow('s3:PutObject'),
      SetAsDefault: true,
    }),
  );

export async function roleName(account: TestAccount): Promise<string> {
  const RoleName = account.name('holder');
  await account.iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policyOf({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  return RoleName;
}

export const attach = (
  account: TestAccount,
  RoleName: string,
  PolicyArn: string,
) => account.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));

export const policies = [
  ...from<TestAccount>(api('IAM', 'CreatePolicy'), [
    [
      'policy.create',
      'a policy begins with version v1 and nothing attached',
      async account => {
        const { Policy } = await create(account);
        return [
          Policy!.Arn === account.arn(`policy/${account.name('policy')}`),
          Policy!.DefaultVersionId,
          Policy!.AttachmentCount,
          Policy!.IsAttachable,
        ];
      },
      [true, 'v1', 0, true],
    ],
    [
      'policy.duplicate',
      'a name that is taken is EntityAlreadyExists',
      async account => {
        await create(account);
        return outcome(create(account));
      },
      'EntityAlreadyExists/409',
    ],
    [
      'policy.malformed',
      'a policy has statements',
      account => outcome(create(account, '{"Version":"2012-10-17"}')),
      'MalformedPolicyDocument/400',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'GetPolicy'), [
    [
      'policy.get-missing',
      'a policy that is not there is NoSuchEntity',
      account =>
        outcome(
          account.iam.send(
            new GetPolicyCommand({
              PolicyArn: account.arn(`policy/${account.name('none')}`),
            }),
          ),
        ),
      'NoSuchEntity/404',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'CreatePolicyVersion'), [
    [
      'policy.version',
      'a new default version is the one in force, and each is read back',
      async account => {
        const PolicyArn = await createdArn(account);
        await version(account, PolicyArn);
        const { Policy } = await account.iam.send(
          new GetPolicyCommand({ PolicyArn }),
        );
        const { PolicyVersion } = await account.iam.send(
          new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }),
        );
        return [
          Policy!.DefaultVersionId,
          decodeURIComponent(PolicyVersion!.Document!) ===
            allow('s3:GetObject'),
        ];
      },
      ['v2', true],
    ],
    [
      'policy.version-limit',
      'a policy has five versions at most',
      async account => {
        const PolicyArn = await createdArn(account);
        for (let count = 1; count < 5; count += 1) {
          await version(account, PolicyArn);
        }
        return outcome(version(account, PolicyArn));
      },
      'LimitExceeded/409',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'DeletePolicyVersion'), [
    [
      'policy.delete-default-version',
      'the version in force cannot be deleted, the others can',
      async account => {
        const PolicyArn = await createdArn(account);
        await version(account, PolicyArn);
        const remove = (VersionId: string) =>
          outcome(
            account.iam.send(
              new DeletePolicyVersionCommand({ PolicyArn, VersionId }),
            ),
          );
        const refused = await remove('v2');
        const gone = await remove('v1');
        const { Versions } = await account.iam.send(
          new ListPolicyVersionsCommand({ PolicyArn }),
        );
        return [refused, gone, Versions!.map(({ VersionId }) => VersionId)];
      },
      ['DeleteConflict/409', 'ok', ['v2']],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'AttachRolePolicy'), [
    [
      'policy.attach',
      'an attached policy is listed with the role, and the role with the policy',
      async account => {
        const PolicyArn = await createdArn(account);
        const RoleName = await roleName(account);
        await attach(account, RoleName, PolicyArn);
        const { AttachedPolicies } = await account.iam.send(
          new ListAttachedRolePoliciesCommand({ RoleName }),
        );
        const { PolicyRoles } = await account.iam.send(
          new ListEntitiesForPolicyCommand({ PolicyArn }),
        );
        return [
          AttachedPolicies!.map(item => item.PolicyArn === PolicyArn),
          PolicyRoles!.map(item => item.RoleName === RoleName),
        ];
      },
      [[true], [true]],
    ],
    [
      'policy.aws-managed',
      'a policy that AWS manages is attached by its ARN',
      async account => {
        const RoleName = await roleName(account);
        await attach(account, RoleName, S3_READ_ONLY);
        return (
          await account.iam.send(
            new ListAttachedRolePoliciesCommand({ RoleName }),
          )
        ).AttachedPolicies;
      },
      [{ PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: S3_READ_ONLY }],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'DetachRolePolicy'), [
    [
      'policy.detach-missing',
      'what is not attached is NoSuchEntity',
      async account =>
        outcome(
          account.iam.send(
            new DetachRolePolicyCommand({
              RoleName: await roleName(account),
              PolicyArn: await createdArn(account),
            }),
          ),
        ),
      'NoSuchEntity/404',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'DeletePolicy'), [
    [
      'policy.delete-attached',
      'a policy goes only when nothing has it',
      async account => {
        const PolicyArn = await createdArn(account);
        const RoleName = await roleName(account);
        await attach(account, RoleName, PolicyArn);
        const remove = () =>
          outcome(account.iam.send(new DeletePolicyCommand({ PolicyArn })));
        const first = await remove();
        await account.iam.send(
          new DetachRolePolicyCommand({ RoleName, PolicyArn }),
        );
        return [first, await remove()];
      },
      ['DeleteConflict/409', 'ok'],
    ],
  ]),
];
