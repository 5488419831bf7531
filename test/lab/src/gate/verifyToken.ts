import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { rootCertificates } from 'node:tls';
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  JWTPayload,
} from 'jose';
import { GateRefusal } from './GateRefusal';

export interface VerifyOptions {
  token: string;
  /** Client ids of the provider that is registered for this issuer; undefined when there is none. */
  audiencesOf: (issuer: string) => Promise<string[] | undefined>;
  /** The real address of an issuer's documents; undefined when they are at its own URL. */
  addressOf: (issuer: string) => string | undefined;
  /** File with CA certificates to trust for issuers, besides the public ones. */
  caFile: string;
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

/**
 * Checks a ServiceAccount's token as STS does: form, provider, keys by discovery, signature, expiry, audience.
 *
 * Keys are read for each token, so that a rotation is seen at once; STS itself caches them.
 *
 * @returns its claims and the audience that matched @throws GateRefusal as STS refuses:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export async function verifyToken({
  token,
  audiencesOf,
  addressOf,
  caFile,
}: VerifyOptions): Promise<{ claims: JWTPayload; audience: string }> {
  const { issuer, algorithm } = readUnverified(token);
  const allowed = await audiencesOf(issuer);
  if (!allowed) {
    throw invalid(
      `No OpenIDConnect provider found in your account for ${issuer}`,
    );
  }
  if (!ALGORITHMS.includes(algorithm)) {
    throw invalid(`Token algorithm ${algorithm} is not supported`);
  }
  const keys = await fetchKeys(addressOf(issuer) ?? issuer, caFile);
  const claims = await verified(token, keys);
  const own = [claims.aud ?? []].flat();
  if (own.length === 0) {
    throw invalid('Missing a required claim: aud');
  }
  const audience = own.find(each => allowed.includes(each));
  if (!audience) {
    throw invalid('Incorrect token audience');
  }
  return { claims, audience };
}

function readUnverified(token: string) {
  try {
    const { iss } = decodeJwt(token);
    const { alg } = decodeProtectedHeader(token);
    if (iss && alg) {
      return { issuer: iss, algorithm: alg };
    }
  } catch {
    // Not a token. The error below covers this.
  }
  throw invalid('The ID Token provided is not a valid JWT.');
}

async function verified(
  token: string,
  keys: ReturnType<typeof createLocalJWKSet>,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new GateRefusal(400, 'ExpiredTokenException', 'Token expired');
    }
    throw invalid("Couldn't verify the token with the keys of its issuer");
  }
}

async function fetchKeys(address: string, caFile: string) {
  try {
    const discovery = await getJson(
      `${address.replace(/\/$/, '')}/.well-known/openid-configuration`,
      caFile,
    );
    return createLocalJWKSet(await getJson(discovery.jwks_uri, caFile));
  } catch {
    throw new GateRefusal(
      400,
      'IDPCommunicationError',
      'The keys of the identity provider cannot be read',
    );
  }
}

function getJson(url: string, caFile: string): Promise<any> {
  return new Promise((resolve, reject) => {
    const asked = get(
      url,
      {
        agent: new Agent({ ca: [...rootCertificates, readFileSync(caFile)] }),
        timeout: 5000,
      },
      response => {
        let text = '';
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('end', () => {
          try {
            if (response.statusCode !== 200) {
              throw new Error('refused');
            }
            resolve(JSON.parse(text));
          } catch (error) {
            reject(error);
          }
        });
      },
    );
    asked.once('error', reject);
    asked.once('timeout', () => asked.destroy(new Error('no answer')));
  });
}

function invalid(message: string): GateRefusal {
  return new GateRefusal(400, 'InvalidIdentityToken', message);
}
