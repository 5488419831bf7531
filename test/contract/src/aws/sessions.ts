import {
  AttachRolePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Credentials, TestAccount } from './account';
import { allow } from './documents';
import { fetched, outcome } from './outcome';
import { api, from } from './rows';

export const S3_ERRORS =
  'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
export const EVALUATION =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html';
const IAM_ERRORS =
  'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html';

/** A session of a role that may read the whole bucket except `secret`, and may write and list only `in/`. */
export interface RoleSession {
  account: TestAccount;
  bucket: string;
  roleArn: string;
  roleName: string;
  session: Credentials;
}

export async function openSession(
  world: TestAccount['world'],
): Promise<RoleSession> {
  const account = new TestAccount(world);
  const bucket = await account.bucket();
  const roleArn = await account.role(bucket);
  const roleName = account.name('role');
  const arn = `arn:aws:s3:::${bucket}`;
  await account.iam.send(
    new PutRolePolicyCommand({
      RoleName: roleName,
      PolicyName: 'more',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:PutObject', Resource: `${arn}/in/*` },
          { Effect: 'Deny', Action: 's3:*', Resource: `${arn}/secret` },
          {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: arn,
            Condition: { StringLike: { 's3:prefix': 'in/*' } },
          },
        ],
      }),
    }),
  );
  return {
    account,
    bucket,
    roleArn,
    roleName,
    session: await account.session(roleArn),
  };
}

export const s3 = ({ account, session }: RoleSession): S3Client =>
  account.s3(session);
export const reading = ({ bucket: Bucket }: RoleSession, Key = 'a.txt') =>
  new GetObjectCommand({ Bucket, Key });
export const writing = ({ bucket: Bucket }: RoleSession, Key: string) =>
  new PutObjectCommand({ Bucket, Key, Body: 'content' });
export const read = (context: RoleSession, Key?: string, as = s3(context)) =>
  outcome(as.send(reading(context, Key)));
export const whoAmI = (account: TestAccount, as: Credentials) =>
  outcome(account.sts(as).send(new GetCallerIdentityCommand({})));

