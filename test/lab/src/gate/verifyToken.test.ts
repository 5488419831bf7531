/** @jest-environment node */
import { createHmac } from 'node:crypto';
import { AUDIENCE, ISSUER, TestIssuer } from './__testUtils__/TestIssuer';
import { verifyToken } from './verifyToken';

const OTHER = 'https://oidc.example.com/id/2';
const base64url = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe('verifyToken', () => {
  let issuer: TestIssuer;

  beforeAll(async () => {
    issuer = await TestIssuer.start();
  });
  beforeEach(() => issuer.publish('one'));
  afterAll(() => issuer.stop());

  const verify = (token: string, caFile = issuer.caFile) =>
    verifyToken({
      token,
      audiencesOf: async asked =>
        [ISSUER, OTHER].includes(asked) ? [AUDIENCE, 'another'] : undefined,
      addressOf: asked =>
        asked === ISSUER ? issuer.address : 'https://127.0.0.1:1',
      caFile,
    });

  it.each<[string, string | string[]]>([
    ['a list, as Kubernetes sends it', ['else', AUDIENCE]],
    ['a string', AUDIENCE],
  ])('takes a good token whose audience is %s', async (_, aud) => {
    const { claims, audience } = await verify(
      await issuer.token({ claims: { aud } }),
    );
    expect(audience).toBe(AUDIENCE);
    expect(claims.sub).toBe('system:serviceaccount:shop:orders');
  });

  const payload = () => ({
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'system:serviceaccount:shop:orders',
    exp: inSeconds(600),
  });

  it.each<[string, string, RegExp, () => Promise<string>]>([
    [
      'expired',
      'ExpiredTokenException',
      /^Token expired$/,
      () => issuer.token({ claims: { exp: inSeconds(-60) } }),
    ],
    [
      'without expiry',
      'InvalidIdentityToken',
      /^Couldn't verify/,
      () => issuer.token({ claims: { exp: undefined } }),
    ],
    [
      'not yet valid',
      'InvalidIdentityToken',
      /^Couldn't verify/,
      () => issuer.token({ claims: { nbf: inSeconds(300) } }),
    ],
    [
      'for another audience',
      'InvalidIdentityToken',
      /^Incorrect token audience$/,
      () => issuer.token({ claims: { aud: ['kubernetes'] } }),
    ],
    [
      'for no audience',
      'InvalidIdentityToken',
      /^Missing a required claim: aud$/,
      () => issuer.token({ claims: { aud: undefined } }),
    ],
    [
      'of an issuer that nobody registered',
      'InvalidIdentityToken',
      /^No OpenIDConnect provider found in your account for https:\/\/evil\.example\.com$/,
      () => issuer.token({ claims: { iss: 'https://evil.example.com' } }),
    ],
    [
      'without issuer',
      'InvalidIdentityToken',
      /not a valid JWT/,
      () => issuer.token({ claims: { iss: undefined } }),
    ],
    [
      'without signature (alg none)',
      'InvalidIdentityToken',
      /^Token algorithm none is not supported$/,
      async () => `${base64url({ alg: 'none' })}.${base64url(payload())}.`,
    ],
    [
      'whose HMAC key is the public key',
      'InvalidIdentityToken',
      /^Token algorithm HS256 is not supported$/,
      async () => {
        const text = `${base64url({ alg: 'HS256', kid: 'one' })}.${base64url(
          payload(),
        )}`;
        const mac = createHmac('sha256', await issuer.publicPem('one'));
        return `${text}.${mac.update(text).digest('base64url')}`;
      },
    ],
    [
      'of a key that is not published',
      'InvalidIdentityToken',
      /^Couldn't verify/,
      () => issuer.token({ key: 'two' }),
    ],
    [
      'of another key under a published id',
      'InvalidIdentityToken',
      /^Couldn't verify/,
      () => issuer.token({ key: 'two', header: { kid: 'one' } }),
    ],
    [
      'whose claims were changed after signing',
      'InvalidIdentityToken',
      /^Couldn't verify/,
      async () => {
        const [header, , signature] = (await issuer.token()).split('.');
        const sub = 'system:serviceaccount:kube-system:admin';
        return `${header}.${base64url({ ...payload(), sub })}.${signature}`;
      },
    ],
    [
      'that is none',
      'InvalidIdentityToken',
      /not a valid JWT/,
      async () => 'token',
    ],
    [
      'that is empty',
      'InvalidIdentityToken',
      /not a valid JWT/,
      async () => '',
    ],
  ])('refuses a token %s', async (_, code, message, token) => {
    await expect(verify(await token())).rejects.toMatchObject({
      status: 400,
      code,
      message: expect.stringMatching(message),
    });
  });

  it('a rotation of keys counts at once', async () => {
    const [before, after] = [
      await issuer.token({ key: 'one' }),
      await issuer.token({ key: 'two' }),
    ];
    await verify(before);
    await expect(verify(after)).rejects.toMatchObject({ status: 400 });
    await issuer.publish('two');
    await verify(after);
    await expect(verify(before)).rejects.toMatchObject({ status: 400 });
  });

  const discovery = '/.well-known/openid-configuration';

  it.each<[string, () => void]>([
    ['has no discovery document', () => delete issuer.documents[discovery]],
    [
      'has a discovery document that is no JSON',
      () => (issuer.documents[discovery] = '<html>'),
    ],
    [
      'has a discovery document without keys',
      () => (issuer.documents[discovery] = '{}'),
    ],
    ['has no keys', () => delete issuer.documents['/jwks']],
    [
      'has keys in a form of its own',
      () => (issuer.documents['/jwks'] = '{"keys":"one"}'),
    ],
    [
      'keeps its keys where nobody answers',
      () =>
        (issuer.documents[discovery] = '{"jwks_uri":"https://127.0.0.1:1/"}'),
    ],
  ])('does not take a token when its issuer %s', async (_, spoil) => {
    spoil();
    await expect(verify(await issuer.token())).rejects.toMatchObject({
      status: 400,
      code: 'IDPCommunicationError',
    });
  });

  it('does not take a token when nobody answers for its issuer', async () => {
    const token = await issuer.token({ claims: { iss: OTHER } });
    await expect(verify(token)).rejects.toMatchObject({
      code: 'IDPCommunicationError',
    });
  });

  it('does not read keys from a server with a certificate of somebody else', async () => {
    const stranger = await TestIssuer.start();
    try {
      await expect(
        verify(await issuer.token(), stranger.caFile),
      ).rejects.toMatchObject({ code: 'IDPCommunicationError' });
    } finally {
      await stranger.stop();
    }
  });
});
