import { GetAccessKeyLastUsedCommand } from '@aws-sdk/client-iam';
import { findAccessKey } from './findAccessKey';
import { AccountHandle, IamSnapshot } from './types';

export interface KeyUse {
  state: 'active' | 'inactive' | 'deleted';
  lastUsedAt?: string;
  service?: string;
  region?: string;
}

/**
 * State and last use of a key. AWS only reports the latest use: time, service, region. Source: IAM API,
 * GetAccessKeyLastUsed.
 *
 * @param seen - the account as it was read a moment ago; read now when absent, if the key is not where it was
 */
export async function readKeyUse(
  account: Pick<AccountHandle, 'accountId' | 'iam' | 'snapshot'>,
  key: { fingerprint: string; userName: string },
  seen?: IamSnapshot,
): Promise<KeyUse> {
  const found = await findAccessKey(account, key, seen);
  if (!found) {
    return { state: 'deleted' };
  }
  const { AccessKeyLastUsed: use } = await account.iam.send(
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
