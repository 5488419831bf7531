import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Credentials, Reader, TestAccount } from './account';
import { allow } from './documents';
import { fetched, outcome } from './outcome';
import { api, from } from './rows';

export const put = (
  s3: S3Client,
  Bucket: string,
  Key: string,
  Body = 'content',
) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
export const get = (
  s3: S3Client,
  Bucket: string,
  Key: string,
  more: Partial<ConstructorParameters<typeof GetObjectCommand>[0]> = {},
) => s3.send(new GetObjectCommand({ Bucket, Key, ...more }));

/** Gives the reader more rights, by a policy of its own. */
export const grant = (
  { account, reader }: Reader,
  Action: string[],
  Resource: string[],
  more: object = {},
) =>
  account.iam.send(
    new PutUserPolicyCommand({
      UserName: reader.userName,
      PolicyName: 'more',
      PolicyDocument: allow(Action, Resource, more),
    }),
  );

export const asReader = ({ account, reader }: Reader): S3Client =>
  account.s3(reader);

/** The administrator's view of a listing. */
export const keysOf = async (account: TestAccount, Bucket: string) =>
  (await account.s3().send(new ListObjectsV2Command({ Bucket }))).Contents?.map(
    ({ Key }) => Key,
  ) ?? [];

/** Reading objects. */
export const objects = [
  ...from<Reader>(api('AmazonS3', 'GetObject'), [
    [
      's3.user-denied',
      'a user does not read what no policy allows',
      async context => {
        const other = new TestAccount(context.account.world);
        return outcome(get(asReader(context), await other.bucket(), 'a.txt'));
      },
      'AccessDenied/403',
    ],
    [
      's3.group-policy',
      'a user reads what its group may read',
      async ({ account, reader }) => {
        const other = new TestAccount(account.world);
        const bucket = await other.bucket();
        const GroupName = account.name('group');
        await account.iam.send(new CreateGroupCommand({ GroupName }));
        await account.iam.send(
          new PutGroupPolicyCommand({
            GroupName,
            PolicyName: 'p',
            PolicyDocument: allow('s3:GetObject', `arn:aws:s3:::${bucket}/*`),
          }),
        );
        const before = await outcome(get(account.s3(reader), bucket, 'a.txt'));
        await account.iam.send(
          new AddUserToGroupCommand({ GroupName, UserName: reader.userName }),
        );
        return [
          before,
          await outcome(get(account.s3(reader), bucket, 'a.txt')),
        ];
      },
      ['AccessDenied/403', 'ok'],
    ],
    [
      's3.explicit-deny',
      'a Deny wins over every Allow',
      async context => {
        const { account, reader, bucket } = context;
        const before = await outcome(get(asReader(context), bucket, 'a.txt'));
        await account.iam.send(
          new PutUserPolicyCommand({
            UserName: reader.userName,
            PolicyName: 'never',
            PolicyDocument: allow('s3:*').replace('Allow', 'Deny'),
          }),
        );
        return [before, await outcome(get(asReader(context), bucket, 'a.txt'))];
      },
      ['ok', 'AccessDenied/403'],
    ],
    [
      's3.no-such-key',
      'an object that is not there is NoSuchKey to those who may list',
      async ({ account, bucket }) => outcome(get(account.s3(), bucket, 'none')),
      'NoSuchKey/404',
    ],
    [
      's3.no-such-bucket',
      'a bucket that is not there is NoSuchBucket',
      async ({ account }) =>
        outcome(get(account.s3(), account.name('none'), 'a.txt')),
      'NoSuchBucket/404',
    ],
    [
      's3.anonymous',
      'a request without a signature is refused',
      async ({ account, bucket }) =>
        fetched(`${account.world.aws.endpoint}/${bucket}/a.txt`),
      'AccessDenied/403',
    ],
    [
      's3.range',
      'a part of an object is read by its range',
      async ({ account, bucket }) => {
        const part = await get(account.s3(), bucket, 'a.txt', {
          Range: 'bytes=1-3',
        });
        return [
          await part.Body!.transformToString(),
          part.ContentRange,
          part.$metadata.httpStatusCode,
        ];
      },
      ['ont', 'bytes 1-3/7', 206],
    ],
    [
      's3.range-suffix',
      'the end of an object is read by its length',
      async ({ account, bucket }) =>
        (
          await get(account.s3(), bucket, 'a.txt', { Range: 'bytes=-3' })
        ).Body!.transformToString(),
      'ent',
    ],
    [
      's3.range-outside',
      'a range behind the end is refused',
      async ({ account, bucket }) =>
        outcome(get(account.s3(), bucket, 'a.txt', { Range: 'bytes=9-10' })),
      'InvalidRange/416',
    ],
    [
      's3.if-none-match',
      'an object that has not changed is not sent again',
      async ({ account, bucket }) => {
        const { ETag } = await get(account.s3(), bucket, 'a.txt');
        const again = await get(account.s3(), bucket, 'a.txt', {
          IfNoneMatch: ETag,
        }).catch(error => error);
        return again.$metadata.httpStatusCode;
      },
      304,
    ],
    [
      's3.if-match',
      'an object that is another one by now is not sent',
      async ({ account, bucket }) =>
        outcome(get(account.s3(), bucket, 'a.txt', { IfMatch: '"another"' })),
      'PreconditionFailed/412',
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'HeadObject'), [
    [
      's3.head',
      'a head tells length and metadata, and 404 without a body',
      async ({ account, bucket: Bucket }) => {
        const s3 = account.s3();
        await s3.send(
          new PutObjectCommand({
            Bucket,
            Key: 'b',
            Body: 'x',
            ContentType: 'text/plain',
            Metadata: { a: 'b' },
          }),
        );
        const { ContentLength, ContentType, Metadata } = await s3.send(
          new HeadObjectCommand({ Bucket, Key: 'b' }),
        );
        const missing = await s3
          .send(new HeadObjectCommand({ Bucket, Key: 'none' }))
          .catch(error => error);
        return [
          ContentLength,
          ContentType,
          Metadata,
          missing.$metadata.httpStatusCode,
        ];
      },
      [1, 'text/plain', { a: 'b' }, 404],
    ],
  ]),
];

/** S3 does not reveal the content of a bucket to callers who may not list it. */
export const hiddenObjects = from<Reader>(api('AmazonS3', 'GetObject'), [
  [
    's3.no-such-key-hidden',
    'an object that is not there is AccessDenied to those who may not list',
    async ({ account, bucket, reader }) =>
      outcome(get(account.s3(reader as Credentials), bucket, 'none')),
    'AccessDenied/403',
  ],
]);
