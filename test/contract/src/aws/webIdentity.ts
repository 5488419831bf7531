import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Behaviour } from '../contract';
import { AUDIENCE, outcome, policyOf, TestAccount } from './account';
import { from, Row } from './rows';

const STS =
  'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html';
const OPERATORS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';

const encoded = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString());

/** Ways to make a token from a real one without the issuer's key. */
const forgeries: Record<string, (token: string) => string> = {
  'bad-signature': token => {
    const [header, payload] = token.split('.');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signature = sign(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      privateKey,
    );
    return `${header}.${payload}.${signature.toString('base64url')}`;
  },
  tampered: token => {
    const [header, payload, signature] = token.split('.');
    const claims = { ...decoded(payload), more: 'x' };
    return `${header}.${encoded(claims)}.${signature}`;
  },
  'unknown-kid': token => {
    const [header, payload, signature] = token.split('.');
    const changed = { ...decoded(header), kid: 'nobody' };
    return `${encoded(changed)}.${payload}.${signature}`;
  },
  'alg-none': token => {
    const [header, payload] = token.split('.');
    return `${encoded({ ...decoded(header), alg: 'none' })}.${payload}.`;
  },
  hs256: token => {
    const [header, payload] = token.split('.');
    const start = `${encoded({ ...decoded(header), alg: 'HS256' })}.${payload}`;
    const signature = createHmac('sha256', 'public').update(start).digest();
    return `${start}.${signature.toString('base64url')}`;
  },
  'not-a-jwt': () => 'not-a-token-at-all',
};

/** Tokens of a real cluster, real and forged, at STS. */
export const webIdentity: Behaviour<TestAccount>[] = [
  {
    id: 'wi.ok',
    what: 'a ServiceAccount named in the trust policy gets a session of the role',
    source: STS,
    call: async account => {
      const arn = await account.role();
      const { Arn } = await account
        .sts(await account.session(arn))
        .send(new GetCallerIdentityCommand({}));
      return Arn!.replace(/\d{12}/, 'ACCOUNT').replace(account.suffix, 'X');
    },
    answer: 'arn:aws:sts::ACCOUNT:assumed-role/role-X/contract',
  },
  ...Object.entries(forgeries).map(([name, forge]) => ({
    id: `wi.${name}`,
    what: `a token forged so is refused: ${name}`,
    source: STS,
    call: async (account: TestAccount) =>
      outcome(
        account.exchange(await account.role(), forge(await account.token())),
      ),
    answer: 'InvalidIdentityToken/400',
  })),
  {
    id: 'wi.wrong-aud',
    what: 'a token for another audience is refused',
    source: STS,
    call: async account =>
      outcome(
        account.exchange(
          await account.role(),
          await account.token('somebody-else'),
        ),
      ),
    answer: 'InvalidIdentityToken/400',
  },
  {
    id: 'wi.no-role',
    what: 'a role that is not there is refused like one that does not trust',
    source: STS,
    call: async account => {
      await account.provider();
      return outcome(
        account.exchange(
          `arn:aws:iam::${account.world.aws.accountId}:role/nobody`,
          await account.token(),
        ),
      );
    },
    answer: 'AccessDenied/403',
  },
  ...[
    {
      id: 'wi.wrong-sub',
      what: 'another ServiceAccount is refused',
      condition: 'StringEquals',
      subject: 'system:serviceaccount:default:other',
      answer: 'AccessDenied/403',
    },
    {
      id: 'wi.wrong-ns',
      what: 'the same name in another namespace is refused',
      condition: 'StringEquals',
      subject: 'system:serviceaccount:other:default',
      answer: 'AccessDenied/403',
    },
    {
      id: 'wi.equals-is-literal',
      what: 'StringEquals takes a star literally',
      condition: 'StringEquals',
      subject: 'system:serviceaccount:default:*',
      answer: 'AccessDenied/403',
    },
    {
      id: 'wi.like-ok',
      what: 'StringLike takes a star as any text',
      condition: 'StringLike',
      subject: 'system:serviceaccount:default:*',
      answer: 'ok',
    },
    {
      id: 'wi.like-no',
      what: 'StringLike still refuses what does not match',
      condition: 'StringLike',
      subject: 'system:serviceaccount:other-*:*',
      answer: 'AccessDenied/403',
    },
  ].map(({ id, what, condition, subject, answer }) => ({
    id,
    what,
    source: OPERATORS,
    call: async (account: TestAccount) => {
      const arn = await account.role(undefined, {
        [condition]: { [`${account.issuer}:sub`]: subject },
      });
      return outcome(account.exchange(arn, await account.token()));
    },
    answer,
  })),
  {
    id: 'wi.explicit-deny',
    what: 'a Deny in the trust policy wins',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    call: async account => {
      const arn = await account.role(undefined, undefined, [
        {
          Effect: 'Deny',
          Principal: { Federated: await account.provider() },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringLike: {
              [`${account.issuer}:sub`]: 'system:serviceaccount:default:*',
            },
          },
        },
      ]);
      return outcome(account.exchange(arn, await account.token()));
    },
    answer: 'AccessDenied/403',
  },
];

