import { readToken } from './readToken';

const token = (payload: unknown) =>
  ['e30', Buffer.from(JSON.stringify(payload)).toString('base64url'), 'x'].join(
    '.',
  );

describe('readToken', () => {
  it('reads the claims that conditions can see', () => {
    const payload = {
      iss: 'https://issuer.example',
      sub: 'system:serviceaccount:größe:api',
      aud: ['sts.amazonaws.com'],
      amr: ['a', 'b'],
      exp: 100,
      'kubernetes.io': { namespace: 'x' },
    };
    expect(readToken(` ${token(payload)}\n`, 99)).toEqual({
      issuer: 'https://issuer.example',
      claims: {
        iss: 'https://issuer.example',
        sub: 'system:serviceaccount:größe:api',
        aud: 'sts.amazonaws.com',
        amr: ['a', 'b'],
        exp: '100',
      },
      isExpired: false,
    });
    expect(readToken(token(payload), 101)?.isExpired).toBe(true);
  });

  it.each(['', 'x', 'a.b.c', token(null), token({ sub: 'x' }), token([])])(
    'says of %p that it is no token',
    text => {
      expect(readToken(text, 0)).toBeUndefined();
    },
  );
});
