import { importJWK, JWK, KeyLike } from 'jose';
import { request as httpsRequest } from 'node:https';
import { AwsError } from '../AwsError';
import { IssuerResolver } from '../../issuers';

const TIMEOUT = 5_000;
const MAXIMUM_BYTES = 1024 * 1024;

/**
 * The published keys of issuers. They are fetched over HTTPS as STS does, and kept until a token names a key that is
 * not among them.
 */
export class IssuerKeys {
  private readonly resolve: IssuerResolver;
  private readonly cache = new Map<string, Map<string, JWK>>();

  constructor(resolve: IssuerResolver) {
    this.resolve = resolve;
  }

  /** @throws IDPCommunicationError, InvalidIdentityToken: 400 */
  async find(
    issuer: string,
    kid: string | undefined,
    algorithm: string,
  ): Promise<KeyLike | Uint8Array> {
    const name = kid ?? '';
    const jwk =
      this.cache.get(issuer)?.get(name) ?? (await this.fetch(issuer)).get(name);
    if (!jwk) {
      throw invalidToken(
        `Couldn't retrieve verification key from your identity provider: no key with id ${name}`,
      );
    }
    try {
      return await importJWK(jwk, algorithm);
    } catch {
      throw invalidToken(
        'The key of the identity provider does not fit the algorithm of the token',
      );
    }
  }

  private async fetch(issuer: string): Promise<Map<string, JWK>> {
    const address = this.resolve(issuer);
    const base = (address?.baseUrl ?? issuer).replace(/\/$/, '');
    const discovery = await getJson(
      `${base}/.well-known/openid-configuration`,
      address?.ca,
    );
    if (discovery.issuer !== issuer) {
      throw invalidToken(
        'The issuer of the token is not the one its discovery document names',
      );
    }
    const uri = String(discovery.jwks_uri);
    const keys = await getJson(
      uri.startsWith(issuer) ? base + uri.slice(issuer.length) : uri,
      address?.ca,
    );
    const list = (keys.keys ?? []) as JWK[];
    const found = new Map(list.map(jwk => [jwk.kid ?? '', jwk]));
    this.cache.set(issuer, found);
    return found;
  }
}

function getJson(url: string, ca?: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const fail = () =>
      reject(
        new AwsError(
          'IDPCommunicationError',
          400,
          `Couldn't reach the identity provider at ${url}`,
        ),
      );
    if (!url.startsWith('https://')) {
      reject(
        invalidToken('The identity provider must be reachable over https'),
      );
      return;
    }
    // Without an agent, because a kept-alive connection would outlive the issuer of a test.
    const sent = httpsRequest(
      url,
      { ca, agent: false, timeout: TIMEOUT },
      response => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAXIMUM_BYTES) {
            sent.destroy();
          } else {
            chunks.push(chunk);
          }
        });
        response.on('error', fail);
        response.on('end', () => {
          if (response.statusCode !== 200) {
            return fail();
          }
          try {
            return resolve(JSON.parse(Buffer.concat(chunks).toString()));
          } catch {
            return fail();
          }
        });
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', fail);
    sent.end();
  });
}

export function invalidToken(message: string): AwsError {
  return new AwsError('InvalidIdentityToken', 400, message);
}
