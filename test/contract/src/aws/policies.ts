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
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { allow, outcome, policyOf, TestAccount } from './account';
import { api, from } from './rows';

const QUOTAS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const S3_READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

const create = (
  account: TestAccount,
  PolicyDocument = allow('s3:GetObject'),
  what = 'policy',
) =>
  account.iam.send(
    new CreatePolicyCommand({ PolicyName: account.name(what), PolicyDocument }),
  );

async function createdArn(account: TestAccount): Promise<string> {
  return (await create(account)).Policy!.Arn!;
}

const version = (account: TestAccount, PolicyArn: string) =>
  account.iam.send(
    new CreatePolicyVersionCommand({
      PolicyArn,
      PolicyDocument: allow('s3:PutObject'),
      SetAsDefault: true,
    }),
  );

async function roleName(account: TestAccount): Promise<string> {
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

const attach = (account: TestAccount, RoleName: string, PolicyArn: string) =>
  account.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));

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
        for (let count = 1; count < 5; count += 1)
          await version(account, PolicyArn);
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

const refused = (
  source: string,
  rows: [id: string, what: string, document: string, answer: string][],
) =>
  from<TestAccount>(
    source,
    rows.map(([id, what, document, answer]) => [
      `policy.${id}`,
      what,
      account => outcome(create(account, document)),
      answer,
    ]),
  );

/** What IAM refuses when a policy is written or attached. */
export const policyValidation = [
  ...refused(api('IAM', 'CreatePolicy'), [
    [
      'malformed-action',
      'an action names its service',
      allow('GetObject'),
      'MalformedPolicyDocument/400',
    ],
    [
      'malformed-resource',
      'a resource is an ARN',
      allow('s3:GetObject', 'bucket'),
      'MalformedPolicyDocument/400',
    ],
    [
      'with-principal',
      'an identity policy has no principal',
      allow('s3:GetObject', '*', { Principal: '*' }),
      'MalformedPolicyDocument/400',
    ],
    [
      'duplicate-sid',
      'a statement id is there once',
      JSON.stringify({
        Version: '2012-10-17',
        Statement: ['s3:GetObject', 's3:PutObject'].map(Action => ({
          Sid: 'One',
          Effect: 'Allow',
          Action,
          Resource: '*',
        })),
      }),
      'MalformedPolicyDocument/400',
    ],
    [
      'bad-version',
      'there are two versions of the language',
      allow('s3:GetObject').replace('2012-10-17', '2020-01-01'),
      'MalformedPolicyDocument/400',
    ],
  ]),
  ...refused(QUOTAS, [
    [
      'too-long',
      'a policy has at most 6144 characters',
      allow('s3:GetObject', `arn:aws:s3:::${'a'.repeat(6144)}`),
      'LimitExceeded/409',
    ],
  ]),
  ...from<TestAccount>(QUOTAS, [
    [
      'policy.attach-limit',
      'a role has ten attached policies at most',
      async account => {
        const RoleName = await roleName(account);
        for (let count = 0; count < 10; count += 1) {
          const made = await create(account, undefined, `p${count}`);
          await attach(account, RoleName, made.Policy!.Arn!);
        }
        return outcome(attach(account, RoleName, S3_READ_ONLY));
      },
      'LimitExceeded/409',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'CreatePolicy'), [
    [
      'policy.bad-name',
      'a name has no blank',
      account => outcome(create(account, undefined, 'a b')),
      'ValidationError/400',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'AttachRolePolicy'), [
    [
      'policy.attach-missing',
      'a policy that is not there cannot be attached',
      async account =>
        outcome(
          attach(account, await roleName(account), account.arn('policy/none')),
        ),
      'NoSuchEntity/404',
    ],
  ]),
];

export const policyVersions = from<TestAccount>(
  api('IAM', 'SetDefaultPolicyVersion'),
  [
    [
      'policy.versions',
      'an old version is put in force again',
      async account => {
        const PolicyArn = await createdArn(account);
        await version(account, PolicyArn);
        await account.iam.send(
          new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }),
        );
        return (await account.iam.send(new GetPolicyCommand({ PolicyArn })))
          .Policy!.DefaultVersionId;
      },
      'v1',
    ],
  ],
);
