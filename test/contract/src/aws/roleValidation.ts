import { paginateListRoles } from '@aws-sdk/client-iam';
import { TestAccount } from './account';
import { allow } from './documents';
import { outcome } from './outcome';
import { create, inline, trust } from './roles';
import { api, from, QUOTAS } from './rows';

/** Roles that IAM refuses. */
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
      for (const name of ['a', 'b', 'c']) {
        await create(account, name, { Path: path });
      }
      const pages = [];
      for await (const { Roles } of paginateListRoles(
        { client: account.iam, pageSize: 2 },
        { PathPrefix: path },
      )) {
        pages.push(Roles!.length);
      }
      return pages;
    },
    [2, 1],
  ],
]);
