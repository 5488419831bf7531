import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  UpdateAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
} from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Readable } from 'node:stream';
import {
  ACCOUNT,
  allow,
  codeOf,
  fetchCode,
  startTestAccount,
  TestAccount,
  TestCredentials,
} from '../__testUtils__/startTestAccount';

const BUCKET = 'images';
const user: TestCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'of-the-user',
};
const second: TestCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPL2',
  secretAccessKey: 'second-of-the-user',
};
const reader: TestCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPL3',
  secretAccessKey: 'of-the-reader',
};
const stranger: TestCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPL4',
  secretAccessKey: 'of-the-stranger',
};

let test: TestAccount;

beforeAll(async () => {
  test = await startTestAccount();
  test.account.import({
    groups: [
      {
        name: 'readers',
        inlinePolicies: {
          p: allow('s3:GetObject', 'arn:aws:s3:::images/group/*'),
        },
      },
    ],
    users: [
      {
        name: 'ann',
        accessKeys: [user, second],
        groups: ['readers'],
        inlinePolicies: {
          p: allow(
            ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
            'arn:aws:s3:::images/own/*',
          ),
          q: allow('s3:ListBucket', 'arn:aws:s3:::images'),
        },
      },
      {
        name: 'bob',
        accessKeys: [reader],
        inlinePolicies: { p: allow('s3:GetObject', 'arn:aws:s3:::*') },
      },
    ],
    buckets: [
      {
        name: BUCKET,
        objects: [
          { key: 'own/a', text: 'hello', contentType: 'text/plain' },
          { key: 'group/b', text: 'B' },
          { key: 'c', text: 'C' },
        ],
      },
    ],
  });
  test.aws.createAccount({ id: '444455556666' }).import({
    users: [
      {
        name: 'eve',
        accessKeys: [stranger],
        inlinePolicies: { p: allow('s3:*') },
      },
    ],
  });
});
afterAll(() => test.aws.close());

const get = (Key: string, rest = {}) =>
  new GetObjectCommand({ Bucket: BUCKET, Key, ...rest });
const put = (Key: string, Body: string | Readable = 'x') =>
  new PutObjectCommand({ Bucket: BUCKET, Key, Body });
const link = (
  credentials: TestCredentials,
  command: GetObjectCommand | PutObjectCommand,
  expiresIn = 60,
) =>
  getSignedUrl(test.s3(credentials), command as GetObjectCommand, {
    expiresIn,
  });

