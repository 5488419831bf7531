import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { Reader, TestAccount } from './account';
import { outcome } from './outcome';
import { api, from } from './rows';

/** Sets the policy of the bucket, with one statement. */
const govern = (
  { account, bucket: Bucket }: Reader,
  statement: object,
  as = account.s3(),
) =>
  as.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${Bucket}/*`,
            ...statement,
          },
        ],
      }),
    }),
  );

const read = ({ account, bucket: Bucket, reader }: Reader) =>
  outcome(
    account.s3(reader).send(new GetObjectCommand({ Bucket, Key: 'a.txt' })),
  );

/** A user without any policy of its own. */
async function stranger(account: TestAccount) {
  const other = new TestAccount(account.world);
  return other.reader('nothing-at-all');
}

export const buckets = [
  ...from<Reader>(api('AmazonS3', 'CreateBucket'), [
    [
      's3.create-bucket',
      'a bucket that is made is listed, and knows its region',
      async ({ account, bucket: Bucket }) => {
        const { Buckets } = await account.s3().send(new ListBucketsCommand({}));
        const { BucketRegion } = await account
          .s3()
          .send(new HeadBucketCommand({ Bucket }));
        const { LocationConstraint } = await account
          .s3()
          .send(new GetBucketLocationCommand({ Bucket }));
        const { region } = account.world.aws;
        return [
          Buckets!.some(({ Name }) => Name === Bucket),
          BucketRegion === region,
          LocationConstraint === region,
        ];
      },
      [true, true, true],
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'HeadBucket'), [
    [
      's3.head-bucket',
      'a head of a bucket needs the right to list it, and is 404 where there is none',
      async ({ account, bucket: Bucket, reader }) => {
        const head = async (name: string, as = account.s3()) => {
          const { $metadata } = await as
            .send(new HeadBucketCommand({ Bucket: name }))
            .catch(error => error);
          return $metadata.httpStatusCode;
        };
        return [
          await head(Bucket),
          await head(Bucket, account.s3(reader)),
          await head(account.name('none')),
        ];
      },
      [200, 403, 404],
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'DeleteBucket'), [
    [
      's3.delete-bucket',
      'a bucket goes only when it is empty',
      async ({ account, bucket: Bucket }) => {
        const s3 = account.s3();
        const remove = () =>
          outcome(s3.send(new DeleteBucketCommand({ Bucket })));
        const first = await remove();
        await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a.txt' }));
        return [first, await remove(), await remove()];
      },
      ['BucketNotEmpty/409', 'ok', 'NoSuchBucket/404'],
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'PutBucketPolicy'), [
    [
      's3.bucket-policy-deny',
      'a Deny of the bucket wins over the policy of the user',
      async context => {
        const before = await read(context);
        await govern(context, { Effect: 'Deny', Principal: '*' });
        return [before, await read(context)];
      },
      ['ok', 'AccessDenied/403'],
    ],
    [
      's3.bucket-policy-allow',
      'a bucket that names a user is enough within one account',
      async context => {
        const reader = await stranger(context.account);
        const asStranger = { ...context, reader };
        const before = await read(asStranger);
        await govern(context, {
          Effect: 'Allow',
          Principal: {
            AWS: context.account.arn(`user/${reader.userName}`),
          },
        });
        return [before, await read(asStranger)];
      },
      ['AccessDenied/403', 'ok'],
    ],
  ]),
  ...from<Reader>(api('AmazonS3', 'GetBucketPolicy'), [
    [
      's3.bucket-policy-none',
      'a bucket without a policy says so',
      async context => {
        const { account, bucket: Bucket } = context;
        const ask = () =>
          outcome(account.s3().send(new GetBucketPolicyCommand({ Bucket })));
        const before = await ask();
        await govern(context, { Effect: 'Deny', Principal: '*' });
        const there = await ask();
        await account.s3().send(new DeleteBucketPolicyCommand({ Bucket }));
        return [before, there, await ask()];
      },
      ['NoSuchBucketPolicy/404', 'ok', 'NoSuchBucketPolicy/404'],
    ],
  ]),
];

export const bucketNames = from<Reader>(api('AmazonS3', 'CreateBucket'), [
  [
    's3.bad-bucket-name',
    'a name has no capital letter',
    async ({ account }) =>
      outcome(
        account
          .s3()
          .send(new CreateBucketCommand({ Bucket: account.name('Bucket') })),
      ),
    'InvalidBucketName/400',
  ],
  [
    's3.own-bucket-again',
    'a bucket of our own cannot be made again',
    async ({ account, bucket: Bucket }) =>
      outcome(
        account.s3().send(
          new CreateBucketCommand({
            Bucket,
            CreateBucketConfiguration: {
              LocationConstraint: account.world.aws.region as never,
            },
          }),
        ),
      ),
    'BucketAlreadyOwnedByYou/409',
  ],
]);

/** Bucket policies that S3 refuses. */
export const bucketPolicyValidation = from<Reader>(
  api('AmazonS3', 'PutBucketPolicy'),
  [
    [
      's3.bucket-policy-malformed',
      'a policy of a bucket needs a principal',
      async context => outcome(govern(context, { Effect: 'Allow' })),
      'MalformedPolicy/400',
    ],
    [
      's3.bucket-policy-ghost',
      'a policy of a bucket names users that exist',
      async context =>
        outcome(
          govern(context, {
            Effect: 'Allow',
            Principal: { AWS: context.account.arn('user/ghost') },
          }),
        ),
      'MalformedPolicy/400',
    ],
    [
      's3.bucket-policy-foreign',
      'a policy of a bucket is about this bucket',
      async context =>
        outcome(
          govern(context, {
            Effect: 'Allow',
            Principal: '*',
            Resource: 'arn:aws:s3:::another-bucket/*',
          }),
        ),
      'MalformedPolicy/400',
    ],
  ],
);
