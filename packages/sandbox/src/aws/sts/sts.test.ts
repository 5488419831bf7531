import {
  DeleteOpenIDConnectProviderCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  UpdateAssumeRolePolicyCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { askTrust } from 'backstage-plugin-irsa-common';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import {
  ACCOUNT,
  allow,
  codeOf,
  fetchCode,
  startTestAccount,
  TestAccount,
  TestCredentials,
} from '../__testUtils__/startTestAccount';
import { startTestIssuer, TestIssuer } from '../__testUtils__/TestIssuer';

const HOST = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const OTHER = 'oidc.eks.eu-west-1.amazonaws.com/id/OTHER';
const DOWN = 'oidc.eks.eu-west-1.amazonaws.com/id/DOWN';
const SUB = 'system:serviceaccount:production:test';
const provider = (host = HOST) =>
  `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

function trust(
  condition: object = {
    StringEquals: {
      [`${HOST}:sub`]: SUB,
      [`${HOST}:aud`]: 'sts.amazonaws.com',
    },
  },
  host = HOST,
) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow' as const,
        Principal: { Federated: provider(host) },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: condition as never,
      },
    ],
  };
}

const SUBJECTS = [SUB, 'system:serviceaccount:production:other', 'x'];

/** Trust policies of one Allow and perhaps a Deny; always the same ones. */
const MADE_UP = fc.sample(
  fc
    .array(
      fc.record({
        operator: fc.constantFrom(
          'StringEquals',
          'StringLike',
          'StringNotEquals',
          'StringNotLike',
          'ForAllValues:StringLike',
          'ForAnyValue:StringEquals',
          'StringLikeIfExists',
        ),
        key: fc.constantFrom('sub', 'sub', 'aud', 'iss'),
        value: fc.constantFrom(...SUBJECTS, '*:production:*', '*', 'sts.*'),
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map(made => ({
      Version: '2012-10-17',
      Statement: made.map(({ operator, key, value }, index) => ({
        ...trust({ [operator]: { [`${HOST}:${key}`]: value } }).Statement[0],
        Effect: index === 0 ? ('Allow' as const) : ('Deny' as const),
      })),
    })),
  { numRuns: 25, seed: 15 },
);

let test: TestAccount;
let issuer: TestIssuer;
let other: TestIssuer;
let userKey: TestCredentials;

beforeAll(async () => {
  issuer = await startTestIssuer(`https://${HOST}`);
  other = await startTestIssuer(`https://${OTHER}`);
  test = await startTestAccount(name => {
    if (name === `https://${DOWN}`) {
      return { baseUrl: 'https://127.0.0.1:9' };
    }
    return [issuer, other].find(item => item.issuer === name)?.address;
  });
  userKey = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'of-the-user',
  };
  const deny = trust();
  deny.Statement.push({
    Effect: 'Deny' as never,
    Principal: { Federated: provider() },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { [`${HOST}:sub`]: '*:test' } } as never,
  });
  test.account.import({
    policies: [
      {
        name: 'reading',
        document: allow('s3:GetObject', 'arn:aws:s3:::images/public/*'),
      },
      { name: 'limit', document: allow('s3:GetObject') },
    ],
    oidcProviders: [
      { url: `https://${HOST}` },
      { url: `https://${OTHER}` },
      { url: `https://${DOWN}` },
    ],
    users: [
      {
        name: 'ann',
        accessKeys: [userKey],
        inlinePolicies: { p: allow('sts:AssumeRole', roleArn('by-account')) },
      },
    ],
    roles: [
      {
        name: 'app',
        assumeRolePolicy: trust(),
        attachedPolicies: ['reading'],
        inlinePolicies: {
          p: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['s3:GetObject', 's3:PutObject'],
                Resource: 'arn:aws:s3:::images/in/*',
              },
              {
                Effect: 'Deny',
                Action: 's3:GetObject',
                Resource: 'arn:aws:s3:::images/in/secret',
              },
              {
                Effect: 'Allow',
                Action: 's3:ListBucket',
                Resource: 'arn:aws:s3:::images',
                Condition: { StringLike: { 's3:prefix': 'in/*' } },
              },
            ],
          },
        },
      },
      {
        name: 'like',
        assumeRolePolicy: trust({
          StringLike: { [`${HOST}:sub`]: 'system:serviceaccount:production:*' },
        }),
      },
      {
        name: 'literal',
        assumeRolePolicy: trust({
          StringEquals: {
            [`${HOST}:sub`]: 'system:serviceaccount:production:*',
          },
        }),
      },
      {
        name: 'other-host',
        assumeRolePolicy: trust({ StringEquals: { [`${OTHER}:sub`]: SUB } }),
      },
      {
        name: 'other-provider',
        assumeRolePolicy: trust(
          { StringEquals: { [`${OTHER}:sub`]: SUB } },
          OTHER,
        ),
      },
      {
        name: 'aud',
        assumeRolePolicy: trust({
          StringEquals: { [`${HOST}:aud`]: 'another' },
        }),
      },
      { name: 'deny', assumeRolePolicy: deny },
      ...MADE_UP.map((assumeRolePolicy, index) => ({
        name: `made-up-${index}`,
        assumeRolePolicy: assumeRolePolicy as never,
      })),
      {
        name: 'down',
        assumeRolePolicy: trust(
          { StringEquals: { [`${DOWN}:sub`]: SUB } },
          DOWN,
        ),
      },
      { name: 'doomed', assumeRolePolicy: trust() },
      {
        name: 'changing',
        assumeRolePolicy: trust(),
        inlinePolicies: { p: allow('s3:GetObject') },
      },
      {
        name: 'limited',
        assumeRolePolicy: trust(),
        inlinePolicies: { p: allow('s3:*') },
        permissionsBoundary: 'limit',
      },
      {
        name: 'aws-only',
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
      {
        name: 'by-account',
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
          { key: 'in/a', text: 'A' },
          { key: 'in/secret', text: 'S' },
          { key: 'public/b', text: 'B' },
          { key: 'c', text: 'C' },
        ],
      },
    ],
  });
});
afterAll(async () => {
  await test.aws.close();
  await issuer.close();
  await other.close();
});

