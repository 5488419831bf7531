import {
  GetPolicyCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { TestAccount } from './account';
import { allow } from './documents';
import { outcome } from './outcome';
import {
  create,
  attach,
  roleName,
  createdArn,
  version,
  S3_READ_ONLY,
} from './policies';
import { api, from, QUOTAS } from './rows';

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

/** Policies that IAM refuses when they are written or attached. */
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
