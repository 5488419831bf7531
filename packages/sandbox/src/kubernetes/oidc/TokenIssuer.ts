import {
  KeyObject,
  createHash,
  createPublicKey,
  createSign,
  generateKeyPair,
  randomUUID,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { Clock } from '../../clock';
import { Json, JsonObject } from '../types';

export interface TokenSubject {
  namespace: string;
  serviceAccount: { name: string; uid: string };
  pod?: { name: string; uid: string };
  node?: { name: string; uid: string };
  secret?: { name: string; uid: string };
}

export interface TokenClaims {
  aud: string[];
  exp: number;
  iat: number;
  nbf: number;
  iss: string;
  jti: string;
  sub: string;
  'kubernetes.io': {
    namespace: string;
    serviceaccount: { name: string; uid: string };
    pod?: { name: string; uid: string };
    node?: { name: string; uid: string };
    secret?: { name: string; uid: string };
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * Signs and verifies ServiceAccount tokens, and serves the issuer's discovery documents.
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection
 */
export class TokenIssuer {
  private constructor(
    readonly issuer: string,
    private readonly clock: Clock,
    private readonly privateKey: KeyObject,
    private readonly publicKey: KeyObject,
    readonly keyId: string,
  ) {}

  static async create(issuer: string, clock: Clock): Promise<TokenIssuer> {
    const { privateKey } = await promisify(generateKeyPair)('rsa', {
      modulusLength: 2048,
    });
    const publicKey = createPublicKey(privateKey);
    const der = publicKey.export({ type: 'spki', format: 'der' });
    // The id of a key is the digest of its DER form, as in the API server.
    const keyId = createHash('sha256').update(der).digest('base64url');
    return new TokenIssuer(issuer, clock, privateKey, publicKey, keyId);
  }

  /** `expirationSeconds` counts from now by the cluster's clock. */
  issue(
    subject: TokenSubject,
    audiences: string[],
    expirationSeconds: number,
  ): { token: string; claims: TokenClaims } {
    const now = Math.floor(this.clock.now() / 1000);
    const { namespace, serviceAccount, pod, node, secret } = subject;
    const claims: TokenClaims = {
      aud: audiences,
      exp: now + expirationSeconds,
      iat: now,
      iss: this.issuer,
      jti: randomUUID(),
      'kubernetes.io': {
        namespace,
        ...(node ? { node } : {}),
        ...(pod ? { pod } : {}),
        ...(secret ? { secret } : {}),
        serviceaccount: serviceAccount,
      },
      nbf: now,
      sub: `system:serviceaccount:${namespace}:${serviceAccount.name}`,
    };
    return { token: this.sign(claims), claims };
  }

  /** Signs any claims with the issuer's key, for tests of verifiers. */
  sign(claims: object): string {
    const signed = `${encode({ alg: 'RS256', kid: this.keyId })}.${encode(
      claims,
    )}`;
    const signature = createSign('RSA-SHA256')
      .update(signed)
      .sign(this.privateKey)
      .toString('base64url');
    return `${signed}.${signature}`;
  }

  /** The claims of a token that this issuer signed and that is now valid for one of the audiences. */
  verify(token: string, audiences: string[]): TokenClaims | undefined {
    const [header, payload, signature, ...rest] = token.split('.');
    if (!header || !payload || !signature || rest.length) {
      return undefined;
    }
    try {
      const { alg, kid } = JSON.parse(
        Buffer.from(header, 'base64url').toString(),
      );
      if (alg !== 'RS256' || kid !== this.keyId) {
        return undefined;
      }
      const genuine = verify(
        'RSA-SHA256',
        Buffer.from(`${header}.${payload}`),
        this.publicKey,
        Buffer.from(signature, 'base64url'),
      );
      if (!genuine) {
        return undefined;
      }
      const claims = JSON.parse(
        Buffer.from(payload, 'base64url').toString(),
      ) as TokenClaims;
      const now = Math.floor(this.clock.now() / 1000);
      const valid =
        claims.iss === this.issuer &&
        claims.nbf <= now &&
        claims.exp > now &&
        claims.aud.some(audience => audiences.includes(audience));
      return valid ? claims : undefined;
    } catch {
      return undefined;
    }
  }

  discovery(server: string): JsonObject {
    return {
      issuer: this.issuer,
      jwks_uri: `${server}/openid/v1/jwks`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  jwks(): JsonObject {
    const { n, e } = this.publicKey.export({ format: 'jwk' });
    const key: Json = {
      use: 'sig',
      kty: 'RSA',
      kid: this.keyId,
      alg: 'RS256',
      n,
      e,
    };
    return { keys: [key] };
  }
}
