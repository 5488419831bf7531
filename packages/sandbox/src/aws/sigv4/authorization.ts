import { AwsError } from '../AwsError';
import { AwsRequest } from '../protocol/AwsRequest';
import { Scope } from './signingKeys';

/** The signature and its parameters, from the header of a request or the query of a link. */
export interface Authorization {
  kind: 'header' | 'link';
  accessKeyId: string;
  scope: Scope;
  signedHeaders: string[];
  signature: string;
  /** `20261123T101112Z` */
  date: string;
  sessionToken?: string;
  /** Lifetime in seconds; links only. */
  expires?: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** Seven days. */
const MAXIMUM_EXPIRY = 604_800;

/** @returns undefined when the request is not signed */
export function readAuthorization(
  request: AwsRequest,
): Authorization | undefined {
  if (
    request.query.has('X-Amz-Signature') ||
    request.query.has('X-Amz-Algorithm')
  ) {
    return readLink(request);
  }
  const header = request.headers.authorization;
  return header === undefined ? undefined : readHeader(request, header);
}

function readHeader(request: AwsRequest, header: string): Authorization {
  const field = (name: string) =>
    new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1];
  const credential = field('Credential');
  const signedHeaders = field('SignedHeaders');
  const signature = field('Signature');
  const date = request.headers['x-amz-date'];
  if (
    !header.startsWith(`${ALGORITHM} `) ||
    !credential ||
    !signedHeaders ||
    !signature ||
    !date
  ) {
    throw malformedHeader();
  }
  const parsed = parseCredential(credential);
  if (!parsed) {
    throw malformedHeader();
  }
  return {
    kind: 'header',
    ...parsed,
    signedHeaders: signedHeaders.split(';'),
    signature,
    date,
    sessionToken: request.headers['x-amz-security-token'],
  };
}

function readLink({ query }: AwsRequest): Authorization {
  const get = (name: string) => query.get(`X-Amz-${name}`) ?? undefined;
  const parsed = parseCredential(get('Credential') ?? '');
  const signedHeaders = get('SignedHeaders');
  const signature = get('Signature');
  const date = get('Date');
  if (get('Algorithm') !== ALGORITHM) {
    throw badLink('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  if (!parsed || !signedHeaders || !signature || !date || !get('Expires')) {
    throw badLink(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  const expires = Number(get('Expires'));
  if (!Number.isInteger(expires)) {
    throw badLink('X-Amz-Expires should be a number');
  }
  if (expires < 0) {
    throw badLink('X-Amz-Expires must be non-negative');
  }
  if (expires > MAXIMUM_EXPIRY) {
    throw badLink(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${MAXIMUM_EXPIRY} seconds`,
    );
  }
  return {
    kind: 'link',
    ...parsed,
    signedHeaders: signedHeaders.split(';'),
    signature,
    date,
    sessionToken: get('Security-Token'),
    expires,
  };
}

function parseCredential(
  text: string,
): { accessKeyId: string; scope: Scope } | undefined {
  const [accessKeyId, date, region, service, end, ...rest] = text.split('/');
  if (!accessKeyId || !/^\d{8}$/.test(date ?? '') || !region || !service) {
    return undefined;
  }
  if (end !== 'aws4_request' || rest.length > 0) {
    return undefined;
  }
  return { accessKeyId, scope: { date, region, service } };
}

function malformedHeader(): AwsError {
  return new AwsError(
    'AuthorizationHeaderMalformed',
    400,
    'The authorization header that you provided is not valid.',
  );
}

function badLink(message: string): AwsError {
  return new AwsError('AuthorizationQueryParametersError', 400, message);
}

/** Milliseconds since the epoch; NaN when the text has another form. */
export function parseAmzDate(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) {
    return NaN;
  }
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
