import {
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  JWTPayload,
} from 'jose';
import { AwsError } from '../AwsError';
import { Account } from '../model/Account';
import { OidcProvider } from '../model/entities';
import { invalidToken, IssuerKeys } from './issuerKeys';

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

export interface WebIdentity {
  provider: OidcProvider;
  subject: string;
  audiences: string[];
  claims: JWTPayload;
}

/**
 * Checks form, issuer, registered provider, keys, signature, time and audience, in this order.
 * @throws InvalidIdentityToken, ExpiredTokenException, IDPCommunicationError: 400
 */
export async function verifyWebIdentity(
  token: string,
  account: Account | undefined,
  keys: IssuerKeys,
  now: number,
): Promise<WebIdentity> {
  let claims: JWTPayload;
  let header;
  try {
    claims = decodeJwt(token);
    header = decodeProtectedHeader(token);
  } catch {
    throw invalidToken(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
  const { iss, sub, aud, exp } = claims;
  if (!iss || !sub) {
    throw invalidToken('Missing a required claim: iss or sub');
  }
  const url = iss.replace(/^https:\/\//, '');
  const provider = account?.settled.provider(url);
  if (!provider || !iss.startsWith('https://')) {
    throw invalidToken(
      `No OpenIDConnect provider found in your account for ${iss}`,
    );
  }
  const audiences = [aud ?? []].flat();
  if (audiences.length === 0) {
    throw invalidToken('Missing a required claim: aud');
  }
  if (!header.alg || !ALGORITHMS.includes(header.alg)) {
    throw invalidToken('The algorithm of the token is not supported');
  }
  const key = await keys.find(iss, header.kid, header.alg);
  try {
    await compactVerify(token, key, { algorithms: ALGORITHMS });
  } catch {
    throw invalidToken(
      'The web identity token that was passed could not be validated: signature',
    );
  }
  if (typeof exp !== 'number') {
    throw invalidToken('Missing a required claim: exp');
  }
  if (exp * 1000 <= now) {
    throw new AwsError(
      'ExpiredTokenException',
      400,
      `Token expired: current date/time ${Math.floor(
        now / 1000,
      )} must be before the expiration date/time ${exp}`,
    );
  }
  if (typeof claims.nbf === 'number' && claims.nbf * 1000 > now + 300_000) {
    throw invalidToken('The token is not valid yet');
  }
  if (!audiences.some(item => provider.clientIds.includes(item))) {
    throw invalidToken('Incorrect token audience');
  }
  return { provider, subject: sub, audiences, claims };
}
