import { createHash } from 'node:crypto';
import { AwsRequest } from '../protocol/AwsRequest';

export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * The text that is signed.
 * Source: AWS, "Create a signed AWS API request", and "Authenticating requests (AWS Signature Version 4)" of S3.
 */
export function canonicalRequest(
  request: AwsRequest,
  signedHeaders: string[],
  payloadHash: string,
  service: string,
): string {
  return [
    request.method,
    canonicalPath(request.path, service),
    canonicalQuery(request.rawQuery),
    ...signedHeaders.map(
      name =>
        `${name}:${(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}`,
    ),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** S3 signs the path as it is encoded in the request; the other services encode it a second time. */
function canonicalPath(path: string, service: string): string {
  const encode = service === 's3' ? reencode : encodeStrict;
  return path.split('/').map(encode).join('/') || '/';
}

function canonicalQuery(rawQuery: string): string {
  return rawQuery
    .split('&')
    .filter(pair => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map(pair => {
      const mark = pair.indexOf('=');
      const [name, value] =
        mark < 0 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)];
      return [reencode(name), reencode(value)];
    })
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(pair => pair.join('='))
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function reencode(text: string): string {
  try {
    return encodeStrict(decodeURIComponent(text));
  } catch {
    return encodeStrict(text);
  }
}

/** Encodes everything except the unreserved characters of RFC 3986. */
export function encodeStrict(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
