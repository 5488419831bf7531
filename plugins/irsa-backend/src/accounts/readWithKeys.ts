import { IdentityReader } from './IdentityReader';
import { KEYS_MAX_AGE_MS, readKeysOf } from './readKeys';
import { AccountHandle, IamSnapshot } from './types';

/**
 * The account as it is now, and of its keys these: those of other users may be an hour old. When one is not known, the keys of
 * all users are read. Throws AccountError.
 *
 * @param fingerprints - of the keys that the caller looks at
 */
export async function readWithKeys(
  account: AccountHandle,
  fingerprints: readonly string[],
): Promise<IamSnapshot> {
  const snapshot = await account.snapshot({
    maxAgeMs: 0,
    keysMaxAgeMs: KEYS_MAX_AGE_MS,
  });
  const holders = snapshot.users.filter(({ keys }) =>
    keys.some(({ fingerprint }) => fingerprints.includes(fingerprint)),
  );
  const reader = new IdentityReader(account.accountId, account.iam);
  const keys = new Map(
    await Promise.all(
      holders.map(
        async user => [user.name, await readKeysOf(reader, user)] as const,
      ),
    ),
  );
  const now = [...keys.values()].flat().map(({ fingerprint }) => fingerprint);
  if (fingerprints.some(fingerprint => !now.includes(fingerprint))) {
    return account.snapshot({ maxAgeMs: 0 });
  }
  return {
    ...snapshot,
    users: snapshot.users.map(user => ({
      ...user,
      keys: keys.get(user.name) ?? user.keys,
    })),
    missing: [...new Set([...snapshot.missing, ...reader.missing])].sort(),
  };
}
