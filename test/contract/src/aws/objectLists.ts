import {
  ListObjectsV2Command,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { Reader } from './account';
import { put, grant, asReader } from './objects';
import { outcome } from './outcome';
import { api, from } from './rows';

/** Listing objects. */
export const objectLists = [
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
        )) {
          pages.push(page.Contents!.map(({ Key }) => Key));
        }
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
            asReader(context).send(
              new ListObjectsV2Command({ Bucket, Prefix }),
            ),
          );
        return [await list('in/'), await list('out/'), await list()];
      },
      ['ok', 'AccessDenied/403', 'AccessDenied/403'],
    ],
  ]),
];