describe('requests', () => {
  it.each([
    ['s3.user-get', () => test.s3(user).send(get('own/a')), 'ok'],
    ['s3.user-put', () => test.s3(user).send(put('own/b')), 'ok'],
    [
      's3.user-put, default checksum',
      () => test.s3Default(user).send(put('own/b')),
      'ok',
    ],
    ['s3.user-denied', () => test.s3(user).send(get('c')), 'AccessDenied/403'],
    ['s3.group-policy', () => test.s3(user).send(get('group/b')), 'ok'],
    [
      's3.wrong-secret',
      () => test.s3({ ...user, secretAccessKey: 'x' }).send(get('own/a')),
      'SignatureDoesNotMatch/403',
    ],
    [
      's3.unknown-key',
      () =>
        test
          .s3({ ...user, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' })
          .send(get('own/a')),
      'InvalidAccessKeyId/403',
    ],
    [
      's3.no-such-key',
      () => test.s3(user).send(get('own/none')),
      'NoSuchKey/404',
    ],
    [
      's3.no-such-key without list',
      () => test.s3(reader).send(get('none')),
      'AccessDenied/403',
    ],
    [
      's3.no-such-bucket',
      () =>
        test
          .s3(user)
          .send(new GetObjectCommand({ Bucket: 'none-such', Key: 'a' })),
      'NoSuchBucket/404',
    ],
    [
      's3.anonymous',
      () =>
        fetchCode(`${test.aws.endpoint}/${BUCKET}/own/a`).then(name => {
          if (name !== 'ok') {
            throw Object.assign(new Error(), {
              name: name.split('/')[0],
              $metadata: { httpStatusCode: Number(name.split('/')[1]) },
            });
          }
        }),
      'AccessDenied/403',
    ],
    [
      'other account',
      () => test.s3(stranger).send(get('own/a')),
      'AccessDenied/403',
    ],
  ])('%s', async (_name, send, code) => {
    expect(await codeOf(send())).toBe(code);
  });

  it('streams as aws-chunked with a trailing checksum', async () => {
    const body = Buffer.alloc(100_000, 'abc');
    await test.s3Default(user).send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'own/stream',
        Body: Readable.from([body]),
        ContentLength: body.length,
      }),
    );
    const { Body } = await test.s3Default(user).send(get('own/stream'));
    expect(Buffer.from(await Body!.transformToByteArray()).equals(body)).toBe(
      true,
    );
  });

  it('refuses a body that does not fit its checksum', async () => {
    const broken = new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'own/x',
      Body: 'hello',
      ChecksumCRC32: 'AAAAAA==',
    });
    expect(await codeOf(test.s3Default(user).send(broken))).toBe(
      'BadDigest/400',
    );
  });

  it('gets ranges and headers, copies and deletes', async () => {
    const s3 = test.s3();
    const part = await s3.send(get('own/a', { Range: 'bytes=1-3' }));
    expect(await part.Body!.transformToString()).toBe('ell');
    expect(part.ContentRange).toBe('bytes 1-3/5');
    await s3.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'odd key/ä+&(1)*.txt',
        Body: 'x',
        Metadata: { a: 'b' },
        ContentType: 'text/plain',
      }),
    );
    await s3.send(
      new CopyObjectCommand({
        Bucket: BUCKET,
        Key: 'copy',
        CopySource:
          encodeURI(`${BUCKET}/odd key/`) + encodeURIComponent('ä+&(1)*.txt'),
      }),
    );
    expect(
      await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'copy' })),
    ).toMatchObject({
      ContentLength: 1,
      ContentType: 'text/plain',
      Metadata: { a: 'b' },
    });
    await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'copy' }));
    expect(await codeOf(s3.send(get('copy')))).toBe('NoSuchKey/404');
  });

  it('lists by prefix, delimiter and page', async () => {
    const s3 = test.s3();
    const top = await s3.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Delimiter: '/' }),
    );
    expect(top.CommonPrefixes!.map(item => item.Prefix)).toEqual([
      'group/',
      'odd key/',
      'own/',
    ]);
    expect(top.Contents!.map(item => item.Key)).toEqual(['c']);
    const first = await s3.send(
      new ListObjectsV2Command({ Bucket: BUCKET, MaxKeys: 2 }),
    );
    expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2 });
    const rest = await s3.send(
      new ListObjectsV2Command({
        Bucket: BUCKET,
        ContinuationToken: first.NextContinuationToken,
      }),
    );
    expect(rest.Contents!.map(item => item.Key)).not.toContain(
      first.Contents![1].Key,
    );
    expect(rest.IsTruncated).toBe(false);
  });

  it('makes and removes buckets', async () => {
    const s3 = test.s3();
    await s3.send(
      new CreateBucketCommand({
        Bucket: 'new-one',
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
    expect(
      (await s3.send(new ListBucketsCommand({}))).Buckets!.map(
        item => item.Name,
      ),
    ).toEqual([BUCKET, 'new-one']);
    expect(
      (await s3.send(new GetBucketLocationCommand({ Bucket: 'new-one' })))
        .LocationConstraint,
    ).toBe('eu-central-1');
    expect(
      (await s3.send(new HeadBucketCommand({ Bucket: 'new-one' })))
        .BucketRegion,
    ).toBe('eu-central-1');
    expect(
      await codeOf(s3.send(new DeleteBucketCommand({ Bucket: BUCKET }))),
    ).toBe('BucketNotEmpty/409');
    expect(
      await codeOf(s3.send(new DeleteBucketCommand({ Bucket: 'new-one' }))),
    ).toBe('ok');
  });

  it('follows bucket policies, over accounts too', async () => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::444455556666:root' },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::images/c',
        },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::images/group/*',
        },
      ],
    });
    await test
      .s3()
      .send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
    expect(
      (await test.s3().send(new GetBucketPolicyCommand({ Bucket: BUCKET })))
        .Policy,
    ).toBe(Policy);
    expect(await codeOf(test.s3(stranger).send(get('c')))).toBe('ok');
    expect(await codeOf(test.s3(stranger).send(get('own/a')))).toBe(
      'AccessDenied/403',
    );
    expect(await codeOf(test.s3(user).send(get('group/b')))).toBe(
      'AccessDenied/403',
    );
  });

  it('lets browsers ask first', async () => {
    const response = await fetch(`${test.aws.endpoint}/${BUCKET}/own/a`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'PUT',
      },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('links', () => {
  const changed = (url: string, change: (url: URL) => void) => {
    const copy = new URL(url);
    change(copy);
    return copy.href;
  };
  it.each([
    ['link.get', async () => fetchCode(await link(user, get('own/a'))), 'ok'],
    [
      'link.put',
      async () =>
        fetchCode(await link(user, put('own/l')), { method: 'PUT', body: 'x' }),
      'ok',
    ],
    [
      'link.put-default-checksum',
      async () =>
        fetchCode(await getSignedUrl(test.s3Default(user), put('own/l')), {
          method: 'PUT',
          body: 'x',
        }),
      'ok',
    ],
    [
      'link.tampered-key',
      async () =>
        fetchCode(
          changed(await link(user, get('own/a')), url => {
            url.pathname = '/images/c';
          }),
        ),
      'SignatureDoesNotMatch/403',
    ],
    [
      'link.tampered-signature',
      async () =>
        fetchCode(
          changed(await link(user, get('own/a')), url =>
            url.searchParams.set('X-Amz-Signature', 'a'.repeat(64)),
          ),
        ),
      'SignatureDoesNotMatch/403',
    ],
    [
      'link.tampered-expiry',
      async () =>
        fetchCode(
          changed(await link(user, get('own/a')), url =>
            url.searchParams.set('X-Amz-Expires', '604800'),
          ),
        ),
      'SignatureDoesNotMatch/403',
    ],
    [
      'link.too-long',
      async () =>
        fetchCode(
          changed(await link(user, get('own/a')), url =>
            url.searchParams.set('X-Amz-Expires', '604801'),
          ),
        ),
      'AuthorizationQueryParametersError/400',
    ],
    [
      'link.method',
      async () =>
        fetchCode(await link(user, get('own/a')), { method: 'PUT', body: 'x' }),
      'SignatureDoesNotMatch/403',
    ],
    [
      'link.denied',
      async () => fetchCode(await link(user, get('c'))),
      'AccessDenied/403',
    ],
  ])('%s', async (_name, send, code) => {
    expect(await send()).toBe(code);
  });

  it('link.expired', async () => {
    const url = await link(user, get('own/a'), 60);
    test.clock.advance(61_000);
    try {
      const response = await fetch(url);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain(
        '<Message>Request has expired</Message>',
      );
    } finally {
      test.clock.advance(-61_000);
    }
  });
});

it('key.*: last use, deactivation, deletion', async () => {
  const iam = test.iam();
  const UserName = 'ann';
  const AccessKeyId = user.accessKeyId;
  const url = await link(user, get('own/a'));
  test.clock.advance(5000);
  await fetch(url);
  const { AccessKeyLastUsed } = await iam.send(
    new GetAccessKeyLastUsedCommand({ AccessKeyId }),
  );
  expect(AccessKeyLastUsed).toMatchObject({
    ServiceName: 's3',
    Region: 'eu-west-1',
  });
  expect(AccessKeyLastUsed!.LastUsedDate!.getTime()).toBeGreaterThan(
    Date.now() + 3000,
  );

  await iam.send(
    new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }),
  );
  expect(
    await codeOf(test.sts(user).send(new GetCallerIdentityCommand({}))),
  ).toBe('InvalidClientTokenId/403');
  expect(await codeOf(test.s3(user).send(get('own/a')))).toBe(
    'InvalidAccessKeyId/403',
  );
  expect(await fetchCode(url)).toBe('InvalidAccessKeyId/403');
  expect(await codeOf(test.s3(second).send(get('own/a')))).toBe('ok');
  await iam.send(
    new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Active' }),
  );
  expect(await codeOf(test.s3(user).send(get('own/a')))).toBe('ok');
  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  expect(await codeOf(test.s3(user).send(get('own/a')))).toBe(
    'InvalidAccessKeyId/403',
  );
  expect(await codeOf(iam.send(new CreateAccessKeyCommand({ UserName })))).toBe(
    'ok',
  );
  expect(test.aws.calls.at(-1)).toMatchObject({
    service: 'iam',
    action: 'CreateAccessKey',
    accountId: ACCOUNT,
  });
});
