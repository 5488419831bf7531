import { createHash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../AwsError';
import { AwsRequest } from '../protocol/AwsRequest';
import { Authorization } from './authorization';
import { sha256Hex } from './canonicalRequest';
import { hmac, signingKey } from './signingKeys';

/**
 * The decoded body: taken out of `aws-chunked` frames and compared with the hash and checksums of the request.
 * Source: S3, "Signature calculations: transferring a payload in multiple chunks" and "Checking object integrity".
 * @throws XAmzContentSHA256Mismatch, BadDigest, IncompleteBody: 400; SignatureDoesNotMatch 403 for a signed chunk
 */
export function readPayload(
  request: AwsRequest,
  authorization?: Authorization,
  secret?: string,
): Buffer {
  const declared = request.headers['x-amz-content-sha256'];
  const checksums: Record<string, string> = { ...request.headers };
  let body = request.body;
  if (declared?.startsWith('STREAMING-')) {
    const chunked = readChunks(request.body);
    Object.assign(checksums, chunked.trailers);
    body = Buffer.concat(chunked.chunks.map(({ data }) => data));
    if (
      declared.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD') &&
      authorization &&
      secret !== undefined
    ) {
      verifyChunks(chunked.chunks, authorization, secret);
    }
  } else if (
    declared &&
    /^[0-9a-f]{64}$/.test(declared) &&
    declared !== sha256Hex(body)
  ) {
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  verifyChecksums(checksums, body);
  return body;
}

export function crc32Base64(body: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

function verifyChecksums(headers: Record<string, string>, body: Buffer): void {
  const digest = (name: string) =>
    createHash(name).update(body).digest('base64');
  const known: [string, () => string][] = [
    ['x-amz-checksum-crc32', () => crc32Base64(body)],
    ['x-amz-checksum-sha1', () => digest('sha1')],
    ['x-amz-checksum-sha256', () => digest('sha256')],
    ['content-md5', () => digest('md5')],
  ];
  for (const [name, compute] of known) {
    if (headers[name] !== undefined && headers[name] !== compute()) {
      throw new AwsError(
        'BadDigest',
        400,
        `The ${name} you specified did not match the calculated checksum.`,
      );
    }
  }
}

interface Chunk {
  data: Buffer;
  signature?: string;
}

function readChunks(body: Buffer) {
  const chunks: Chunk[] = [];
  const trailers: Record<string, string> = {};
  let offset = 0;
  const line = () => {
    const end = body.indexOf('\r\n', offset);
    if (end < 0) {
      throw incomplete();
    }
    const text = body.toString('latin1', offset, end);
    offset = end + 2;
    return text;
  };
  for (;;) {
    const header = line();
    const size = parseInt(header, 16);
    if (Number.isNaN(size) || offset + size > body.length) {
      throw incomplete();
    }
    chunks.push({
      data: body.subarray(offset, offset + size),
      signature: /chunk-signature=([0-9a-f]+)/.exec(header)?.[1],
    });
    if (size === 0) {
      break;
    }
    offset += size + 2;
  }
  while (offset < body.length) {
    const trailer = line();
    const mark = trailer.indexOf(':');
    if (mark > 0) {
      trailers[trailer.slice(0, mark).toLowerCase()] = trailer
        .slice(mark + 1)
        .trim();
    }
  }
  return { chunks, trailers };
}

function verifyChunks(
  chunks: Chunk[],
  { scope, date, signature }: Authorization,
  secret: string,
): void {
  const key = signingKey(secret, scope);
  let previous = signature;
  for (const chunk of chunks) {
    const expected = hmac(
      key,
      [
        'AWS4-HMAC-SHA256-PAYLOAD',
        date,
        `${scope.date}/${scope.region}/${scope.service}/aws4_request`,
        previous,
        sha256Hex(''),
        sha256Hex(chunk.data),
      ].join('\n'),
    ).toString('hex');
    const given = chunk.signature ?? '';
    if (
      given.length !== expected.length ||
      !timingSafeEqual(Buffer.from(given), Buffer.from(expected))
    ) {
      throw new AwsError(
        'SignatureDoesNotMatch',
        403,
        'A chunk of the body does not match its signature.',
      );
    }
    previous = given;
  }
}

function incomplete(): AwsError {
  return new AwsError(
    'IncompleteBody',
    400,
    'The body ends before its last chunk.',
  );
}
