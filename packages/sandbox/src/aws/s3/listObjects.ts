import { AwsError } from '../AwsError';
import { Bucket } from '../model/entities';
import { AwsResponse } from '../protocol/AwsRequest';
import { isoTime } from '../protocol/xml';
import { encodeStrict } from '../sigv4/canonicalRequest';
import { S3Call, xmlResponse } from './S3Call';

/** ListObjectsV2, and ListObjects where `list-type` is not 2. */
export function listObjects(call: S3Call): AwsResponse {
  const { query } = call.request;
  const get = (name: string) => query.get(name) ?? undefined;
  const bucket = call.bucket();
  const prefix = get('prefix');
  const delimiter = get('delimiter');
  const maximum = get('max-keys');
  call.authorise('ListBucket', bucket, '', {
    ...(prefix !== undefined && { 's3:prefix': prefix }),
    ...(delimiter !== undefined && { 's3:delimiter': delimiter }),
    ...(maximum !== undefined && { 's3:max-keys': maximum }),
  });
  const version2 = get('list-type') === '2';
  const token = get('continuation-token');
  const after =
    token === undefined
      ? (version2 ? get('start-after') : get('marker')) ?? ''
      : Buffer.from(token, 'base64').toString('utf8');
  const maxKeys = Math.min(
    maximum === undefined ? 1000 : Number(maximum),
    1000,
  );
  if (!Number.isInteger(maxKeys) || maxKeys < 0) {
    throw new AwsError(
      'InvalidArgument',
      400,
      'Provided max-keys not an integer or within integer range',
    );
  }
  const entries = entriesOf(bucket, prefix ?? '', delimiter, after);
  const page = entries.slice(0, maxKeys);
  const isTruncated = entries.length > page.length && page.length > 0;
  const last = page[page.length - 1];
  const encode =
    get('encoding-type') === 'url' ? encodeKey : (text: string) => text;
  return xmlResponse('ListBucketResult', {
    Name: bucket.name,
    Prefix: encode(prefix ?? ''),
    Delimiter: delimiter === undefined ? undefined : encode(delimiter),
    EncodingType: get('encoding-type'),
    MaxKeys: maxKeys,
    IsTruncated: isTruncated,
    ...(version2
      ? {
          KeyCount: page.length,
          StartAfter: get('start-after'),
          ContinuationToken: token,
          NextContinuationToken: isTruncated
            ? Buffer.from(last.name).toString('base64')
            : undefined,
        }
      : {
          Marker: encode(after),
          NextMarker: isTruncated ? encode(last.name) : undefined,
        }),
    Contents: page
      .filter(entry => !entry.isPrefix)
      .map(({ name }) => {
        const object = bucket.objects.get(name)!;
        return {
          Key: encode(name),
          LastModified: isoTime(object.modifiedAt),
          ETag: `"${object.etag}"`,
          Size: object.body.length,
          StorageClass: 'STANDARD',
        };
      }),
    CommonPrefixes: page
      .filter(entry => entry.isPrefix)
      .map(({ name }) => ({ Prefix: encode(name) })),
  });
}

/** Keys and common prefixes together, in the order of their UTF-8 bytes, after the given one. */
function entriesOf(
  bucket: Bucket,
  prefix: string,
  delimiter: string | undefined,
  after: string,
) {
  const found = new Map<string, boolean>();
  for (const key of bucket.objects.keys()) {
    if (!key.startsWith(prefix)) {
      continue;
    }
    const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const isPrefix = cut >= 0;
    found.set(isPrefix ? key.slice(0, cut + delimiter!.length) : key, isPrefix);
  }
  return [...found]
    .map(([name, isPrefix]) => ({ name, isPrefix }))
    .filter(({ name }) => compare(name, after) > 0)
    .sort((a, b) => compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function encodeKey(text: string): string {
  return text.split('/').map(encodeStrict).join('/');
}