const seconds = () => Math.floor(test.clock.now() / 1000);
const claims = (rest: Record<string, unknown> = {}) => ({
  sub: SUB,
  aud: ['sts.amazonaws.com'],
  iat: seconds(),
  exp: seconds() + 600,
  ...rest,
});
const token = (rest?: Record<string, unknown>) => issuer.sign(claims(rest));

async function assume(
  rest: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
) {
  return test.sts().send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn('app'),
      RoleSessionName: 'pod',
      WebIdentityToken: rest.WebIdentityToken ?? (await token()),
      ...rest,
    }),
  );
}
async function session(
  rest?: Partial<AssumeRoleWithWebIdentityCommandInput>,
): Promise<TestCredentials> {
  const { Credentials } = await assume(rest);
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
}
const get = (Key: string) => new GetObjectCommand({ Bucket: 'images', Key });
const put = (Key: string) =>
  new PutObjectCommand({ Bucket: 'images', Key, Body: 'x' });
const list = (Prefix?: string) =>
  new ListObjectsV2Command({ Bucket: 'images', Prefix });

async function tampered() {
  const [header, , signature] = (await token()).split('.');
  const payload = Buffer.from(
    JSON.stringify({
      iss: issuer.issuer,
      ...claims({ sub: 'system:serviceaccount:x:y' }),
    }),
  ).toString('base64url');
  return [header, payload, signature].join('.');
}
async function unsigned() {
  const [, payload] = (await token()).split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
}
async function hs256() {
  return new SignJWT({ iss: issuer.issuer, ...claims() })
    .setProtectedHeader({ alg: 'HS256', kid: issuer.publicJwk().kid })
    .sign(new TextEncoder().encode(JSON.stringify(issuer.publicJwk())));
}
async function badSignature() {
  const [header, payload] = (await token()).split('.');
  return [header, payload, Buffer.alloc(256, 7).toString('base64url')].join(
    '.',
  );
}

