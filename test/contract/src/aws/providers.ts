import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import { AUDIENCE, TestAccount } from './account';
import { outcome } from './outcome';
import { api, from } from './rows';

const host = (account: TestAccount) => `issuer.example.com/${account.suffix}`;
const arnOf = (account: TestAccount) =>
  account.arn(`oidc-provider/${host(account)}`);

const create = (
  account: TestAccount,
  more: Partial<
    ConstructorParameters<typeof CreateOpenIDConnectProviderCommand>[0]
  > = {},
) =>
  account.iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: `https://${host(account)}`,
      ClientIDList: [AUDIENCE],
      ThumbprintList: ['a'.repeat(40)],
      ...more,
    }),
  );

const get = (account: TestAccount) =>
  account.iam.send(
    new GetOpenIDConnectProviderCommand({
      OpenIDConnectProviderArn: arnOf(account),
    }),
  );

export const providers = [
  ...from<TestAccount>(api('IAM', 'CreateOpenIDConnectProvider'), [
    [
      'oidc.create',
      'a provider has the ARN of its issuer without the scheme',
      async account =>
        (await create(account)).OpenIDConnectProviderArn === arnOf(account),
      true,
    ],
    [
      'oidc.duplicate',
      'an issuer is registered once',
      async account => {
        await create(account);
        return outcome(create(account));
      },
      'EntityAlreadyExists/409',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'GetOpenIDConnectProvider'), [
    [
      'oidc.client-ids',
      'a provider is read back with its audiences and thumbprints',
      async account => {
        await create(account);
        const { ClientIDList, ThumbprintList } = await get(account);
        return [ClientIDList, ThumbprintList];
      },
      [[AUDIENCE], ['a'.repeat(40)]],
    ],
    [
      'oidc.get-missing',
      'a provider that is not there is NoSuchEntity',
      account => outcome(get(account)),
      'NoSuchEntity/404',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'ListOpenIDConnectProviders'), [
    [
      'oidc.list',
      'a provider is listed until it is deleted',
      async account => {
        await create(account);
        const listed = async () =>
          (
            await account.iam.send(new ListOpenIDConnectProvidersCommand({}))
          ).OpenIDConnectProviderList!.some(
            ({ Arn }) => Arn === arnOf(account),
          );
        const before = await listed();
        await account.iam.send(
          new DeleteOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn: arnOf(account),
          }),
        );
        return [before, await listed()];
      },
      [true, false],
    ],
  ]),
];

export const providerUrl = from<TestAccount>(
  api('IAM', 'GetOpenIDConnectProvider'),
  [
    [
      'oidc.get',
      'the issuer comes back without its scheme',
      async account => {
        await create(account);
        return (await get(account)).Url === host(account);
      },
      true,
    ],
  ],
);

/** Providers that IAM refuses. */
export const providerValidation = from<TestAccount>(
  api('IAM', 'CreateOpenIDConnectProvider'),
  [
    [
      'oidc.http-url',
      'an issuer has https',
      account => outcome(create(account, { Url: 'http://issuer.example.com' })),
      'ValidationError/400',
    ],
    [
      'oidc.url-query',
      'an issuer has no query',
      account =>
        outcome(create(account, { Url: `https://${host(account)}?a=b` })),
      'ValidationError/400',
    ],
    [
      'oidc.bad-thumbprint',
      'a thumbprint has forty hexadecimal digits',
      account => outcome(create(account, { ThumbprintList: ['-'.repeat(40)] })),
      'ValidationError/400',
    ],
    [
      'oidc.long-client-id',
      'a client id has at most 255 characters',
      account => outcome(create(account, { ClientIDList: ['a'.repeat(256)] })),
      'ValidationError/400',
    ],
    [
      'oidc.client-id-limit',
      'a provider has a hundred client ids at most',
      account =>
        outcome(
          create(account, {
            ClientIDList: Array.from({ length: 101 }, (_, i) => `client-${i}`),
          }),
        ),
      'LimitExceeded/409',
    ],
  ],
);

/** Calls that change a provider. */
export const providerChanges = [
  ...from<TestAccount>(api('IAM', 'TagOpenIDConnectProvider'), [
    [
      'oidc.tag',
      'tags are put on, read and taken off',
      async account => {
        await create(account);
        const OpenIDConnectProviderArn = arnOf(account);
        await account.iam.send(
          new TagOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn,
            Tags: [
              { Key: 'a', Value: 'b' },
              { Key: 'c', Value: 'd' },
            ],
          }),
        );
        await account.iam.send(
          new UntagOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn,
            TagKeys: ['c'],
          }),
        );
        return (
          await account.iam.send(
            new ListOpenIDConnectProviderTagsCommand({
              OpenIDConnectProviderArn,
            }),
          )
        ).Tags;
      },
      [{ Key: 'a', Value: 'b' }],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'UpdateOpenIDConnectProviderThumbprint'), [
    [
      'oidc.thumbprint',
      'a list of thumbprints takes the place of the old one',
      async account => {
        await create(account);
        await account.iam.send(
          new UpdateOpenIDConnectProviderThumbprintCommand({
            OpenIDConnectProviderArn: arnOf(account),
            ThumbprintList: ['b'.repeat(40)],
          }),
        );
        return (await get(account)).ThumbprintList;
      },
      ['b'.repeat(40)],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'AddClientIDToOpenIDConnectProvider'), [
    [
      'oidc.clientid',
      'a client id is added once, and removed',
      async account => {
        await create(account);
        const OpenIDConnectProviderArn = arnOf(account);
        const add = () =>
          account.iam.send(
            new AddClientIDToOpenIDConnectProviderCommand({
              OpenIDConnectProviderArn,
              ClientID: 'other',
            }),
          );
        await add();
        await add();
        const both = (await get(account)).ClientIDList;
        await account.iam.send(
          new RemoveClientIDFromOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn,
            ClientID: AUDIENCE,
          }),
        );
        return [both, (await get(account)).ClientIDList];
      },
      [[AUDIENCE, 'other'], ['other']],
    ],
  ]),
];