/** Claims of a token of `default/default`, as a cluster makes them, with others in their place. */
const claims = (account: TestAccount, more: object = {}) => {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: account.world.kubernetes.issuer,
    sub: 'system:serviceaccount:default:default',
    aud: [AUDIENCE],
    iat: now,
    nbf: now,
    exp: now + 600,
    ...more,
  };
};

/** Exchanges a token with these claims, signed with the cluster's own key. */
const exchangeOf = async (account: TestAccount, more: object) =>
  outcome(
    account.exchange(
      await account.role(),
      account.world.kubernetes.signToken(claims(account, more)),
    ),
  );

/** Tokens that the cluster would not make, signed with its key all the same. */
export const signedTokens = from<TestAccount>(STS, [
  [
    'wi.signed',
    'a token signed by the key of the issuer is taken, whoever made it',
    account => exchangeOf(account, {}),
    'ok',
  ],
  [
    'wi.aud-string',
    'an audience may be a text instead of a list',
    account => exchangeOf(account, { aud: AUDIENCE }),
    'ok',
  ],
  [
    'wi.expired',
    'a token past its time is refused',
    account => exchangeOf(account, { exp: Math.floor(Date.now() / 1000) - 1 }),
    'ExpiredTokenException/400',
  ],
  [
    'wi.no-exp',
    'a token without end is refused',
    account => exchangeOf(account, { exp: undefined }),
    'InvalidIdentityToken/400',
  ],
  [
    'wi.no-aud',
    'a token without audience is refused',
    account => exchangeOf(account, { aud: undefined }),
    'InvalidIdentityToken/400',
  ],
  [
    'wi.unknown-issuer',
    'a token of an issuer that is not registered is refused',
    account => exchangeOf(account, { iss: 'https://127.0.0.1:9/nobody' }),
    'InvalidIdentityToken/400',
  ],
]);

/** Registers an issuer that nobody serves. */
async function deadProvider(account: TestAccount) {
  const iss = `https://127.0.0.1:9/${account.suffix}`;
  const { OpenIDConnectProviderArn } = await account.iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: iss,
      ClientIDList: [AUDIENCE],
      ThumbprintList: ['0'.repeat(40)],
    }),
  );
  return { iss, arn: OpenIDConnectProviderArn! };
}

export const issuers = from<TestAccount>(STS, [
  [
    'wi.issuer-down',
    'an issuer that does not answer is an error of communication',
    async account => {
      const { iss } = await deadProvider(account);
      return exchangeOf(account, { iss });
    },
    'IDPCommunicationError/400',
  ],
  [
    'end.provider-deleted',
    'a token is refused once its provider is deleted',
    async account => {
      const { iss, arn } = await deadProvider(account);
      await account.iam.send(
        new DeleteOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn,
        }),
      );
      return exchangeOf(account, { iss });
    },
    'InvalidIdentityToken/400',
  ],
]);

/** Trusts somebody else than the token's issuer, or under other conditions. */
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

/** What STS refuses before it looks at the token. */
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
