import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import {
  allow,
  startTestAccount,
  TestAccount,
} from '../__testUtils__/startTestAccount';

const user = {
  accessKeyId: ['AK', 'IASIGNATURETEST0ANN'].join('').slice(0, 20),
  secretAccessKey: 'of/ann+with=odd characters',
};

describe('signatures of the SDK', () => {
  let test: TestAccount;
  let s3: S3Client;

  beforeAll(async () => {
    test = await startTestAccount();
    test.account.import({
      users: [
        {
          name: 'ann',
          accessKeys: [user],
          inlinePolicies: { p: allow('s3:*') },
        },
      ],
      buckets: [{ name: 'odd' }],
    });
    s3 = test.s3Default(user);
  });
  afterAll(async () => {
    s3.destroy();
    await test.aws.close();
  });

  /** Object keys that people use. Keys of dots alone are left out, because every client removes them from paths. */
  const key = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter(
      text =>
        !text.split('/').some(part => /^\.{0,2}$/.test(part)) &&
        Buffer.byteLength(text) <= 1024,
    );

  it('hold for any key of an object, in headers and in links', async () => {
    await fc.assert(
      fc.asyncProperty(
        key,
        fc.uint8Array({ maxLength: 64 }),
        async (Key, bytes) => {
          const Body = Buffer.from(bytes);
          await s3.send(new PutObjectCommand({ Bucket: 'odd', Key, Body }));
          const read = new GetObjectCommand({ Bucket: 'odd', Key });
          const direct = await (
            await s3.send(read)
          ).Body!.transformToByteArray();
          const link = await fetch(await getSignedUrl(s3, read));
          expect(Buffer.from(direct)).toEqual(Body);
          expect(link.status).toBe(200);
          expect(Buffer.from(await link.arrayBuffer())).toEqual(Body);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('do not hold once any one character of a link is another', async () => {
    const url = await getSignedUrl(
      s3,
      new GetObjectCommand({ Bucket: 'odd', Key: 'some/key.txt' }),
    );
    await s3.send(
      new PutObjectCommand({ Bucket: 'odd', Key: 'some/key.txt', Body: 'x' }),
    );
    expect((await fetch(url)).status).toBe(200);
    const start = url.indexOf('/odd/') + 1;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: start, max: url.length - 1 }),
        fc.constantFrom('a', 'Z', '0', '9'),
        async (place, character) => {
          // Separators and percent signs of the query are not changed: they would change its form, not a value.
          fc.pre(/[A-Za-z0-9]/.test(url[place]) && url[place] !== character);
          fc.pre(!/%.?$/.test(url.slice(0, place)));
          const changed =
            url.slice(0, place) + character + url.slice(place + 1);
          const { status } = await fetch(changed);
          expect([changed, status >= 400]).toEqual([changed, true]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
