import { InputError } from '@backstage/errors';
import { PreviewRequest } from 'backstage-plugin-irsa-common';
import { IrsaConfig } from '../config/IrsaConfig';

/** Amazon S3 User Guide, "Naming Amazon S3 objects". */
const MAX_KEY_BYTES = 1024;
/** Controls, halves of signs, and signs that make a text look like another one. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Refuses requests that may not be signed. Throws InputError. */
export function checkRequest(
  request: PreviewRequest,
  { preview }: Pick<IrsaConfig, 'preview'>,
): void {
  const { bucket, key, methods, expirySeconds } = request;
  if (preview.buckets && !preview.buckets.includes(bucket)) {
    throw new InputError(
      `Bucket ${bucket} may not be previewed; allowed are ${preview.buckets.join(
        ', ',
      )} (irsa.preview.buckets).`,
    );
  }
  if (expirySeconds > preview.maxExpirySeconds) {
    throw new InputError(
      `A link may live ${preview.maxExpirySeconds} s at most (irsa.preview.maxExpiry).`,
    );
  }
  const refused = methods.filter(method => !preview.methods.includes(method));
  if (refused.length > 0) {
    throw new InputError(
      `${refused.join(
        ' and ',
      )} may not be tried; allowed are ${preview.methods.join(
        ', ',
      )} (irsa.preview.methods).`,
    );
  }
  if (new Set(methods).size !== methods.length) {
    throw new InputError(
      'The request names a method twice. Name each one once.',
    );
  }
  if (UNSEEN.test(key)) {
    throw new InputError(
      'The object key holds control characters, or signs that change the direction of text. Write it without them.',
    );
  }
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw new InputError(
      `The object key has more than ${MAX_KEY_BYTES} bytes in UTF-8, the limit of S3. Choose a shorter one.`,
    );
  }
  if (
    key.startsWith('/') ||
    key.split('/').some(segment => segment === '.' || segment === '..')
  ) {
    throw new InputError(
      'A link to an object key that begins with a slash or has "." or ".." as a segment would point elsewhere.',
    );
  }
  if (methods.includes('PUT') && !isProbeKey(key, preview.probePrefix)) {
    throw new InputError(
      `PUT is tried under ${preview.probePrefix} only, so that no real object is overwritten.`,
    );
  }
}

function isProbeKey(key: string, prefix: string): boolean {
  return key.startsWith(prefix) && key.length > prefix.length;
}