export const sessions = [
  ...from<RoleSession>(EVALUATION, [
    [
      'ses.get',
      'a session reads what its role may read',
      context => read(context),
      'ok',
    ],
    [
      'ses.get-denied',
      'a session does not read what its role may not',
      async context => {
        const bucket = await new TestAccount(context.account.world).bucket();
        return read({ ...context, bucket });
      },
      'AccessDenied/403',
    ],
    [
      'ses.put',
      'a session writes where its role may, and nowhere else',
      async context => [
        await outcome(s3(context).send(writing(context, 'in/b'))),
        await outcome(s3(context).send(writing(context, 'b'))),
      ],
      ['ok', 'AccessDenied/403'],
    ],
    [
      'ses.explicit-deny',
      "a Deny of the role's policies wins over their Allow",
      async context => {
        await context.account.s3().send(writing(context, 'secret'));
        await context.account.s3().send(writing(context, 'other'));
        return [await read(context, 'secret'), await read(context, 'other')];
      },
      ['AccessDenied/403', 'ok'],
    ],
    [
      'ses.list',
      'a session lists the prefix that its role may list, and no other',
      async context => {
        const list = (Prefix?: string) =>
          outcome(
            s3(context).send(
              new ListObjectsV2Command({ Bucket: context.bucket, Prefix }),
            ),
          );
        return [await list('in/'), await list('out/'), await list()];
      },
      ['ok', 'AccessDenied/403', 'AccessDenied/403'],
    ],
    [
      'ses.session-policy-no-grant',
      'a policy of the session grants nothing by itself',
      async context => {
        const session = await context.account.session(context.roleArn, {
          Policy: allow('s3:*'),
        });
        return outcome(s3({ ...context, session }).send(writing(context, 'b')));
      },
      'AccessDenied/403',
    ],
    [
      'ses.iam-denied',
      'a session without rights in IAM is refused',
      ({ account, session }) =>
        outcome(account.iamAs(session).send(new ListRolesCommand({}))),
      'AccessDenied/403',
    ],
    [
      'ses.get-managed',
      'a session reads what an attached policy allows',
      async context => {
        const bucket = await new TestAccount(context.account.world).bucket();
        await context.account.iam.send(
          new AttachRolePolicyCommand({
            RoleName: context.roleName,
            PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
          }),
        );
        return read({ ...context, bucket });
      },
      'ok',
    ],
    [
      'ses.policy-update',
      'a session has the rights that its role has now',
      async context => {
        const before = await read(context);
        for (const PolicyName of ['read', 'more']) {
          await context.account.iam.send(
            new DeleteRolePolicyCommand({
              RoleName: context.roleName,
              PolicyName,
            }),
          );
        }
        return [before, await read(context)];
      },
      ['ok', 'AccessDenied/403'],
    ],
  ]),
  ...from<RoleSession>(S3_ERRORS, [
    [
      'end.role-deleted',
      'a session reads nothing any more once its role is deleted',
      async context => {
        for (const PolicyName of ['read', 'more']) {
          await context.account.iam.send(
            new DeleteRolePolicyCommand({
              RoleName: context.roleName,
              PolicyName,
            }),
          );
        }
        await context.account.iam.send(
          new DeleteRoleCommand({ RoleName: context.roleName }),
        );
        return read(context);
      },
      // AWS does not document which of the two codes it answers.
      expect.stringMatching(/^(InvalidAccessKeyId|AccessDenied)\/403$/),
    ],
    [
      'ses.token-dropped',
      "a session's key is unknown without its token",
      context => {
        const { sessionToken: _, ...half } = context.session;
        return read(context, undefined, context.account.s3(half));
      },
      'InvalidAccessKeyId/403',
    ],
    [
      'ses.token-wrong',
      "another session's token is refused",
      context =>
        read(
          context,
          undefined,
          context.account.s3({
            ...context.session,
            sessionToken: 'not-a-token',
          }),
        ),
      'InvalidToken/400',
    ],
    [
      'ses.wrong-secret',
      'a wrong secret is a wrong signature, token or not',
      context =>
        read(
          context,
          undefined,
          context.account.s3({
            ...context.session,
            secretAccessKey: 'x'.repeat(40),
          }),
        ),
      'SignatureDoesNotMatch/403',
    ],
  ]),
  ...from<RoleSession>(IAM_ERRORS, [
    [
      'ses.token-dropped-sts',
      "a session's key without its token is an invalid token to STS",
      ({ account, session: { sessionToken: _, ...half } }) =>
        whoAmI(account, half),
      'InvalidClientTokenId/403',
    ],
  ]),
  ...from<RoleSession>(api('STS', 'GetCallerIdentity'), [
    [
      'ses.identity',
      'a session is its role with a name, and needs no right to ask',
      async ({ account, session, roleName }) => {
        const { Arn, UserId } = await account
          .sts(session)
          .send(new GetCallerIdentityCommand({}));
        return [
          Arn ===
            `arn:aws:sts::${account.world.aws.accountId}:assumed-role/${roleName}/contract`,
          UserId,
        ];
      },
      [true, expect.stringMatching(/^AROA[A-Z0-9]{17}:contract$/)],
    ],
  ]),
  ...from<RoleSession>(
    'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html',
    [
      [
        'ses.link-get',
        'a link signed by a session carries its token and opens',
        async context =>
          fetched(await getSignedUrl(s3(context), reading(context))),
        'ok',
      ],
      [
        'ses.link-put',
        'a link signed by a session writes',
        async context => {
          const client = context.account.s3(
            context.session,
            0,
            'WHEN_REQUIRED',
          );
          const { bucket: Bucket } = context;
          const url = await getSignedUrl(
            client,
            new PutObjectCommand({ Bucket, Key: 'in/b' }),
          );
          return (await fetch(url, { method: 'PUT', body: 'content' })).status;
        },
        200,
      ],
      [
        'ses.link-denied',
        'a link to what the role may not read is refused',
        async context => {
          const bucket = await new TestAccount(context.account.world).bucket();
          return fetched(
            await getSignedUrl(s3(context), reading({ ...context, bucket })),
          );
        },
        'AccessDenied/403',
      ],
    ],
  ),
];
