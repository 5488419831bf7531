import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Reader, TestAccount } from './account';
import { put, get, grant, asReader, keysOf } from './objects';
import { outcome } from './outcome';
import { api, from } from './rows';

/** Writing, copying and deleting objects. */
export const objectChanges = [
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
          await outcome(put(asReader(context), bucket, 'own/b')),
          await outcome(put(asReader(context), bucket, 'b')),
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
            asReader(context).send(
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
];

/** Authorisation is decided for each key. */
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
      const { Deleted, Errors } = await asReader(context).send(
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
