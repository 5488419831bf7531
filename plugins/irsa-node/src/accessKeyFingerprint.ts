import { createHash } from 'node:crypto';

/**
 * A stand-in for an access key id that can be stored and compared: the first 16 hex digits of its SHA-256.
 * An id has about 80 bits of its own, so it cannot be guessed back.
 */
export function accessKeyFingerprint(accessKeyId: string): string {
  return createHash('sha256').update(accessKeyId).digest('hex').slice(0, 16);
}
