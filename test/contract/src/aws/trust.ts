import {
  CreateRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { AUDIENCE, TestAccount } from './account';
import { policyOf } from './documents';
import { outcome } from './outcome';
import { from, Row } from './rows';
import { deadProvider } from './signedTokens';

const STS =
  'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html';

/** Trust policies for another principal than the token's issuer, or with other conditions. */
export const otherTrust = from<TestAccount>(STS, [
  [
    'wi.aud-trust',
    'a trust policy for another audience refuses',
    async account =>
      outcome(
        account.exchange(
          await account.role(undefined, {
            StringEquals: { [`${account.issuer}:aud`]: 'another' },
          }),
          await account.token(),
        ),
      ),
    'AccessDenied/403',
  ],
  [
    'wi.condition-other-host',
    'a condition on the claims of another issuer is not met',
    async account =>
      outcome(
        account.exchange(
          await account.role(undefined, {
            StringEquals: {
              'other.example.com:sub': 'system:serviceaccount:default:default',
            },
          }),
          await account.token(),
        ),
      ),
    'AccessDenied/403',
  ],
  ...(
    [
      [
        'wi.other-provider',
        'a role that trusts another provider refuses',
        'sts:AssumeRoleWithWebIdentity',
        (_, other) => ({ Federated: other }),
      ],
      [
        'wi.aws-only-role',
        'a role that trusts its account only refuses',
        'sts:AssumeRole',
        account => ({ AWS: account.arn('root') }),
      ],
    ] as [
      string,
      string,
      string,
      (account: TestAccount, other: string) => object,
    ][]
  ).map(
    ([id, what, Action, principalOf]): Row<TestAccount> => [
      id,
      what,
      async account => {
        await account.provider();
        const { arn } = await deadProvider(account);
        const { Role } = await account.iam.send(
          new CreateRoleCommand({
            RoleName: account.name('role'),
            AssumeRolePolicyDocument: policyOf({
              Effect: 'Allow',
              Principal: principalOf(account, arn),
              Action,
            }),
          }),
        );
        return outcome(account.exchange(Role!.Arn!, await account.token()));
      },
      'AccessDenied/403',
    ],
  ),
  [
    'wi.trust-update',
    'a trust policy that is narrowed refuses from then on',
    async account => {
      const arn = await account.role();
      const before = await outcome(
        account.exchange(arn, await account.token()),
      );
      await account.iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: account.name('role'),
          PolicyDocument: policyOf({
            Effect: 'Allow',
            Principal: { AWS: account.arn('root') },
            Action: 'sts:AssumeRole',
          }),
        }),
      );
      return [
        before,
        await outcome(account.exchange(arn, await account.token())),
      ];
    },
    ['ok', 'AccessDenied/403'],
  ],
]);

/** Requests that STS refuses before it reads the token. */
export const requestValidation = from<TestAccount>(
  STS,
  (
    [
      [
        'duration-short',
        'a session lives 900 seconds at least',
        { DurationSeconds: 899 },
      ],
      [
        'duration-long',
        "a session lives no longer than the role's longest",
        { DurationSeconds: 3601 },
      ],
      [
        'bad-session-name',
        'the name of a session has no blank',
        { RoleSessionName: 'a b' },
      ],
    ] as const
  ).map(([id, what, more]) => [
    `wi.${id}`,
    what,
    async account =>
      outcome(
        account.exchange(await account.role(), await account.token(), more),
      ),
    'ValidationError/400',
  ]),
);

/** A role can allow sessions longer than an hour. */
export const longSessions = from<TestAccount>(STS, [
  [
    'wi.duration-raised',
    "a session lives as long as the role's longest when it asks for that",
    async account => {
      const arn = await account.role();
      await account.iam.send(
        new UpdateRoleCommand({
          RoleName: account.name('role'),
          MaxSessionDuration: 7200,
        }),
      );
      const { Credentials } = await account.exchange(
        arn,
        await account.token(),
        { DurationSeconds: 7200 },
      );
      const seconds = (Credentials!.Expiration!.getTime() - Date.now()) / 1000;
      return Math.round(seconds / 60);
    },
    120,
  ],
]);

export const answerOfSts = from<TestAccount>(STS, [
  [
    'wi.response',
    'the answer names subject, audience and provider',
    async account => {
      const answer = await account.exchange(
        await account.role(),
        await account.token(),
      );
      return [
        answer.SubjectFromWebIdentityToken,
        answer.Audience,
        answer.Provider === (await account.provider()),
        answer.AssumedRoleUser!.AssumedRoleId,
      ];
    },
    [
      'system:serviceaccount:default:default',
      AUDIENCE,
      true,
      expect.stringMatching(/^AROA[A-Z0-9]{17}:contract$/),
    ],
  ],
]);
