import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Credentials, Reader, TestAccount } from './account';
import { allow } from './documents';
import { fetched, outcome } from './outcome';
import { api, from } from './rows';

const put = (s3: S3Client, Bucket: string, Key: string, Body = 'content') =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const get = (
  s3: S3Client,
  Bucket: string,
  Key: string,
  more: Partial<ConstructorParameters<typeof GetObjectCommand>[0]> = {},
) => s3.send(new GetObjectCommand({ Bucket, Key, ...more }));

/** Gives the reader more rights, by a policy of its own. */
const grant = (
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

const as = ({ account, reader }: Reader): S3Client => account.s3(reader);

/** What the administrator reads of a listing. */
const keysOf = async (account: TestAccount, Bucket: string) =>
  (await account.s3().send(new ListObjectsV2Command({ Bucket }))).Contents?.map(
    ({ Key }) => Key,
  ) ?? [];

export const objects = [
  ...from<Reader>(api('AmazonS3', 'PutObject'), [
    [
      's3.user-put',
      'a user writes where its policy allows, and nowhere else',
      async context => {
        const { bucket } = context;
        await grant(
          context,
          ['s3:PutObject'],
          [`arn:aws:s3:::${bucket}/own/*`],
        );
        return [
          await outcome(put(as(context), bucket, 'own/b')),
          await outcome(put(as(context), bucket, 'b')),
        ];
      },
      ['ok', 'AccessDenied/403'],
    ],
    [
      's3.put-bad-digest',
      'a body that is not the one of its checksum is refused',
      async ({ account, bucket }) =>
        outcome(
          account.s3().send(
            new PutObjectCommand({
              Bucket: bucket,
              Key: 'b',
              Body: 'content',
              ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==',
            }),
          ),
        ),
      'BadDigest/400',
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'PutObject'), [
    [
      's3.put-if-none-match',
      'a write where nothing may be there yet is refused where something is',
      async ({ account, bucket: Bucket }) => {
        const create = (Key: string) =>
          outcome(
            account.s3().send(
              new PutObjectCommand({
                Bucket,
                Key,
                Body: 'x',
                IfNoneMatch: '*',
              }),
            ),
          );
        return [await create('a.txt'), await create('new')];
      },
      ['PreconditionFailed/412', 'ok'],
    ],
    [
      's3.put-if-match',
      'a write over one object is refused where another is',
      async ({ account, bucket: Bucket }) => {
        const { ETag } = await get(account.s3(), Bucket, 'a.txt');
        const replace = (IfMatch: string) =>
          outcome(
            account.s3().send(
              new PutObjectCommand({
                Bucket,
                Key: 'a.txt',
                Body: 'x',
                IfMatch,
              }),
            ),
          );
        return [await replace(ETag!), await replace(ETag!)];
      },
      ['ok', 'PreconditionFailed/412'],
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'GetObject'), [
    [
      's3.user-denied',
      'a user does not read what no policy allows',
      async context => {
        const other = new TestAccount(context.account.world);
        return outcome(get(as(context), await other.bucket(), 'a.txt'));
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
        const before = await outcome(get(as(context), bucket, 'a.txt'));
        await account.iam.send(
          new PutUserPolicyCommand({
            UserName: reader.userName,
            PolicyName: 'never',
            PolicyDocument: allow('s3:*').replace('Allow', 'Deny'),
          }),
        );
        return [before, await outcome(get(as(context), bucket, 'a.txt'))];
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
  ...from<Reader>(api('AmazonS3', 'CopyObject'), [
    [
      's3.copy',
      'a copy has the content and the metadata of its source',
      async ({ account, bucket: Bucket }) => {
        const s3 = account.s3();
        await s3.send(
          new PutObjectCommand({
            Bucket,
            Key: 'odd key/1+1.txt',
            Body: 'two',
            Metadata: { a: 'b' },
          }),
        );
        await s3.send(
          new CopyObjectCommand({
            Bucket,
            Key: 'copy',
            CopySource: `${Bucket}/odd%20key/1%2B1.txt`,
          }),
        );
        const copy = await get(s3, Bucket, 'copy');
        return [await copy.Body!.transformToString(), copy.Metadata];
      },
      ['two', { a: 'b' }],
    ],
    [
      's3.copy-denied',
      'who copies must be allowed to read the source',
      async context => {
        const other = new TestAccount(context.account.world);
        const secret = await other.bucket();
        const { bucket: Bucket } = context;
        await grant(context, ['s3:PutObject'], [`arn:aws:s3:::${Bucket}/*`]);
        const copy = (from_: string) =>
          outcome(
            as(context).send(
              new CopyObjectCommand({
                Bucket,
                Key: 'copy',
                CopySource: `${from_}/a.txt`,
              }),
            ),
          );
        return [await copy(Bucket), await copy(secret)];
      },
      ['ok', 'AccessDenied/403'],
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'DeleteObject'), [
    [
      's3.delete',
      'deleting succeeds twice',
      async ({ account, bucket: Bucket }) => {
        const remove = () =>
          outcome(
            account
              .s3()
              .send(new DeleteObjectCommand({ Bucket, Key: 'a.txt' })),
          );
        return [await remove(), await remove(), await keysOf(account, Bucket)];
      },
      ['ok', 'ok', []],
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'DeleteObjects'), [
    [
      's3.delete-many',
      'several objects are deleted at once',
      async ({ account, bucket: Bucket }) => {
        const s3 = account.s3();
        await put(s3, Bucket, 'b');
        await put(s3, Bucket, 'c');
        const { Deleted } = await s3.send(
          new DeleteObjectsCommand({
            Bucket,
            Delete: { Objects: [{ Key: 'a.txt' }, { Key: 'b' }] },
          }),
        );
        return [
          Deleted!.map(({ Key }) => Key).sort(),
          await keysOf(account, Bucket),
        ];
      },
      [['a.txt', 'b'], ['c']],
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'ListObjectsV2'), [
    [
      's3.list-pages',
      'a listing comes in pages, in the order of keys',
      async ({ account, bucket: Bucket }) => {
        for (const key of ['c', 'b/1', 'b/2']) {
          await put(account.s3(), Bucket, key);
        }
        const pages = [];
        for await (const page of paginateListObjectsV2(
          { client: account.s3(), pageSize: 3 },
          { Bucket },
        ))
          pages.push(page.Contents!.map(({ Key }) => Key));
        return pages;
      },
      [['a.txt', 'b/1', 'b/2'], ['c']],
    ],
    [
      's3.list-delimiter',
      'a delimiter folds keys into prefixes',
      async ({ account, bucket: Bucket }) => {
        await put(account.s3(), Bucket, 'b/1');
        await put(account.s3(), Bucket, 'b/2');
        const { Contents, CommonPrefixes } = await account
          .s3()
          .send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
        return [
          Contents!.map(({ Key }) => Key),
          CommonPrefixes!.map(({ Prefix }) => Prefix),
        ];
      },
      [['a.txt'], ['b/']],
    ],
    [
      's3.list-prefix',
      'a condition on the prefix lets one folder be listed only',
      async context => {
        const { bucket: Bucket } = context;
        await grant(context, ['s3:ListBucket'], [`arn:aws:s3:::${Bucket}`], {
          Condition: { StringLike: { 's3:prefix': 'in/*' } },
        });
        const list = (Prefix?: string) =>
          outcome(
            as(context).send(new ListObjectsV2Command({ Bucket, Prefix })),
          );
        return [await list('in/'), await list('out/'), await list()];
      },
      ['ok', 'AccessDenied/403', 'AccessDenied/403'],
    ],
  ]),
];

/** To those who may not list a bucket it does not tell what is in it. */
export const hiddenObjects = from<Reader>(api('AmazonS3', 'GetObject'), [
  [
    's3.no-such-key-hidden',
    'an object that is not there is AccessDenied to those who may not list',
    async ({ account, bucket, reader }) =>
      outcome(get(account.s3(reader as Credentials), bucket, 'none')),
    'AccessDenied/403',
  ],
]);

/** Each key of several is asked for by itself. */
export const deniedDeletions = from<Reader>(api('AmazonS3', 'DeleteObjects'), [
  [
    's3.delete-many-denied',
    'one that may not be deleted is an error of its own',
    async context => {
      const { account, bucket: Bucket } = context;
      await put(account.s3(), Bucket, 'own/b');
      await grant(
        context,
        ['s3:DeleteObject'],
        [`arn:aws:s3:::${Bucket}/own/*`],
      );
      const { Deleted, Errors } = await as(context).send(
        new DeleteObjectsCommand({
          Bucket,
          Delete: { Objects: [{ Key: 'a.txt' }, { Key: 'own/b' }] },
        }),
      );
      return [
        Deleted!.map(({ Key }) => Key),
        Errors?.map(({ Key, Code }) => [Key, Code]),
        await keysOf(account, Bucket),
      ];
    },
    [['own/b'], [['a.txt', 'AccessDenied']], ['a.txt']],
  ],
]);
