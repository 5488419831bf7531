import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam';
import { AUDIENCE, TestAccount } from './account';
import { outcome } from './outcome';
import { from } from './rows';

const STS =
  'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html';

/** Claims of a token of `default/default`, as a cluster makes them, with some replaced. */
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

/** Tokens that the cluster would not make, signed with its key. */
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

/** Registers an issuer that does not answer. */
export async function deadProvider(account: TestAccount) {
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

const JWT = 'https://www.rfc-editor.org/rfc/rfc7519#section-7.2';

/** Breaks the signature of a token. */
const broken = (token: string) =>
  `${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(342)}`;

/** When several things are wrong with a request, STS reports the first that it checks. */
export const tokenOrder = [
  ...from<TestAccount>(JWT, [
    [
      'wi.order-signature',
      'claims count only once the signature is good: a forged token is not an expired one',
      async account =>
        outcome(
          account.exchange(
            await account.role(),
            broken(
              account.world.kubernetes.signToken(
                claims(account, { exp: Math.floor(Date.now() / 1000) - 60 }),
              ),
            ),
          ),
        ),
      'InvalidIdentityToken/400',
    ],
    [
      'wi.order-expiry',
      'an expired token is expired, for whomever it was',
      account =>
        exchangeOf(account, {
          aud: ['somebody-else'],
          exp: Math.floor(Date.now() / 1000) - 60,
        }),
      'ExpiredTokenException/400',
    ],
  ]),
  ...from<TestAccount>(STS, [
    [
      'wi.order-role',
      'what roles there are is not told to those without a good token',
      async account => {
        await account.provider();
        return outcome(
          account.exchange(
            account.arn(`role/${account.name('none')}`),
            broken(account.world.kubernetes.signToken(claims(account))),
          ),
        );
      },
      'InvalidIdentityToken/400',
    ],
  ]),
];