it('over HTTP, lets in whom the trust engine says that a policy lets in', async () => {
  const decisions = new Set<string>();
  for (const [index, policy] of MADE_UP.entries()) {
    for (const sub of SUBJECTS) {
      const { decision } = askTrust(
        policy,
        {
          kind: 'token',
          issuer: HOST,
          claims: { sub, aud: 'sts.amazonaws.com' },
        },
        { accountId: ACCOUNT },
      );
      const asked = assume({
        RoleArn: roleArn(`made-up-${index}`),
        WebIdentityToken: await token({ sub }),
      });
      const answer = await asked.then(
        () => 'allow',
        error => (error.name === 'AccessDenied' ? 'deny' : error.name),
      );
      expect([policy, sub, answer]).toEqual([policy, sub, decision]);
      decisions.add(answer);
    }
  }
  expect([...decisions].sort()).toEqual(['allow', 'deny']);
});

describe('AssumeRoleWithWebIdentity', () => {
  it('wi.ok, wi.key-format, wi.response, wi.fetched-jwks', async () => {
    const { Credentials, ...answer } = await assume();
    expect(Credentials).toMatchObject({
      AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
      Expiration: expect.any(Date),
    });
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: SUB,
      Audience: 'sts.amazonaws.com',
      Provider: provider(),
      AssumedRoleUser: {
        Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/pod`,
        AssumedRoleId: expect.stringMatching(/^AROA\w{17}:pod$/),
      },
    });
    expect(issuer.requests).toEqual([
      '/.well-known/openid-configuration',
      '/openid/v1/jwks',
    ]);
  });

  type Row = [
    string,
    () =>
      | Partial<AssumeRoleWithWebIdentityCommandInput>
      | Promise<Partial<AssumeRoleWithWebIdentityCommandInput>>,
    string,
  ];
  const withToken = async (WebIdentityToken: string | Promise<string>) => ({
    WebIdentityToken: await WebIdentityToken,
  });
  const rows: Row[] = [
    [
      'wi.wrong-sub',
      () => withToken(token({ sub: 'system:serviceaccount:production:other' })),
      'AccessDenied/403',
    ],
    [
      'wi.wrong-ns',
      () => withToken(token({ sub: 'system:serviceaccount:staging:test' })),
      'AccessDenied/403',
    ],
    [
      'wi.wrong-aud',
      () => withToken(token({ aud: ['https://kubernetes.default.svc'] })),
      'InvalidIdentityToken/400',
    ],
    [
      'wi.aud-string',
      () => withToken(token({ aud: 'sts.amazonaws.com' })),
      'ok',
    ],
    ['wi.aud-trust', () => ({ RoleArn: roleArn('aud') }), 'AccessDenied/403'],
    [
      'wi.no-aud',
      () => withToken(token({ aud: undefined })),
      'InvalidIdentityToken/400',
    ],
    [
      'wi.expired',
      () => withToken(token({ exp: seconds() - 1 })),
      'ExpiredToken/400',
    ],
    [
      'wi.bad-signature',
      () => withToken(badSignature()),
      'InvalidIdentityToken/400',
    ],
    [
      'wi.unknown-kid',
      () => withToken(issuer.sign(claims(), { kid: 'none' })),
      'InvalidIdentityToken/400',
    ],
    ['wi.tampered', () => withToken(tampered()), 'InvalidIdentityToken/400'],
    ['wi.alg-none', () => withToken(unsigned()), 'InvalidIdentityToken/400'],
    ['wi.hs256', () => withToken(hs256()), 'InvalidIdentityToken/400'],
    [
      'wi.not-a-jwt',
      () => ({ WebIdentityToken: 'not a token' }),
      'InvalidIdentityToken/400',
    ],
    [
      'wi.unknown-issuer',
      () =>
        withToken(
          token({ iss: 'https://oidc.eks.eu-west-1.amazonaws.com/id/NONE' }),
        ),
      'InvalidIdentityToken/400',
    ],
    ['wi.no-role', () => ({ RoleArn: roleArn('none') }), 'AccessDenied/403'],
    [
      'wi.other-provider',
      () => ({ RoleArn: roleArn('other-provider') }),
      'AccessDenied/403',
    ],
    [
      'wi.aws-only-role',
      () => ({ RoleArn: roleArn('aws-only') }),
      'AccessDenied/403',
    ],
    [
      'wi.explicit-deny',
      () => ({ RoleArn: roleArn('deny') }),
      'AccessDenied/403',
    ],
    ['wi.like-ok', () => ({ RoleArn: roleArn('like') }), 'ok'],
    [
      'wi.like-no',
      async () => ({
        RoleArn: roleArn('like'),
        ...(await withToken(token({ sub: 'system:serviceaccount:x:y' }))),
      }),
      'AccessDenied/403',
    ],
    [
      'wi.equals-is-literal',
      () => ({ RoleArn: roleArn('literal') }),
      'AccessDenied/403',
    ],
    [
      'wi.condition-other-host',
      () => ({ RoleArn: roleArn('other-host') }),
      'AccessDenied/403',
    ],
    [
      'wi.issuer-down',
      async () => ({
        RoleArn: roleArn('down'),
        ...(await withToken(token({ iss: `https://${DOWN}` }))),
      }),
      'IDPCommunicationError/400',
    ],
    [
      'wi.duration-short',
      () => ({ DurationSeconds: 899 }),
      'ValidationError/400',
    ],
    [
      'wi.duration-long',
      () => ({ DurationSeconds: 3601 }),
      'ValidationError/400',
    ],
    [
      'wi.bad-session-name',
      () => ({ RoleSessionName: 'a b' }),
      'ValidationError/400',
    ],
    [
      'malformed session policy',
      () => ({ Policy: '{}' }),
      'MalformedPolicyDocument/400',
    ],
    [
      'long session policy',
      () => ({ Policy: ' '.repeat(2049) }),
      'PackedPolicyTooLarge/400',
    ],
  ];
  it.each(rows)('%s', async (_name, input, code) => {
    expect(await codeOf(assume(await input()))).toBe(code);
  });

  it('wi.trust-update', async () => {
    const RoleName = 'like';
    expect(await codeOf(assume({ RoleArn: roleArn(RoleName) }))).toBe('ok');
    await test.iam().send(
      new UpdateAssumeRolePolicyCommand({
        RoleName,
        PolicyDocument: JSON.stringify(
          trust({ StringEquals: { [`${HOST}:sub`]: 'x' } }),
        ),
      }),
    );
    expect(await codeOf(assume({ RoleArn: roleArn(RoleName) }))).toBe(
      'AccessDenied/403',
    );
  });

  it('wi.key-rotation', async () => {
    const before = await token();
    expect(await codeOf(assume({ WebIdentityToken: before }))).toBe('ok');
    await issuer.rotate();
    expect(await codeOf(assume())).toBe('ok');
    expect(await codeOf(assume({ WebIdentityToken: before }))).toBe(
      'InvalidIdentityToken/400',
    );
  });
});

