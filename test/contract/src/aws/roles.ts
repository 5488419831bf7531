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
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { TestAccount } from './account';
import { allow, policyOf } from './documents';
import { outcome } from './outcome';
import { api, from } from './rows';

export const trust = (more: object = {}) =>
  policyOf({
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
    ...more,
  });

export const create = (
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

export const inline = (account: TestAccount, RoleName: string, text: string) =>
  account.iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'p',
      PolicyDocument: text,
    }),
  );

/** A role that the cluster may assume. Its policy reads and writes a bucket; its boundary only allows reading. */
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
