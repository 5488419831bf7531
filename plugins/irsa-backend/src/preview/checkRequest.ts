import { InputError } from '@backstage/errors';
import { PreviewRequest } from 'backstage-plugin-irsa-common';
import { IrsaConfig } from '../config/IrsaConfig';

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
  if (new Set(methods).size !== methods.length) {
    throw new InputError(
      'The request names a method twice. Name each one once.',
    );
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(key)) {
    throw new InputError(
      'The object key holds control characters. Write it without them.',
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