describe('a session', () => {
  const rows: [
    string,
    (credentials: TestCredentials) => Promise<unknown>,
    string,
  ][] = [
    ['ses.get', c => test.s3(c).send(get('in/a')), 'ok'],
    ['ses.get-managed', c => test.s3(c).send(get('public/b')), 'ok'],
    ['ses.get-denied', c => test.s3(c).send(get('c')), 'AccessDenied/403'],
    ['ses.put', c => test.s3(c).send(put('in/new')), 'ok'],
    [
      'ses.put-denied',
      c => test.s3(c).send(put('public/b')),
      'AccessDenied/403',
    ],
    [
      'ses.explicit-deny',
      c => test.s3(c).send(get('in/secret')),
      'AccessDenied/403',
    ],
    ['ses.list', c => test.s3(c).send(list('in/')), 'ok'],
    ['ses.list-denied', c => test.s3(c).send(list()), 'AccessDenied/403'],
    [
      'ses.iam-denied',
      c => test.iam(c).send(new ListRolesCommand({})),
      'AccessDenied/403',
    ],
    [
      'ses.token-dropped',
      c => test.s3({ ...c, sessionToken: undefined }).send(get('in/a')),
      'InvalidAccessKeyId/403',
    ],
    [
      'ses.token-dropped-sts',
      c =>
        test
          .sts({ ...c, sessionToken: undefined })
          .send(new GetCallerIdentityCommand({})),
      'InvalidClientTokenId/403',
    ],
    [
      'ses.token-wrong',
      c => test.s3({ ...c, sessionToken: 'x' }).send(get('in/a')),
      'InvalidToken/400',
    ],
    [
      'ses.wrong-secret',
      c => test.s3({ ...c, secretAccessKey: 'x' }).send(get('in/a')),
      'SignatureDoesNotMatch/403',
    ],
  ];
  it.each(rows)('%s', async (_name, send, code) => {
    expect(await codeOf(send(await session()))).toBe(code);
  });

  it('ses.identity', async () => {
    expect(
      await test.sts(await session()).send(new GetCallerIdentityCommand({})),
    ).toMatchObject({
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/pod`,
      Account: ACCOUNT,
    });
  });

  it('ses.link-*', async () => {
    const credentials = await session();
    const s3 = test.s3(credentials);
    expect(await fetchCode(await getSignedUrl(s3, get('in/a')))).toBe('ok');
    expect(
      await fetchCode(await getSignedUrl(s3, put('in/l')), {
        method: 'PUT',
        body: 'x',
      }),
    ).toBe('ok');
    expect(await fetchCode(await getSignedUrl(s3, get('c')))).toBe(
      'AccessDenied/403',
    );
    const bare = test.s3({ ...credentials, sessionToken: undefined });
    expect(await fetchCode(await getSignedUrl(bare, get('in/a')))).toBe(
      'InvalidAccessKeyId/403',
    );
    const url = new URL(await getSignedUrl(s3, get('in/a')));
    url.searchParams.delete('X-Amz-Security-Token');
    expect(await fetchCode(url.href)).toBe('InvalidAccessKeyId/403');
  });

  it('ses.policy-update, evidence.role-last-used', async () => {
    const credentials = await session({ RoleArn: roleArn('changing') });
    expect(await codeOf(test.s3(credentials).send(get('c')))).toBe('ok');
    const { Role } = await test
      .iam()
      .send(new GetRoleCommand({ RoleName: 'changing' }));
    expect(Role!.RoleLastUsed).toMatchObject({
      Region: 'eu-west-1',
      LastUsedDate: expect.any(Date),
    });
    await test
      .iam()
      .send(
        new DeleteRolePolicyCommand({ RoleName: 'changing', PolicyName: 'p' }),
      );
    expect(await codeOf(test.s3(credentials).send(get('c')))).toBe(
      'AccessDenied/403',
    );
  });

  it('ses.session-policy: is the intersection', async () => {
    const Policy = JSON.stringify(
      allow(['s3:GetObject', 's3:DeleteObject'], 'arn:aws:s3:::images/*'),
    );
    const s3 = test.s3(await session({ Policy }));
    expect(await codeOf(s3.send(get('in/a')))).toBe('ok');
    expect(await codeOf(s3.send(put('in/a2')))).toBe('AccessDenied/403');
    expect(await codeOf(s3.send(get('c')))).toBe('AccessDenied/403');
    const none = test.s3(
      await session({
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
        }),
      }),
    );
    expect(await codeOf(none.send(get('in/a')))).toBe('AccessDenied/403');
  });

  it('boundary.inside, boundary.outside', async () => {
    const s3 = test.s3(await session({ RoleArn: roleArn('limited') }));
    expect(await codeOf(s3.send(get('c')))).toBe('ok');
    expect(await codeOf(s3.send(put('c2')))).toBe('AccessDenied/403');
  });

  it('ends', async () => {
    const credentials = await session({ DurationSeconds: 900 });
    const aged = { ...credentials };
    test.clock.advance(901_000);
    try {
      const offset = { systemClockOffset: 901_000 };
      const s3 = test.s3(aged);
      Object.assign(s3.config, offset);
      expect(await codeOf(s3.send(get('in/a')))).toBe('ExpiredToken/400');
      const sts = test.sts(aged);
      Object.assign(sts.config, offset);
      expect(await codeOf(sts.send(new GetCallerIdentityCommand({})))).toBe(
        'ExpiredToken/403',
      );
    } finally {
      test.clock.advance(-901_000);
    }
  });

  it('end.role-deleted, end.provider-deleted', async () => {
    const credentials = await session({ RoleArn: roleArn('doomed') });
    await test.iam().send(new DeleteRoleCommand({ RoleName: 'doomed' }));
    expect(
      await codeOf(
        test.sts(credentials).send(new GetCallerIdentityCommand({})),
      ),
    ).toBe('InvalidClientTokenId/403');
    await test.iam().send(
      new DeleteOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: provider(OTHER),
      }),
    );
    const WebIdentityToken = await other.sign(claims());
    expect(
      await codeOf(
        assume({ RoleArn: roleArn('other-provider'), WebIdentityToken }),
      ),
    ).toBe('InvalidIdentityToken/400');
    expect(
      await codeOf(
        test.iam().send(
          new DetachRolePolicyCommand({
            RoleName: 'app',
            PolicyArn: 'arn:aws:iam::aws:policy/None',
          }),
        ),
      ),
    ).toBe('NoSuchEntity/404');
  });
});

describe('AssumeRole and signatures', () => {
  const assumeRole = (name: string, credentials = userKey) =>
    test.sts(credentials).send(
      new AssumeRoleCommand({
        RoleArn: roleArn(name),
        RoleSessionName: 'ann',
      }),
    );
  const identity = (credentials: TestCredentials) =>
    test.sts(credentials).send(new GetCallerIdentityCommand({}));

  it.each([
    ['assume.ok', () => assumeRole('by-account'), 'ok'],
    [
      'assume.denied: own policy',
      () => assumeRole('aws-only'),
      'AccessDenied/403',
    ],
    ['assume.denied: trust', () => assumeRole('app'), 'AccessDenied/403'],
    ['sts.identity', () => identity(userKey), 'ok'],
    [
      'sts.wrong-secret',
      () => identity({ ...userKey, secretAccessKey: 'x' }),
      'SignatureDoesNotMatch/403',
    ],
    [
      'iam.wrong-secret',
      () =>
        test
          .iam({ ...userKey, secretAccessKey: 'x' })
          .send(new ListRolesCommand({})),
      'SignatureDoesNotMatch/403',
    ],
    [
      'iam.denied',
      () => test.iam(userKey).send(new ListRolesCommand({})),
      'AccessDenied/403',
    ],
    [
      'sts.unknown-key',
      () =>
        identity({ accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x' }),
      'InvalidClientTokenId/403',
    ],
  ])('%s', async (_name, send, code) => {
    expect(await codeOf(send())).toBe(code);
  });

  it('sts.identity-admin', async () => {
    expect((await identity(test.root)).Arn).toBe(
      `arn:aws:iam::${ACCOUNT}:root`,
    );
  });

  it('sts.skewed', async () => {
    test.clock.advance(16 * 60_000);
    try {
      expect(await codeOf(identity(userKey))).toBe('SignatureDoesNotMatch/403');
      expect(await codeOf(test.s3(userKey).send(get('c')))).toBe(
        'RequestTimeTooSkewed/403',
      );
    } finally {
      test.clock.advance(-16 * 60_000);
    }
  });

  it('answers unsigned calls with MissingAuthenticationToken', async () => {
    const body = new URLSearchParams({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
    });
    expect(await fetchCode(test.aws.endpoint, { method: 'POST', body })).toBe(
      'MissingAuthenticationToken/403',
    );
  });
});

it('keeps a record of calls, and fails when told to', async () => {
  const credentials = await session();
  await test.s3(credentials).send(get('in/a'));
  const [exchange, read] = test.aws.calls.slice(-2);
  expect(exchange).toMatchObject({
    service: 'sts',
    action: 'AssumeRoleWithWebIdentity',
    accountId: ACCOUNT,
    webIdentity: { provider: provider(), subject: SUB },
  });
  expect(read).toMatchObject({
    service: 's3',
    action: 'GetObject',
    accessKeyId: credentials.accessKeyId,
    principalArn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/pod`,
    region: 'eu-west-1',
  });
  test.aws.faults.add({ service: 'sts', action: 'AssumeRoleWithWebIdentity' });
  expect(await codeOf(assume())).toBe('Throttling/400');
  expect(await codeOf(assume())).toBe('ok');
  test.aws.faults.add({ service: 's3', count: 1 });
  expect(await codeOf(test.s3(credentials).send(get('in/a')))).toBe(
    'SlowDown/503',
  );
});
