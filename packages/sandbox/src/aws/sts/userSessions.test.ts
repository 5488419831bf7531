import {
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  ListUsersCommand,
  UpdateAccessKeyCommand,
  DeleteAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  Credentials,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetFederationTokenCommandInput,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import {
  ACCOUNT,
  allow,
  codeOf,
  startTestAccount,
  TestAccount,
  TestCredentials,
} from '../__testUtils__/startTestAccount';

const ann: TestCredentials = {
  accessKeyId: ['AK', 'IASESSIONTEST00ANN'].join(''),
  secretAccessKey: 'of-ann',
};
const bob: TestCredentials = {
  accessKeyId: ['AK', 'IASESSIONTEST00BOB'].join(''),
  secretAccessKey: 'of-bob',
};
const carol: TestCredentials = {
  accessKeyId: ['AK', 'IASESSIONTEST0CARO'].join(''),
  secretAccessKey: 'of-carol',
};
const FEDERATED = `arn:aws:sts::${ACCOUNT}:federated-user/guest`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const HOUR = 3_600_000;

let test: TestAccount;

beforeEach(async () => {
  test = await startTestAccount();
  test.account.import({
    users: [
      {
        name: 'ann',
        accessKeys: [ann],
        inlinePolicies: {
          p: allow(
            [
              's3:GetObject',
              'iam:*',
              'sts:AssumeRole',
              'sts:GetFederationToken',
            ],
            '*',
          ),
        },
      },
      { name: 'bob', accessKeys: [bob] },
      {
        name: 'carol',
        accessKeys: [carol],
        inlinePolicies: { p: allow('sts:GetFederationToken') },
      },
    ],
    roles: [
      {
        name: 'app',
        assumeRolePolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
              Action: 'sts:AssumeRole',
            },
          ],
        },
      },
    ],
    buckets: [
      {
        name: 'images',
        objects: [
          { key: 'a', text: 'A' },
          { key: 'named', text: 'N' },
          { key: 'of-carol', text: 'B' },
        ],
        policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: FEDERATED },
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::images/named',
            },
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/carol` },
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::images/of-carol',
            },
          ],
        },
      },
    ],
  });
});
afterEach(() => test.aws.close());

const of = (made: Credentials | undefined): TestCredentials => ({
  accessKeyId: made!.AccessKeyId!,
  secretAccessKey: made!.SecretAccessKey!,
  sessionToken: made!.SessionToken!,
});
const get = (as: TestCredentials, Key = 'a') =>
  codeOf(test.s3(as).send(new GetObjectCommand({ Bucket: 'images', Key })));
const identity = (as: TestCredentials) =>
  test.sts(as).send(new GetCallerIdentityCommand({}));
const list = (as: TestCredentials) =>
  codeOf(test.iam(as).send(new ListUsersCommand({})));
const assume = (as: TestCredentials) =>
  codeOf(
    test
      .sts(as)
      .send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'me' })),
  );

describe('GetSessionToken', () => {
  const ask = (as = ann, DurationSeconds?: number, more = {}) =>
    test.sts(as).send(new GetSessionTokenCommand({ DurationSeconds, ...more }));
  const session = async () => of((await ask()).Credentials);

  it('makes credentials of the user itself, with its rights, for S3 and AssumeRole', async () => {
    const credentials = await session();
    expect(credentials.accessKeyId).toMatch(/^ASIA/);
    expect(await identity(credentials)).toMatchObject({
      Arn: `arn:aws:iam::${ACCOUNT}:user/ann`,
    });
    expect(await get(credentials)).toBe('ok');
    expect(await assume(credentials)).toBe('ok');
  });

  it('needs no right', async () => {
    expect(await codeOf(ask(bob))).toBe('ok');
  });

  it('does not open IAM, nor most of STS', async () => {
    const credentials = await session();
    expect(await list(credentials)).toBe('InvalidClientTokenId/403');
    expect(await codeOf(ask(credentials))).toBe('AccessDenied/403');
    expect(
      await codeOf(
        test
          .sts(credentials)
          .send(new GetFederationTokenCommand({ Name: 'guest' })),
      ),
    ).toBe('AccessDenied/403');
  });

  it.each([
    [899, 'ValidationError/400'],
    [900, 'ok'],
    [129_600, 'ok'],
    [129_601, 'ValidationError/400'],
  ])('%s seconds: %s', async (duration, code) => {
    expect(await codeOf(ask(ann, duration))).toBe(code);
  });

  it('lasts twelve hours unless told, and one for the root user', async () => {
    const lifeOf = async (as: TestCredentials) =>
      ((await ask(as)).Credentials!.Expiration!.getTime() - Date.now()) / HOUR;
    expect(await lifeOf(ann)).toBeCloseTo(12, 1);
    expect(await lifeOf(test.root)).toBeCloseTo(1, 1);
  });

  it('knows no device for codes', async () => {
    expect(
      await codeOf(
        ask(ann, undefined, {
          SerialNumber: `arn:aws:iam::${ACCOUNT}:mfa/ann`,
          TokenCode: '123456',
        }),
      ),
    ).toBe('AccessDenied/403');
  });

  it('outlives the key that asked, but not the user', async () => {
    const credentials = await session();
    const iam = test.iam();
    await iam.send(
      new UpdateAccessKeyCommand({
        UserName: 'ann',
        AccessKeyId: ann.accessKeyId,
        Status: 'Inactive',
      }),
    );
    expect(await get(credentials)).toBe('ok');
    await iam.send(
      new DeleteAccessKeyCommand({
        UserName: 'ann',
        AccessKeyId: ann.accessKeyId,
      }),
    );
    await iam.send(
      new DeleteUserPolicyCommand({ UserName: 'ann', PolicyName: 'p' }),
    );
    expect(await get(credentials)).toBe('AccessDenied/403');
    await iam.send(new DeleteUserCommand({ UserName: 'ann' }));
    expect(await get(credentials)).toBe('InvalidAccessKeyId/403');
  });
});

describe('GetFederationToken', () => {
  const ask = (rest: Partial<GetFederationTokenCommandInput> = {}, as = ann) =>
    test
      .sts(as)
      .send(new GetFederationTokenCommand({ Name: 'guest', ...rest }));
  const session = async (Policy?: object) =>
    of((await ask(Policy && { Policy: JSON.stringify(Policy) })).Credentials);

  it('names somebody who is no user of the account', async () => {
    const { FederatedUser } = await ask();
    expect(FederatedUser).toEqual({
      Arn: FEDERATED,
      FederatedUserId: `${ACCOUNT}:guest`,
    });
    expect(await identity(await session())).toMatchObject({
      Arn: FEDERATED,
      UserId: `${ACCOUNT}:guest`,
    });
  });

  it('gives what the user and the policy both allow, and nothing without a policy', async () => {
    expect(await get(await session())).toBe('AccessDenied/403');
    const credentials = await session(allow('s3:*'));
    expect(await get(credentials)).toBe('ok');
    expect(
      await codeOf(
        test
          .s3(credentials)
          .send(
            new PutObjectCommand({ Bucket: 'images', Key: 'b', Body: 'x' }),
          ),
      ),
    ).toBe('AccessDenied/403');
  });

  it('can be named by a bucket, which is enough', async () => {
    expect(await get(await session(), 'named')).toBe('ok');
  });

  it('has what a bucket gives to its maker, within its policy', async () => {
    const guestOf = async (Policy?: string) =>
      of((await ask({ Policy }, carol)).Credentials);
    expect(await get(await guestOf(), 'of-carol')).toBe('AccessDenied/403');
    const policy = JSON.stringify(allow('s3:GetObject'));
    expect(await get(await guestOf(policy), 'of-carol')).toBe('ok');
    expect(await get(await guestOf(policy))).toBe('AccessDenied/403');
  });

  it('opens neither IAM nor STS', async () => {
    const credentials = await session(allow('*'));
    expect(await list(credentials)).toBe('InvalidClientTokenId/403');
    expect(await assume(credentials)).toBe('AccessDenied/403');
  });

  it.each([
    ['a user without the right', {}, bob, 'AccessDenied/403'],
    ['a short name', { Name: 'g' }, ann, 'ValidationError/400'],
    ['a long name', { Name: 'g'.repeat(33) }, ann, 'ValidationError/400'],
    ['a short life', { DurationSeconds: 899 }, ann, 'ValidationError/400'],
    [
      'a policy that is none',
      { Policy: '{}' },
      ann,
      'MalformedPolicyDocument/400',
    ],
  ])('refuses %s', async (_, rest, as, code) => {
    expect(await codeOf(ask(rest, as))).toBe(code);
  });
});
