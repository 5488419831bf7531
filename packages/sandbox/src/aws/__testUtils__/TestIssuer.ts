import { exportJWK, generateKeyPair, JWK, KeyLike, SignJWT } from 'jose';
import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { IssuerAddress } from '../../issuers';

export interface TestIssuer {
  issuer: string;
  address: IssuerAddress;
  /** Paths of the requests received. */
  requests: string[];
  sign(
    claims: Record<string, unknown>,
    options?: { kid?: string; key?: KeyLike },
  ): Promise<string>;
  /** Signs with a new key from now on and publishes that one only. */
  rotate(): Promise<void>;
  publicJwk(): JWK;
  close(): Promise<void>;
}

/**
 * An OpenID Connect issuer over https with a certificate of its own, as a cluster's would be.
 * @param name - the issuer's URL; its own address when absent
 */
export async function startTestIssuer(name?: string): Promise<TestIssuer> {
  const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  let kid = '';
  let count = 0;
  let privateKey: KeyLike;
  let jwk: JWK = { kty: 'RSA' };
  let issuer = name ?? '';
  const requests: string[] = [];

  async function rotate() {
    const pair = await generateKeyPair('RS256', { extractable: true });
    kid = `key-${++count}`;
    privateKey = pair.privateKey;
    jwk = {
      ...(await exportJWK(pair.publicKey)),
      kid,
      alg: 'RS256',
      use: 'sig',
    };
  }
  await rotate();

  const server = createServer(
    { key: pems.private, cert: pems.cert },
    (request, response) => {
      requests.push(request.url ?? '');
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(
          request.url?.endsWith('/openid-configuration')
            ? { issuer, jwks_uri: `${issuer}/openid/v1/jwks` }
            : { keys: [jwk] },
        ),
      );
    },
  );
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  issuer = name ?? `https://127.0.0.1:${port}`;

  return {
    issuer,
    requests,
    rotate,
    publicJwk: () => jwk,
    address: { baseUrl: `https://127.0.0.1:${port}`, ca: pems.cert },
    sign: (claims, options = {}) =>
      new SignJWT({ iss: issuer, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: options.kid ?? kid })
        .sign(options.key ?? privateKey),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
