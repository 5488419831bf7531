import {
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  paginateListRoles,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { allow, outcome, policyOf, TestAccount } from './account';
import { api, from } from './rows';

const QUOTAS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const trust = (more: object = {}) =>
  policyOf({
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
    ...more,
  });

const create = (
  account: TestAccount,
  what: string,
  more: Partial<ConstructorParameters<typeof CreateRoleCommand>[0]> = {},
) =>
  account.iam.send(
    new CreateRoleCommand({
      RoleName: account.name(what),
      AssumeRolePolicyDocument: trust(),
      ...more,
    }),
  );

const inline = (account: TestAccount, RoleName: string, text: string) =>
  account.iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'p',
      PolicyDocument: text,
    }),
  );

/** A role that the cluster may take and that reads and writes a bucket, within a boundary that only reads. */
async function limited(account: TestAccount) {
  const Bucket = await account.bucket();
  const roleArn = await account.role(Bucket);
  const RoleName = account.name('role');
  await inline(account, RoleName, allow('s3:*', `arn:aws:s3:::${Bucket}/*`));
  const { Policy } = await account.iam.send(
    new CreatePolicyCommand({
      PolicyName: account.name('limit'),
      PolicyDocument: allow('s3:GetObject'),
    }),
  );
  await account.iam.send(
    new PutRolePermissionsBoundaryCommand({
      RoleName,
      PermissionsBoundary: Policy!.Arn,
    }),
  );
  return { Bucket, roleArn, RoleName, boundary: Policy!.Arn! };
}

