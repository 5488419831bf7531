import { accessKeyFingerprint } from '../../accessKeyFingerprint';
import { accountOfKeyId } from './accountOfKeyId';
import { KeyIdentity } from '../../detect/types';

/** Each key once. */
export function uniqueKeys(keys: readonly KeyIdentity[]): KeyIdentity[] {
  return [...new Map(keys.map(key => [key.fingerprint, key])).values()];
}

/** The facts that are kept of an access key id. The id itself is dropped. */
export function keyIdentity(id: string): KeyIdentity {
  const accountId = accountOfKeyId(id);
  return {
    fingerprint: accessKeyFingerprint(id),
    last4: id.slice(-4),
    ...(accountId ? { accountId } : {}),
  };
}
