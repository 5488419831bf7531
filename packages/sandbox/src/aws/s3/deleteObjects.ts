import { AwsError } from '../AwsError';
import { AwsResponse } from '../protocol/AwsRequest';
import { unescapeXml } from '../protocol/xml';
import { S3Call, xmlResponse } from './S3Call';

const MAXIMUM_KEYS = 1000;

/**
 * Deletes each key on its own: a key that may not be deleted becomes an Error in the answer; the call itself succeeds.
 * Source: S3 API reference, DeleteObjects.
 * @throws MalformedXML, InvalidRequest: 400
 */
export function deleteObjects(call: S3Call): AwsResponse {
  const { headers } = call.request;
  const bucket = call.bucket();
  const text = call.body.toString();
  if (
    headers['content-md5'] === undefined &&
    !Object.keys(headers).some(name => name.startsWith('x-amz-checksum-'))
  ) {
    throw new AwsError(
      'InvalidRequest',
      400,
      'Missing required header for this request: Content-MD5',
    );
  }
  const keys = [
    ...text.matchAll(/<Object>.*?<Key>([^<]*)<\/Key>.*?<\/Object>/gs),
  ].map(([, key]) => unescapeXml(key));
  if (
    !/<Delete[\s>]/.test(text) ||
    keys.length === 0 ||
    keys.length > MAXIMUM_KEYS
  ) {
    throw new AwsError(
      'MalformedXML',
      400,
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  const quiet = /<Quiet>\s*true\s*<\/Quiet>/.test(text);
  const allowed = (key: string) =>
    call.decide('DeleteObject', bucket, key).decision === 'allowed';
  const [deleted, refused] = [
    keys.filter(allowed),
    keys.filter(key => !allowed(key)),
  ];
  deleted.forEach(key => bucket.objects.delete(key));
  return xmlResponse('DeleteResult', {
    Deleted: quiet ? [] : deleted.map(Key => ({ Key })),
    Error: refused.map(Key => ({
      Key,
      Code: 'AccessDenied',
      Message: 'Access Denied',
    })),
  });
}
