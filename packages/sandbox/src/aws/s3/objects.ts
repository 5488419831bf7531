import { createHash } from 'node:crypto';
import { accessDenied, AwsError } from '../AwsError';
import { Bucket, StoredObject } from '../model/entities';
import { AwsResponse } from '../protocol/AwsRequest';
import { isoTime } from '../protocol/xml';
import { crc32Base64 } from '../sigv4/payload';
import { checkWrite, isUnchanged } from './preconditions';
import { emptyResponse, S3Call, xmlResponse } from './S3Call';

const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];

export function getObject(call: S3Call): AwsResponse {
  const { request, key } = call;
  const bucket = call.bucket();
  call.authorise('GetObject', bucket, key);
  const object = findObject(call, bucket, key);
  const headers = headersOf(object);
  for (const [name, value] of request.query) {
    if (name.startsWith('response-')) {
      headers[name.slice('response-'.length)] = value;
    }
  }
  if (isUnchanged(request.headers, object)) {
    return emptyResponse(304, headers);
  }
  const range = readRange(request.headers.range, object.body.length);
  if (range) {
    headers[
      'content-range'
    ] = `bytes ${range.start}-${range.end}/${object.body.length}`;
    return {
      status: 206,
      headers,
      body: object.body.subarray(range.start, range.end + 1),
    };
  }
  if (request.headers['x-amz-checksum-mode'] === 'ENABLED') {
    headers['x-amz-checksum-crc32'] = crc32Base64(object.body);
  }
  return { status: 200, headers, body: object.body };
}

export function putObject(call: S3Call): AwsResponse {
  const bucket = call.bucket();
  call.authorise('PutObject', bucket, call.key);
  const { headers } = call.request;
  checkWrite(headers, bucket.objects.get(call.key));
  const object = store(call, bucket, call.key, call.body, {
    contentType: headers['content-type'] ?? 'application/octet-stream',
    metadata: metadataOf(headers),
    headers: Object.fromEntries(
      KEPT_HEADERS.flatMap(name =>
        headers[name] && headers[name] !== 'aws-chunked'
          ? [[name, headers[name]]]
          : [],
      ),
    ),
  });
  return emptyResponse(200, {
    etag: `"${object.etag}"`,
    'x-amz-checksum-crc32': crc32Base64(call.body),
  });
}

export function copyObject(call: S3Call): AwsResponse {
  const source = decodeURIComponent(call.request.headers['x-amz-copy-source'])
    .replace(/^\//, '')
    .replace(/\?versionId=.*$/, '');
  const slash = source.indexOf('/');
  const from = call.bucket(source.slice(0, slash));
  const bucket = call.bucket();
  const sourceKey = source.slice(slash + 1);
  call.authorise('GetObject', from, sourceKey);
  call.authorise('PutObject', bucket, call.key);
  const original = findObject(call, from, sourceKey);
  const { headers } = call.request;
  const replace = headers['x-amz-metadata-directive'] === 'REPLACE';
  const copy = store(call, bucket, call.key, original.body, {
    contentType: replace
      ? headers['content-type'] ?? 'application/octet-stream'
      : original.contentType,
    metadata: replace ? metadataOf(headers) : original.metadata,
    headers: original.headers,
  });
  return xmlResponse('CopyObjectResult', {
    ETag: `"${copy.etag}"`,
    LastModified: isoTime(copy.modifiedAt),
  });
}

export function deleteObject(call: S3Call): AwsResponse {
  const bucket = call.bucket();
  call.authorise('DeleteObject', bucket, call.key);
  bucket.objects.delete(call.key);
  return emptyResponse(204);
}

/** Only callers who may list the bucket get NoSuchKey. */
function findObject(call: S3Call, bucket: Bucket, key: string): StoredObject {
  const object = bucket.objects.get(key);
  if (object) {
    return object;
  }
  if (call.decide('ListBucket', bucket).decision !== 'allowed') {
    throw accessDenied();
  }
  throw new AwsError('NoSuchKey', 404, 'The specified key does not exist.');
}

function store(
  call: S3Call,
  bucket: Bucket,
  key: string,
  body: Buffer,
  rest: Pick<StoredObject, 'contentType' | 'metadata' | 'headers'>,
): StoredObject {
  const object = {
    key,
    body,
    etag: createHash('md5').update(body).digest('hex'),
    modifiedAt: call.now,
    ...rest,
  };
  bucket.objects.set(key, object);
  return object;
}

function headersOf(object: StoredObject): Record<string, string> {
  return {
    'content-type': object.contentType,
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    etag: `"${object.etag}"`,
    'accept-ranges': 'bytes',
    ...object.headers,
    ...Object.fromEntries(
      Object.entries(object.metadata).map(([name, value]) => [
        `x-amz-meta-${name}`,
        value,
      ]),
    ),
  };
}

function metadataOf(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), value]),
  );
}

function readRange(
  text: string | undefined,
  length: number,
): { start: number; end: number } | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(text ?? '');
  if (!parts || (parts[1] === '' && parts[2] === '')) {
    return undefined;
  }
  const start =
    parts[1] === '' ? Math.max(0, length - Number(parts[2])) : Number(parts[1]);
  const end =
    parts[1] === '' || parts[2] === ''
      ? length - 1
      : Math.min(Number(parts[2]), length - 1);
  if (start >= length || start > end) {
    throw new AwsError(
      'InvalidRange',
      416,
      'The requested range is not satisfiable',
    );
  }
  return { start, end };
}
