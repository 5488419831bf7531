import { AccountCoverage } from 'backstage-plugin-irsa-common';
import { AccountHandle, IamSnapshot } from '../accounts/types';

/** Reviews may be this old before IAM is read again. */
export const MAX_AGE_MS = 60_000;

/** What is made of an account's snapshot, and how much of the account was read. Never throws. */
export async function readCovered<T>(
  account: AccountHandle,
  make: (snapshot: IamSnapshot) => T[],
): Promise<{ items: T[]; coverage: AccountCoverage }> {
  const { accountId } = account;
  try {
    const snapshot = await account.snapshot({
      maxAgeMs: MAX_AGE_MS,
      keysMaxAgeMs: Infinity,
    });
    const isPart = snapshot.missing.length > 0;
    return {
      items: make(snapshot),
      coverage: {
        accountId,
        alias: snapshot.alias,
        state: isPart ? 'partial' : 'ok',
        ...(isPart
          ? { message: `Not readable: ${snapshot.missing.join(', ')}.` }
          : {}),
        asOf: snapshot.asOf,
      },
    };
  } catch (error) {
    const denied = (error as Error).name === 'NotAllowedError';
    return {
      items: [],
      coverage: {
        accountId,
        state: denied ? 'denied' : 'unreachable',
        message: (error as Error).message,
      },
    };
  }
}
