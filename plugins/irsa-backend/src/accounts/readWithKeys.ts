import { IdentityReader } from './IdentityReader';
import { PolicyDocuments } from './PolicyDocuments';
import { readUser } from './readIdentitiesOneByOne';
import { KEYS_MAX_AGE_MS, readKeysOf } from './readKeys';
import { AccountHandle, IamSnapshot } from './types';

/** How old the lists of a large account may be that one plan takes over from another, in milliseconds. */
const PAGE_MAX_AGE_MS = 60_000;
/** So many users and roles come in one answer, with fewer calls than one user takes on its own. */
const FEW = 500;

/**
 * The account, and in it the users of these keys as they are now, with these keys. In a large account, the lists of all users, roles
 * and providers may be a minute old; the keys of other users may be an hour old. When a key is not known, all is read. Throws
 * AccountError.
 *
 * @param fingerprints - of the keys that the caller looks at
 * @param few - up to how many users and roles an account is read anew each time
 */
export async function readWithKeys(
  account: AccountHandle,
  fingerprints: readonly string[],
  few: number = FEW,
): Promise<IamSnapshot> {
  const began = Date.now();
  const pageOf = (maxAgeMs: number) =>
    account.snapshot({ maxAgeMs, keysMaxAgeMs: KEYS_MAX_AGE_MS });
  let page = await pageOf(PAGE_MAX_AGE_MS);
  let isOld = Date.parse(page.asOf) < began;
  if (isOld && page.users.length + page.roles.length <= few) {
    page = await pageOf(0);
    isOld = false;
  }
  const reader = new IdentityReader(account.accountId, account.iam);
  const documents = new PolicyDocuments(reader);
  const holders = page.users.filter(({ keys }) =>
    keys.some(({ fingerprint }) => fingerprints.includes(fingerprint)),
  );
  const now = new Map(
    await Promise.all(
      holders.map(async user => {
        const { name, arn, path, userId } = user;
        const base = { name, arn, path, userId };
        const as = isOld ? await readUser(reader, documents, name, base) : user;
        return [name, { ...as, keys: await readKeysOf(reader, as) }] as const;
      }),
    ),
  );
  const found = [...now.values()].flatMap(({ keys }) =>
    keys.map(({ fingerprint }) => fingerprint),
  );
  if (fingerprints.some(fingerprint => !found.includes(fingerprint))) {
    return account.snapshot({ maxAgeMs: 0 });
  }
  if (isOld && reader.missing.size > 0) {
    // One call for all of them may be allowed where the calls for one are not.
    return readWithKeys(account, fingerprints, Infinity);
  }
  return {
    ...page,
    users: page.users.map(user => now.get(user.name) ?? user),
    missing: [...new Set([...page.missing, ...reader.missing])].sort(),
  };
}
