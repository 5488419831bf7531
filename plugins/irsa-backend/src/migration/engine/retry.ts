import { isClusterError } from 'backstage-plugin-irsa-node';
import { backoffMs } from '../../shared/backoff';
import { isTransient } from '../../shared/isTransient';

/** How often a cluster may refuse before the refusal counts: about four seconds. */
const REFUSALS = 5;

/**
 * A cluster's 401 or 403. An API server that has just started refuses every user until it has read its RBAC rules, and
 * the rights were checked before the migration started.
 */
export function isRefusal(error: unknown): boolean {
  return isClusterError(error, 'forbidden', 'credentials');
}

export interface RetryOptions {
  sleep(milliseconds: number): Promise<void>;
  attempts?: number;
  firstDelayMs?: number;
  /** Called before each pause. */
  onRetry?(error: unknown, attempt: number): Promise<void>;
}

/** Retries with growing pauses and jitter while the failure is temporary. */
export async function withRetry<T>(
  act: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { attempts = 6, firstDelayMs = 250 } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      const passes =
        isTransient(error) || (attempt < REFUSALS && isRefusal(error));
      if (attempt >= attempts || !passes) {
        throw error;
      }
      await options.onRetry?.(error, attempt);
      await options.sleep(
        backoffMs(attempt, { firstMs: firstDelayMs, longestMs: 8_000 }),
      );
    }
  }
}
