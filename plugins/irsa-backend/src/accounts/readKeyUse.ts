import { GetAccessKeyLastUsedCommand, IAMClient } from '@aws-sdk/client-iam';
import { findAccessKey } from './iam';

export interface KeyUse {
  state: 'active' | 'inactive' | 'deleted';
  lastUsedAt?: string;
  service?: string;
  region?: string;
}

/**
 * State and last use of a key. AWS only reports the latest use: time, service, region. Source: IAM API,
 * GetAccessKeyLastUsed.
 */
export async function readKeyUse(
  iam: IAMClient,
  key: { fingerprint: string; userName: string },
): Promise<KeyUse> {
  const found = await findAccessKey(iam, key);
  if (!found) {
    return { state: 'deleted' };
  }
  const { AccessKeyLastUsed: use } = await iam.send(
    new GetAccessKeyLastUsedCommand({ AccessKeyId: found.id }),
  );
  const known = (text?: string) => (text && text !== 'N/A' ? text : undefined);
  return {
    state: found.status === 'Active' ? 'active' : 'inactive',
    lastUsedAt: use?.LastUsedDate?.toISOString(),
    service: known(use?.ServiceName),
    region: known(use?.Region),
  };
}
