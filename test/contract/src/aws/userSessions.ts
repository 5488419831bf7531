import {
  CreateRoleCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  Credentials as Made,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  Tag,
} from '@aws-sdk/client-sts';
import { Credentials, Reader } from './account';
import { allow, policyOf } from './documents';
import { outcome } from './outcome';
import { api, from } from './rows';

const TAGS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html';

const of = (made: Made | undefined): Credentials => ({
  accessKeyId: made!.AccessKeyId!,
  secretAccessKey: made!.SecretAccessKey!,
  sessionToken: made!.SessionToken!,
});

const sessionToken = async ({ account, reader }: Reader) =>
  of(
    (await account.sts(reader).send(new GetSessionTokenCommand({})))
      .Credentials,
  );

const mayDo = ({ account, reader }: Reader, actions: string[]) =>
  account.iam.send(
    new PutUserPolicyCommand({
      UserName: reader.userName,
      PolicyName: 'sts',
      PolicyDocument: allow(actions),
    }),
  );

/** Credentials for a federated user. @param policy - the session policy */
async function federated(context: Reader, policy?: string) {
  await mayDo(context, ['sts:GetFederationToken']);
  return context.account
    .sts(context.reader)
    .send(new GetFederationTokenCommand({ Name: 'guest', Policy: policy }));
}

const read = ({ account, bucket: Bucket }: Reader, as: Credentials) =>
  outcome(account.s3(as).send(new GetObjectCommand({ Bucket, Key: 'a.txt' })));

const arn = async ({ account }: Reader, as: Credentials) =>
  (await account.sts(as).send(new GetCallerIdentityCommand({}))).Arn;

export const sessionTokens = from<Reader>(api('STS', 'GetSessionToken'), [
  [
    'sts.session-token',
    'a user gets temporary credentials that are its own, with its rights',
    async context => {
      const session = await sessionToken(context);
      return [
        session.accessKeyId.slice(0, 4),
        (await arn(context, session)) ===
          context.account.arn(`user/${context.reader.userName}`),
        await read(context, session),
      ];
    },
    ['ASIA', true, 'ok'],
  ],
  [
    'sts.session-token-again',
    'they do not get further ones',
    async context =>
      outcome(
        context.account
          .sts(await sessionToken(context))
          .send(new GetSessionTokenCommand({})),
      ),
    'AccessDenied/403',
  ],
]);

export const sessionTokenLimits = from<Reader>(api('STS', 'GetSessionToken'), [
  [
    'sts.session-token-iam',
    'they do not open IAM without a code',
    async context => {
      await mayDo(context, ['iam:ListRoles']);
      const { account } = context;
      const list = (as: Credentials) =>
        outcome(account.iamAs(as).send(new ListRolesCommand({})));
      return [
        await list(context.reader),
        await list(await sessionToken(context)),
      ];
    },
    ['ok', 'InvalidClientTokenId/403'],
  ],
]);

export const federation = from<Reader>(api('STS', 'GetFederationToken'), [
  [
    'sts.federated',
    'a guest has a name of its own, and what user and policy both allow',
    async context => {
      const made = await federated(context, allow('s3:*'));
      const guest = of(made.Credentials);
      return [
        made.FederatedUser!.Arn,
        (await arn(context, guest)) === made.FederatedUser!.Arn,
        await read(context, guest),
      ];
    },
    [
      expect.stringMatching(/^arn:aws:sts::\d{12}:federated-user\/guest$/),
      true,
      'ok',
    ],
  ],
  [
    'sts.federated-without',
    'a guest without a policy may nothing',
    async context => read(context, of((await federated(context)).Credentials)),
    'AccessDenied/403',
  ],
]);

/** A role that anybody in the account may assume, with a folder for each team. */
async function teams(context: Reader, trusted: string[]) {
  const { account, bucket } = context;
  const RoleName = account.name('teams');
  const { Role } = await account.iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policyOf({
        Effect: 'Allow',
        Principal: { AWS: account.arn('root') },
        Action: trusted,
      }),
    }),
  );
  await account.iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'p',
      PolicyDocument: allow(
        's3:GetObject',
        `arn:aws:s3:::${bucket}/\${aws:PrincipalTag/name}.txt`,
      ),
    }),
  );
  await mayDo(context, ['sts:AssumeRole', 'sts:TagSession']);
  return async (...Tags: Tag[]) =>
    of(
      (
        await account.sts(context.reader).send(
          new AssumeRoleCommand({
            RoleArn: Role!.Arn,
            RoleSessionName: 'me',
            Tags,
          }),
        )
      ).Credentials,
    );
}

export const sessionTags = from<Reader>(TAGS, [
  [
    'ses.tags',
    'a tag of the session is a key that policies read',
    async context => {
      const assume = await teams(context, ['sts:AssumeRole', 'sts:TagSession']);
      return [
        await read(context, await assume({ Key: 'name', Value: 'a' })),
        await read(context, await assume({ Key: 'name', Value: 'b' })),
        await read(context, await assume()),
      ];
    },
    ['ok', 'AccessDenied/403', 'AccessDenied/403'],
  ],
]);

export const trustInTags = from<Reader>(TAGS, [
  [
    'ses.tags-untrusted',
    'tags need sts:TagSession in the trust policy',
    async context => {
      const assume = await teams(context, ['sts:AssumeRole']);
      return [
        await outcome(assume()),
        await outcome(assume({ Key: 'name', Value: 'a' })),
      ];
    },
    ['ok', 'AccessDenied/403'],
  ],
]);
