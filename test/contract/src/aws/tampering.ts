import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { openReader, Reader } from './account';
import { allow } from './documents';
import { outcome } from './outcome';
import { from } from './rows';

const SIGNING =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html';

interface Signed {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body?: unknown;
}

type Change = (request: Signed) => void;

/** A client that changes each request after it was signed. */
function tampered<
  Client extends {
    middlewareStack: { addRelativeTo: (...args: any[]) => void };
  },
>(client: Client, change: Change): Client {
  client.middlewareStack.addRelativeTo(
    (next: (args: unknown) => unknown) => (args: { request: Signed }) => {
      change(args.request);
      return next(args);
    },
    {
      name: 'tampering',
      relation: 'after',
      toMiddleware: 'httpSigningMiddleware',
    },
  );
  return client;
}

/** A user who may do everything, so that only the signature can be a reason to refuse. */
export async function openAdministrator(
  world: Reader['account']['world'],
): Promise<Reader> {
  const context = await openReader(world);
  await context.account.iam.send(
    new PutUserPolicyCommand({
      UserName: context.reader.userName,
      PolicyName: 'everything',
      PolicyDocument: allow('*'),
    }),
  );
  return context;
}

const s3 = ({ account, reader }: Reader, change: Change): S3Client =>
  tampered(account.s3(reader), change);

const get = (context: Reader, change: Change) =>
  outcome(
    s3(context, change).send(
      new GetObjectCommand({ Bucket: context.bucket, Key: 'a.txt' }),
    ),
  );

const replaceIn = (
  request: Signed,
  header: string,
  pattern: RegExp | string,
  text: string,
) => {
  request.headers[header] = request.headers[header].replace(pattern, text);
};

export const tampering = from<Reader>(SIGNING, [
  [
    'signature.untouched',
    'a request that nobody touched is good',
    context => get(context, () => {}),
    'ok',
  ],
  [
    'signature.path',
    'another path than was signed is refused',
    context =>
      get(context, request => {
        request.path = request.path.replace('a.txt', 'b.txt');
      }),
    'SignatureDoesNotMatch/403',
  ],
  [
    'signature.method',
    'another method than was signed is refused',
    context =>
      get(context, request => {
        request.method = 'DELETE';
      }),
    'SignatureDoesNotMatch/403',
  ],
  [
    'signature.query',
    'another query than was signed is refused',
    context =>
      outcome(
        s3(context, request => {
          request.query.prefix = 'secret/';
        }).send(
          new ListObjectsV2Command({
            Bucket: context.bucket,
            Prefix: 'public/',
          }),
        ),
      ),
    'SignatureDoesNotMatch/403',
  ],
  [
    'signature.header',
    'another value of a signed header is refused',
    context =>
      outcome(
        s3(context, request => {
          request.headers['x-amz-meta-owner'] = 'eve';
        }).send(
          new PutObjectCommand({
            Bucket: context.bucket,
            Key: 'b',
            Body: 'x',
            Metadata: { owner: 'ann' },
          }),
        ),
      ),
    'SignatureDoesNotMatch/403',
  ],
  [
    'signature.date',
    'another day in the scope than was signed is refused',
    context =>
      get(context, request =>
        replaceIn(request, 'authorization', /\/\d{8}\//, '/20200101/'),
      ),
    'AuthorizationHeaderMalformed/400',
  ],
  [
    'signature.region',
    'another region in the scope than was signed is refused',
    ({ account, reader }) =>
      outcome(
        tampered(account.sts(reader), request =>
          replaceIn(
            request,
            'authorization',
            account.world.aws.region,
            'us-west-2',
          ),
        ).send(new GetCallerIdentityCommand({})),
      ),
    'SignatureDoesNotMatch/403',
  ],
  [
    'signature.headers-list',
    'a header that is taken off the list of signed ones is refused',
    context =>
      get(context, request =>
        replaceIn(request, 'authorization', 'x-amz-content-sha256;', ''),
      ),
    'SignatureDoesNotMatch/403',
  ],
  [
    'signature.body',
    'another body than was signed is refused',
    ({ account, reader }) =>
      outcome(
        tampered(account.sts(reader), request => {
          request.body = String(request.body).replace(
            'GetCallerIdentity',
            'GetSessionToken',
          );
          request.headers['content-length'] = String(
            String(request.body).length,
          );
        }).send(new GetCallerIdentityCommand({})),
      ),
    'SignatureDoesNotMatch/403',
  ],
]);

/** S3's answers to valid signatures that do not cover the whole request. */
export const coverage = from<Reader>(SIGNING, [
  [
    'signature.added-header',
    'a header of S3 that was added unsigned is refused',
    context =>
      get(context, request => {
        request.headers['x-amz-expected-bucket-owner'] = '111122223333';
      }),
    'AccessDenied/403',
  ],
]);