export const roles = [
  ...from<TestAccount>(api('IAM', 'CreateRole'), [
    [
      'role.create',
      'a role has the ARN of its path and an id of its own',
      async account => {
        const { Role } = await create(account, 'role', { Path: '/team/' });
        return [
          Role!.Arn === account.arn(`role/team/${account.name('role')}`),
          Role!.RoleId,
        ];
      },
      [true, expect.stringMatching(/^AROA[A-Z0-9]{17}$/)],
    ],
    [
      'role.duplicate',
      'a name that is taken is EntityAlreadyExists',
      async account => {
        await create(account, 'role');
        return outcome(create(account, 'role'));
      },
      'EntityAlreadyExists/409',
    ],
    [
      'boundary.missing',
      'a boundary that is not there is NoSuchEntity',
      account =>
        outcome(
          create(account, 'role', {
            PermissionsBoundary: account.arn('policy/none'),
          }),
        ),
      'NoSuchEntity/404',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'GetRole'), [
    [
      'role.get',
      'the trust policy comes back as it was written, percent-encoded',
      async account => {
        await create(account, 'role', { Description: 'why' });
        const { Role } = await account.iam.send(
          new GetRoleCommand({ RoleName: account.name('role') }),
        );
        return [
          decodeURIComponent(Role!.AssumeRolePolicyDocument!) === trust(),
          Role!.Description,
          Role!.MaxSessionDuration,
        ];
      },
      [true, 'why', 3600],
    ],
    [
      'role.missing',
      'a role that is not there is NoSuchEntity',
      account =>
        outcome(
          account.iam.send(
            new GetRoleCommand({ RoleName: account.name('none') }),
          ),
        ),
      'NoSuchEntity/404',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'ListRoles'), [
    [
      'role.list',
      'a list has the roles under a path',
      async account => {
        const path = `/${account.suffix}/`;
        await create(account, 'a', { Path: path });
        await create(account, 'b', { Path: path });
        const { Roles } = await account.iam.send(
          new ListRolesCommand({ PathPrefix: path }),
        );
        return Roles!.map(({ RoleName }) => RoleName![0]);
      },
      ['a', 'b'],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'TagRole'), [
    [
      'role.tag',
      'tags are put on, read and taken off',
      async account => {
        await create(account, 'role');
        const RoleName = account.name('role');
        await account.iam.send(
          new TagRoleCommand({
            RoleName,
            Tags: [
              { Key: 'a', Value: 'b' },
              { Key: 'c', Value: 'd' },
            ],
          }),
        );
        await account.iam.send(
          new UntagRoleCommand({ RoleName, TagKeys: ['c'] }),
        );
        return (await account.iam.send(new ListRoleTagsCommand({ RoleName })))
          .Tags;
      },
      [{ Key: 'a', Value: 'b' }],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'PutRolePolicy'), [
    [
      'role.inline',
      'an inline policy is listed, and read as it was written',
      async account => {
        await create(account, 'role');
        const RoleName = account.name('role');
        await inline(account, RoleName, allow('s3:GetObject'));
        const { PolicyNames } = await account.iam.send(
          new ListRolePoliciesCommand({ RoleName }),
        );
        const { PolicyDocument } = await account.iam.send(
          new GetRolePolicyCommand({ RoleName, PolicyName: 'p' }),
        );
        return [
          PolicyNames,
          decodeURIComponent(PolicyDocument!) === allow('s3:GetObject'),
        ];
      },
      [['p'], true],
    ],
    [
      'role.inline-missing-role',
      'an inline policy needs its role',
      account => outcome(inline(account, account.name('none'), allow('s3:*'))),
      'NoSuchEntity/404',
    ],
    [
      'role.inline-malformed',
      'an inline policy has statements',
      async account => {
        await create(account, 'role');
        return outcome(inline(account, account.name('role'), '{}'));
      },
      'MalformedPolicyDocument/400',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'DeleteRole'), [
    [
      'role.delete-conflict',
      'a role does not go while it has policies, and goes without',
      async account => {
        await create(account, 'role');
        const RoleName = account.name('role');
        await inline(account, RoleName, allow('s3:GetObject'));
        const remove = () =>
          outcome(account.iam.send(new DeleteRoleCommand({ RoleName })));
        const first = await remove();
        await account.iam.send(
          new DeleteRolePolicyCommand({ RoleName, PolicyName: 'p' }),
        );
        return [first, await remove(), await remove()];
      },
      ['DeleteConflict/409', 'ok', 'NoSuchEntity/404'],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'UpdateAssumeRolePolicy'), [
    [
      'role.update-trust',
      'a new trust policy takes the place of the old one',
      async account => {
        await create(account, 'role');
        const RoleName = account.name('role');
        const next = trust({ Principal: { Service: 'lambda.amazonaws.com' } });
        await account.iam.send(
          new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: next }),
        );
        const { Role } = await account.iam.send(
          new GetRoleCommand({ RoleName }),
        );
        return decodeURIComponent(Role!.AssumeRolePolicyDocument!) === next;
      },
      true,
    ],
  ]),
  ...from<TestAccount>(
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    [
      [
        'boundary.set',
        'a boundary is read back, and taken off again',
        async account => {
          const { RoleName, boundary } = await limited(account);
          const read = async () =>
            (await account.iam.send(new GetRoleCommand({ RoleName }))).Role!
              .PermissionsBoundary?.PermissionsBoundaryArn === boundary;
          const before = await read();
          await account.iam.send(
            new DeleteRolePermissionsBoundaryCommand({ RoleName }),
          );
          return [before, await read()];
        },
        [true, false],
      ],
      [
        'boundary.inside',
        'what policy and boundary both allow is allowed',
        async account => {
          const { Bucket, roleArn } = await limited(account);
          const s3 = account.s3(await account.session(roleArn));
          return outcome(
            s3.send(new GetObjectCommand({ Bucket, Key: 'a.txt' })),
          );
        },
        'ok',
      ],
      [
        'boundary.outside',
        'what the boundary does not allow is refused',
        async account => {
          const { Bucket, roleArn } = await limited(account);
          const s3 = account.s3(await account.session(roleArn));
          return outcome(
            s3.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'x' })),
          );
        },
        'AccessDenied/403',
      ],
    ],
  ),
];

/** What IAM refuses when a role is written. */
export const roleValidation = [
  ...from<TestAccount>(
    api('IAM', 'CreateRole'),
    (
      [
        ['malformed-trust', 'needs a principal', { Principal: undefined }],
        ['trust-with-resource', 'has no resource', { Resource: '*' }],
        ['trust-foreign-action', 'is about STS', { Action: 's3:GetObject' }],
        [
          'trust-ghost-principal',
          'names principals that exist',
          { Principal: { AWS: 'GHOST' } },
        ],
        [
          'trust-bad-operator',
          'has known operators only',
          { Condition: { StringEqual: { 'a:b': 'c' } } },
        ],
      ] as const
    ).map(([id, what, statement]) => [
      `role.${id}`,
      `a trust policy ${what}`,
      account =>
        outcome(
          create(account, 'role', {
            AssumeRolePolicyDocument: trust(statement).replace(
              'GHOST',
              account.arn('user/ghost'),
            ),
          }),
        ),
      'MalformedPolicyDocument/400',
    ]),
  ),
  ...from<TestAccount>(api('IAM', 'CreateRole'), [
    [
      'role.trust-not-json',
      'a trust policy is JSON',
      account =>
        outcome(create(account, 'role', { AssumeRolePolicyDocument: 'no' })),
      'MalformedPolicyDocument/400',
    ],
    [
      'role.bad-name',
      'a name has no blank',
      account => outcome(create(account, 'a b')),
      'ValidationError/400',
    ],
    [
      'role.long-name',
      'a name has at most 64 characters',
      account => outcome(create(account, 'a'.repeat(60))),
      'ValidationError/400',
    ],
    [
      'role.bad-duration',
      'the longest session is an hour at least',
      account => outcome(create(account, 'role', { MaxSessionDuration: 3599 })),
      'ValidationError/400',
    ],
    [
      'boundary.invalid',
      'a boundary is named by its ARN',
      account =>
        outcome(
          create(account, 'role', { PermissionsBoundary: 'x'.repeat(20) }),
        ),
      'InvalidInput/400',
    ],
    [
      'role.bad-path',
      'a path begins and ends with a slash',
      account => outcome(create(account, 'role', { Path: 'team' })),
      'ValidationError/400',
    ],
  ]),
  ...from<TestAccount>(QUOTAS, [
    [
      'role.trust-too-long',
      'a trust policy has at most 2048 characters',
      account =>
        outcome(
          create(account, 'role', {
            AssumeRolePolicyDocument: trust({
              Condition: { StringEquals: { 'a:b': 'x'.repeat(2048) } },
            }),
          }),
        ),
      'LimitExceeded/409',
    ],
    [
      'role.inline-too-long',
      'the inline policies of a role have at most 10,240 characters together',
      async account => {
        await create(account, 'role');
        return outcome(
          inline(
            account,
            account.name('role'),
            allow('s3:GetObject', `arn:aws:s3:::${'a'.repeat(10_240)}`),
          ),
        );
      },
      'LimitExceeded/409',
    ],
  ]),
];

export const rolePaging = from<TestAccount>(api('IAM', 'ListRoles'), [
  [
    'role.paginate',
    'a list comes in pages of the size asked for',
    async account => {
      const path = `/${account.suffix}/`;
      for (const name of ['a', 'b', 'c'])
        await create(account, name, { Path: path });
      const pages = [];
      for await (const { Roles } of paginateListRoles(
        { client: account.iam, pageSize: 2 },
        { PathPrefix: path },
      ))
        pages.push(Roles!.length);
      return pages;
    },
    [2, 1],
  ],
]);
