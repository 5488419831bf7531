import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { Reader, TestAccount } from './account';
import { allow } from './documents';
import { fetched } from './outcome';
import { api, from } from './rows';

const QUERY_AUTH =
  'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html';

const link = (
  { account, bucket, reader }: Reader,
  options: { expiresIn?: number; signingDate?: Date; Bucket?: string } = {},
) => {
  const { Bucket = bucket, ...rest } = options;
  return getSignedUrl(
    account.s3(reader),
    new GetObjectCommand({ Bucket, Key: 'a.txt' }),
    { expiresIn: 60, ...rest },
  );
};

const mayWrite = ({ account, bucket, reader }: Reader) =>
  account.iam.send(
    new PutUserPolicyCommand({
      UserName: reader.userName,
      PolicyName: 'write',
      PolicyDocument: allow('s3:PutObject', `arn:aws:s3:::${bucket}/*`),
    }),
  );

/**
 * A link to write `own/b`, and the right to do so. @param checksum - the SDK's default, or only when S3 requires one
 */
async function putLink(
  context: Reader,
  checksum: 'WHEN_REQUIRED' | 'WHEN_SUPPORTED',
): Promise<string> {
  const { account, bucket: Bucket, reader } = context;
  await mayWrite(context);
  const s3 = account.s3(reader, 0, checksum);
  return getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'own/b' }));
}

/** The link with one parameter of its query changed. */
async function changed(context: Reader, name: string, value: string) {
  const url = new URL(await link(context));
  url.searchParams.set(name, value);
  return fetched(url.href);
}

export const links = from<Reader>(QUERY_AUTH, [
  [
    'link.get',
    'a link opens what its signer may read, for anybody',
    async context => fetched(await link(context)),
    'ok',
  ],
  [
    'link.put',
    'a link writes what its signer may write',
    async context => {
      const response = await fetch(await putLink(context, 'WHEN_REQUIRED'), {
        method: 'PUT',
        body: 'content',
      });
      return response.status;
    },
    200,
  ],
  [
    'link.denied',
    'a link to what its signer may not read is refused',
    async context => {
      const other = new TestAccount(context.account.world);
      return fetched(await link(context, { Bucket: await other.bucket() }));
    },
    'AccessDenied/403',
  ],
  [
    'link.expired',
    'a link past its time is refused',
    async context =>
      fetched(
        await link(context, { signingDate: new Date(Date.now() - 120_000) }),
      ),
    'AccessDenied/403',
  ],
  [
    'link.not-expired',
    'a link within its time opens, however old it is',
    async context =>
      fetched(
        await link(context, {
          expiresIn: 3600,
          signingDate: new Date(Date.now() - 3_500_000),
        }),
      ),
    'ok',
  ],
  [
    'link.tampered-key',
    'a link to another object than was signed is refused',
    async context => fetched((await link(context)).replace('a.txt', 'b.txt')),
    'SignatureDoesNotMatch/403',
  ],
  [
    'link.tampered-expiry',
    'a link whose life was stretched is refused',
    context => changed(context, 'X-Amz-Expires', '90'),
    'SignatureDoesNotMatch/403',
  ],
  [
    'link.tampered-signature',
    'a link with another signature is refused',
    context => changed(context, 'X-Amz-Signature', 'a'.repeat(64)),
    'SignatureDoesNotMatch/403',
  ],
  [
    'link.tampered-header',
    'a link that asks for another content type than was signed is refused',
    context => changed(context, 'response-content-type', 'text/html'),
    'SignatureDoesNotMatch/403',
  ],
  [
    'link.method',
    'a link to read does not write, though its signer may',
    async context => {
      await mayWrite(context);
      return fetched(await link(context), 'PUT');
    },
    'SignatureDoesNotMatch/403',
  ],
  [
    'link.too-long',
    'a link lives a week at most',
    context => changed(context, 'X-Amz-Expires', '604801'),
    'AuthorizationQueryParametersError/400',
  ],
]);

/** By default the SDK signs the checksum of an empty body into a link. That checksum does not restrict the body. */
export const linkChecksums = from<Reader>(api('AmazonS3', 'PutObject'), [
  [
    'link.put-default-checksum',
    'a link that the SDK signs by default takes any body',
    async context => {
      const response = await fetch(await putLink(context, 'WHEN_SUPPORTED'), {
        method: 'PUT',
        body: 'content',
      });
      return response.status;
    },
    200,
  ],
]);

export const linkOrder = from<Reader>(QUERY_AUTH, [
  [
    'link.method-order',
    'a signature is checked before the rights of the signer',
    async context => fetched(await link(context), 'PUT'),
    'SignatureDoesNotMatch/403',
  ],
]);
