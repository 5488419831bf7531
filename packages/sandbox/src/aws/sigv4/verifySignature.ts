import { timingSafeEqual } from 'node:crypto';
import { AwsError } from '../AwsError';
import { AwsRequest } from '../protocol/AwsRequest';
import { Authorization, parseAmzDate } from './authorization';
import { canonicalRequest, sha256Hex } from './canonicalRequest';
import { hmac, signingKey } from './signingKeys';

const MAXIMUM_SKEW = 15 * 60_000;

/**
 * Checks the time, then the signature.
 * @throws AuthorizationHeaderMalformed, AuthorizationQueryParametersError: 400; RequestTimeTooSkewed, AccessDenied (link past its time), SignatureDoesNotMatch: 403
 */
export function verifySignature(
  request: AwsRequest,
  authorization: Authorization,
  secret: string,
  now: number,
): void {
  checkScope(authorization);
  checkTime(authorization, now);
  const { scope, date, signedHeaders } = authorization;
  const expected = hmac(
    signingKey(secret, scope),
    [
      'AWS4-HMAC-SHA256',
      date,
      `${scope.date}/${scope.region}/${scope.service}/aws4_request`,
      sha256Hex(
        canonicalRequest(
          request,
          signedHeaders,
          payloadHash(request, authorization),
          scope.service,
        ),
      ),
    ].join('\n'),
  ).toString('hex');
  const given = Buffer.from(authorization.signature);
  const wanted = Buffer.from(expected);
  if (
    !signedHeaders.includes('host') ||
    given.length !== wanted.length ||
    !timingSafeEqual(given, wanted)
  ) {
    throw signatureDoesNotMatch();
  }
  if (unsignedAmzHeader(request, signedHeaders)) {
    throw scope.service === 's3'
      ? new AwsError(
          'AccessDenied',
          403,
          'There were headers present in the request which were not signed',
        )
      : signatureDoesNotMatch();
  }
}

/** The day in the credential scope must be the day of the signature. */
function checkScope({ kind, date, scope }: Authorization) {
  if (date.startsWith(scope.date)) {
    return;
  }
  if (scope.service !== 's3') {
    throw signatureDoesNotMatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${date}'`,
    );
  }
  throw new AwsError(
    kind === 'link'
      ? 'AuthorizationQueryParametersError'
      : 'AuthorizationHeaderMalformed',
    400,
    `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${date}".`,
  );
}

function checkTime({ kind, date, expires, scope }: Authorization, now: number) {
  const signedAt = parseAmzDate(date);
  if (Number.isNaN(signedAt)) {
    throw signatureDoesNotMatch();
  }
  if (kind === 'link') {
    if (signedAt - now > MAXIMUM_SKEW) {
      throw new AwsError('AccessDenied', 403, 'Request is not valid yet');
    }
    if (now > signedAt + (expires ?? 0) * 1000) {
      throw scope.service === 's3'
        ? new AwsError('AccessDenied', 403, 'Request has expired')
        : signatureDoesNotMatch('Signature expired');
    }
  } else if (Math.abs(now - signedAt) > MAXIMUM_SKEW) {
    throw scope.service === 's3'
      ? new AwsError(
          'RequestTimeTooSkewed',
          403,
          'The difference between the request time and the current time is too large.',
        )
      : signatureDoesNotMatch(
          `Signature ${
            signedAt < now ? 'expired' : 'not yet current'
          }: ${date} is more than 15 minutes away from the server's time`,
        );
  }
}

/** Somebody else could have added a token or another x-amz header that the signature does not cover. */
function unsignedAmzHeader(request: AwsRequest, signedHeaders: string[]) {
  return Object.keys(request.headers).some(
    name =>
      name.startsWith('x-amz-') &&
      name !== 'x-amz-content-sha256' &&
      !signedHeaders.includes(name),
  );
}

function payloadHash(request: AwsRequest, { kind, scope }: Authorization) {
  const declared =
    request.headers['x-amz-content-sha256'] ??
    request.query.get('X-Amz-Content-Sha256');
  if (scope.service !== 's3') {
    return sha256Hex(request.body);
  }
  return (
    declared ?? (kind === 'link' ? 'UNSIGNED-PAYLOAD' : sha256Hex(request.body))
  );
}

function signatureDoesNotMatch(
  message = 'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
): AwsError {
  return new AwsError('SignatureDoesNotMatch', 403, message);
}
