import { IAMClient } from '@aws-sdk/client-iam';
import { isAccountError, toAccountError } from './AccountError';

/** Concurrent requests for one account. IAM allows only few per second. */
export const IAM_CONCURRENCY = 4;

/** Calls IAM for a snapshot and remembers which rights were missing. */
export class IdentityReader {
  readonly missing = new Set<string>();

  constructor(readonly accountId: string, readonly iam: IAMClient) {}

  /** Throws AccountError. */
  async ask<T>(action: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw toAccountError(this.accountId, action, error);
    }
  }

  /** `undefined` when the right is missing (which is recorded) or the entity was deleted meanwhile. */
  async allowed<T>(
    action: string,
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await this.ask(action, call);
    } catch (error) {
      if (isAccountError(error, 'denied')) {
        this.missing.add(action);
        return undefined;
      }
      if (isAccountError(error, 'notFound')) {
        return undefined;
      }
      throw error;
    }
  }
}

/** Reads all pages of a call with a marker. */
export async function allPages<P extends { Marker?: string }, T>(
  page: (marker: string | undefined) => Promise<P>,
  items: (page: P) => T[] | undefined,
): Promise<T[]> {
  const found: T[] = [];
  let marker: string | undefined;
  do {
    const answer = await page(marker);
    found.push(...(items(answer) ?? []));
    marker = answer.Marker;
  } while (marker);
  return found;
}
