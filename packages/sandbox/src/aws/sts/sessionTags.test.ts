import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
} from '@aws-sdk/client-sts';
import {
  ACCOUNT,
  allow,
  codeOf,
  startTestAccount,
  TestAccount,
  TestCredentials,
} from '../__testUtils__/startTestAccount';
import { startTestIssuer, TestIssuer } from '../__testUtils__/TestIssuer';

const HOST = 'oidc.eks.eu-west-1.amazonaws.com/id/TAGS';
const ann: TestCredentials = {
  accessKeyId: ['AK', 'IASESSIONTAGS00ANN'].join(''),
  secretAccessKey: 'of-ann',
};
const arnOf = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const trust = (Action: string[], Principal: object, Condition?: object) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow' as const,
      Principal: Principal as never,
      Action,
      ...(Condition && { Condition: Condition as never }),
    },
  ],
});
const account = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
/** Each team has its own folder. */
const folder = {
  p: allow('s3:GetObject', 'arn:aws:s3:::images/${aws:PrincipalTag/team}/*'),
  q: allow(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']),
};

let test: TestAccount;
let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await startTestIssuer(`https://${HOST}`);
  test = await startTestAccount(() => issuer.address);
  test.account.import({
    oidcProviders: [{ url: `https://${HOST}` }],
    users: [{ name: 'ann', accessKeys: [ann], inlinePolicies: folder }],
    roles: [
      {
        name: 'tagged',
        tags: { team: 'b' },
        inlinePolicies: folder,
        assumeRolePolicy: trust(
          ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
          account,
        ),
      },
      {
        name: 'second',
        maxSessionDuration: 7200,
        inlinePolicies: folder,
        assumeRolePolicy: trust(
          ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
          account,
        ),
      },
      {
        name: 'plain',
        inlinePolicies: folder,
        assumeRolePolicy: trust(['sts:AssumeRole'], account),
      },
      {
        name: 'only-a',
        inlinePolicies: folder,
        assumeRolePolicy: trust(['sts:AssumeRole', 'sts:TagSession'], account, {
          StringEquals: { 'aws:RequestTag/team': 'a' },
        }),
      },
      {
        name: 'web',
        inlinePolicies: folder,
        assumeRolePolicy: trust(
          ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
          { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${HOST}` },
        ),
      },
    ],
    buckets: [
      {
        name: 'images',
        objects: [
          { key: 'a/1', text: 'A' },
          { key: 'b/1', text: 'B' },
        ],
      },
    ],
  });
});
afterAll(async () => {
  await test.aws.close();
  await issuer.close();
});

const ask = (
  name: string,
  rest: Partial<AssumeRoleCommandInput> = {},
  as = ann,
) =>
  test.sts(as).send(
    new AssumeRoleCommand({
      RoleArn: arnOf(name),
      RoleSessionName: 'me',
      ...rest,
    }),
  );
async function session(...input: Parameters<typeof ask>) {
  const { Credentials } = await ask(...input);
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
}
/** The folders that the credentials can read. */
async function folders(as: TestCredentials): Promise<string> {
  const opened = await Promise.all(
    ['a', 'b'].map(async team => {
      const command = new GetObjectCommand({
        Bucket: 'images',
        Key: `${team}/1`,
      });
      return (await codeOf(test.s3(as).send(command))) === 'ok' ? team : '';
    }),
  );
  return opened.join('');
}
const team = (Value: string) => [{ Key: 'team', Value }];

describe('session tags', () => {
  it('win over the tags of the role', async () => {
    expect(await folders(await session('tagged'))).toBe('b');
    expect(await folders(await session('tagged', { Tags: team('a') }))).toBe(
      'a',
    );
  });

  it('need sts:TagSession in the trust policy', async () => {
    expect(await codeOf(ask('plain'))).toBe('ok');
    expect(await codeOf(ask('plain', { Tags: team('a') }))).toBe(
      'AccessDenied/403',
    );
  });

  it('can be asked for by the trust policy', async () => {
    expect(await codeOf(ask('only-a', { Tags: team('a') }))).toBe('ok');
    expect(await codeOf(ask('only-a', { Tags: team('b') }))).toBe(
      'AccessDenied/403',
    );
    expect(await codeOf(ask('only-a'))).toBe('AccessDenied/403');
  });

  it('go along with a chain only when they are transitive, and stay as they are', async () => {
    const passed = await session('tagged', {
      Tags: team('a'),
      TransitiveTagKeys: ['team'],
    });
    expect(await folders(await session('second', {}, passed))).toBe('a');
    expect(await codeOf(ask('second', { Tags: team('b') }, passed))).toBe(
      'ValidationError/400',
    );
    const kept = await session('tagged', { Tags: team('a') });
    expect(await folders(await session('second', {}, kept))).toBe('');
  });

  it.each([
    [
      'a transitive key that is no tag',
      { TransitiveTagKeys: ['team'] },
      'ValidationError/400',
    ],
    [
      'a reserved key',
      { Tags: [{ Key: 'aws:x', Value: '' }] },
      'ValidationError/400',
    ],
    [
      'more than fits',
      {
        Tags: Array.from({ length: 20 }, (_, i) => ({
          Key: `k${i}`,
          Value: 'v'.repeat(256),
        })),
      },
      'PackedPolicyTooLarge/400',
    ],
  ])('refuse %s', async (_, rest, code) => {
    expect(await codeOf(ask('tagged', rest))).toBe(code);
  });

  it('take room, in per cent', async () => {
    expect((await ask('tagged')).PackedPolicySize).toBeUndefined();
    expect(
      (await ask('tagged', { Tags: team('a') })).PackedPolicySize,
    ).toBeGreaterThan(0);
  });

  it('come in a claim of a token', async () => {
    const now = Math.floor(test.clock.now() / 1000);
    const WebIdentityToken = await issuer.sign({
      sub: 'system:serviceaccount:a:b',
      aud: ['sts.amazonaws.com'],
      exp: now + 600,
      'https://aws.amazon.com/tags': {
        principal_tags: { team: ['a'] },
        transitive_tag_keys: ['team'],
      },
    });
    const { Credentials } = await test.sts().send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: arnOf('web'),
        RoleSessionName: 'pod',
        WebIdentityToken,
      }),
    );
    expect(
      await folders({
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken!,
      }),
    ).toBe('a');
  });
});

describe('a source identity', () => {
  it('stays through a chain, and cannot be changed', async () => {
    const named = await session('tagged', { SourceIdentity: 'ann' });
    expect((await ask('second', {}, named)).SourceIdentity).toBe('ann');
    expect(await codeOf(ask('second', { SourceIdentity: 'bob' }, named))).toBe(
      'AccessDenied/403',
    );
  });

  it('needs sts:SetSourceIdentity in the trust policy', async () => {
    expect(await codeOf(ask('plain', { SourceIdentity: 'ann' }))).toBe(
      'AccessDenied/403',
    );
  });

  it('has two characters at least', async () => {
    expect(await codeOf(ask('tagged', { SourceIdentity: 'a' }))).toBe(
      'ValidationError/400',
    );
  });
});

it('a chain lasts an hour at most, whatever the role allows', async () => {
  const long = { DurationSeconds: 3601 };
  expect(await codeOf(ask('second', long))).toBe('ok');
  expect(await codeOf(ask('second', long, await session('tagged')))).toBe(
    'ValidationError/400',
  );
});
