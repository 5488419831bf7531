import {
  DeleteAccessKeyCommand,
  GetRoleCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Behaviour } from '../contract';
import { Credentials, Reader, TestAccount } from './account';
import { fetched, outcome } from './outcome';

const S3_ERRORS =
  'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
const QUERY_AUTH =
  'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html';
const IAM_ERRORS =
  'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html';

const get = ({ account, bucket }: Reader, as?: Credentials, late = 0) =>
  outcome(
    account
      .s3(as, late)
      .send(new GetObjectCommand({ Bucket: bucket, Key: 'a.txt' })),
  );

const whoAmI = ({ account }: Reader, as: Credentials) =>
  outcome(account.sts(as).send(new GetCallerIdentityCommand({})));

const switchKey = (
  { account, reader }: Reader,
  Status: 'Active' | 'Inactive',
) =>
  account.iam.send(
    new UpdateAccessKeyCommand({
      UserName: reader.userName,
      AccessKeyId: reader.accessKeyId,
      Status,
    }),
  );

const link = (
  { account, bucket, reader }: Reader,
  options: { expiresIn?: number; signingDate?: Date } = {},
) =>
  getSignedUrl(
    account.s3(reader),
    new GetObjectCommand({ Bucket: bucket, Key: 'a.txt' }),
    { expiresIn: 60, ...options },
  );

/** Signatures of long-term keys, also of keys that are switched off or deleted. */
export const keys: Behaviour<Reader>[] = [
  {
    id: 's3.user-get',
    what: 'a user reads what its policy allows',
    source: S3_ERRORS,
    call: context => get(context, context.reader),
    answer: 'ok',
  },
  {
    id: 's3.wrong-secret',
    what: 'a wrong secret is a wrong signature',
    source: S3_ERRORS,
    call: context =>
      get(context, { ...context.reader, secretAccessKey: 'x'.repeat(40) }),
    answer: 'SignatureDoesNotMatch/403',
  },
  {
    id: 's3.unknown-key',
    what: 'a key that nobody has is unknown',
    source: S3_ERRORS,
    call: context =>
      get(context, {
        accessKeyId: `${['AK', 'IA'].join('')}NOBODYHASTHIS234`,
        secretAccessKey: 'x'.repeat(40),
      }),
    answer: 'InvalidAccessKeyId/403',
  },
  {
    id: 's3.skewed',
    what: 'a clock that is an hour off is refused',
    source: S3_ERRORS,
    call: context => get(context, context.reader, 3600_000),
    answer: 'RequestTimeTooSkewed/403',
  },
  {
    id: 'key.inactive-s3',
    what: 'an inactive key is unknown to S3, and works again when it is active',
    source: S3_ERRORS,
    call: async context => {
      await switchKey(context, 'Inactive');
      const off = await get(context, context.reader);
      await switchKey(context, 'Active');
      return [off, await get(context, context.reader)];
    },
    answer: ['InvalidAccessKeyId/403', 'ok'],
  },
  {
    id: 'key.inactive-sts',
    what: 'an inactive key is an invalid token to STS',
    source: IAM_ERRORS,
    call: async context => {
      await switchKey(context, 'Inactive');
      return whoAmI(context, context.reader);
    },
    answer: 'InvalidClientTokenId/403',
  },
  {
    id: 'key.inactive-link',
    what: 'a link signed before dies with its key',
    source: QUERY_AUTH,
    call: async context => {
      const url = await link(context);
      const before = await fetched(url);
      await switchKey(context, 'Inactive');
      return [before, await fetched(url)];
    },
    answer: ['ok', 'InvalidAccessKeyId/403'],
  },
  {
    id: 'key.deleted-s3',
    what: 'a deleted key is unknown',
    source: S3_ERRORS,
    call: async context => {
      const { account, reader } = context;
      await account.iam.send(
        new DeleteAccessKeyCommand({
          UserName: reader.userName,
          AccessKeyId: reader.accessKeyId,
        }),
      );
      return get(context, reader);
    },
    answer: 'InvalidAccessKeyId/403',
  },
  ...[
    {
      id: 'order.state-first',
      what: 'the state of a key is checked before its signature',
      prepare: (context: Reader) => switchKey(context, 'Inactive'),
      late: 0,
      answer: 'InvalidAccessKeyId/403',
    },
    {
      id: 'order.time-first',
      what: 'time is checked before the signature',
      prepare: async () => undefined,
      late: 3600_000,
      answer: 'RequestTimeTooSkewed/403',
    },
  ].map(({ id, what, prepare, late, answer }) => ({
    id,
    what,
    source: S3_ERRORS,
    call: async (context: Reader) => {
      await prepare(context);
      const wrong = { ...context.reader, secretAccessKey: 'x'.repeat(40) };
      return get(context, wrong, late);
    },
    answer,
  })),
  {
    id: 'iam.denied',
    what: 'a user without rights in IAM is refused',
    source: IAM_ERRORS,
    call: ({ account, reader }) =>
      outcome(
        new TestAccount({
          ...account.world,
          aws: { ...account.world.aws, ...reader },
        }).iam.send(new GetRoleCommand({ RoleName: 'any' })),
      ),
    answer: 'AccessDenied/403',
  },
];
