import { IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { accountError } from './AccountError';
import { orUndefined } from './iam';
import { KEYS_MAX_AGE_MS } from './readKeys';
import { AccountHandle, IamSnapshot } from './types';

interface Key {
  fingerprint: string;
  /** Of the user that had it when it was last seen. */
  userName: string;
}

/** A key as IAM shows it now. */
interface FoundKey {
  id: string;
  status: string;
  /** The user's name of now: IAM lets a user be renamed, and its keys stay (IAM API, UpdateUser). */
  userName: string;
}

/** Without these, that nobody in an account has a key cannot be told. */
const NEEDED = ['iam:ListUsers', 'iam:ListAccessKeys'];

/**
 * Finds the key with a fingerprint. Its id must not leave the caller. Undefined when no user of the account has it, or has it
 * any more: before that is said, all users are looked through. Throws what the SDK throws, and AccountError when it cannot be
 * told.
 *
 * @param seen - the account as it was read a moment ago; read now when absent
 */
export async function findAccessKey(
  account: Pick<AccountHandle, 'accountId' | 'iam' | 'snapshot'>,
  key: Key,
  seen?: IamSnapshot,
): Promise<FoundKey | undefined> {
  const keys = await keysOf(account.iam, key.userName);
  const found = keys && withFingerprint(keys, key.fingerprint);
  if (found) {
    return found;
  }
  const users = seen ?? (await readUsers(account));
  if (NEEDED.some(action => users.missing.includes(action))) {
    throw cannotTell(
      account,
      key,
      'Let it call iam:ListUsers and iam:ListAccessKeys.',
    );
  }
  const owner = users.users.find(user =>
    user.keys.some(({ fingerprint }) => fingerprint === key.fingerprint),
  );
  // Its keys are known from before, and the user has just been asked.
  if (!owner || (owner.name === key.userName && keys)) {
    return undefined;
  }
  const ofOwner = await keysOf(account.iam, owner.name);
  if (!ofOwner) {
    throw cannotTell(account, key, 'Look again in a minute.');
  }
  return withFingerprint(ofOwner, key.fingerprint);
}

/** Users are read now; the keys of each by its id, which a new name does not change, may be known. */
function readUsers(
  account: Pick<AccountHandle, 'snapshot'>,
): Promise<IamSnapshot> {
  return account.snapshot({ maxAgeMs: 0, keysMaxAgeMs: KEYS_MAX_AGE_MS });
}

/** Undefined when there is no user with this name. */
async function keysOf(
  iam: IAMClient,
  userName: string,
): Promise<FoundKey[] | undefined> {
  const found = await orUndefined(() =>
    iam.send(new ListAccessKeysCommand({ UserName: userName })),
  );
  return found?.AccessKeyMetadata?.flatMap(
    ({ AccessKeyId: id, Status: status = 'Active' }) =>
      id ? [{ id, status, userName }] : [],
  );
}

function withFingerprint(
  keys: readonly FoundKey[],
  fingerprint: string,
): FoundKey | undefined {
  return keys.find(({ id }) => accessKeyFingerprint(id) === fingerprint);
}

function cannotTell(
  { accountId }: Pick<AccountHandle, 'accountId'>,
  { userName }: Key,
  wayOut: string,
): Error {
  return accountError(
    { accountId, kind: 'denied', action: NEEDED[0] },
    `The user ${userName} of AWS account ${accountId} has no such key, and whether another one has it, or the user was renamed, could not be told. ${wayOut}`,
  );
}
