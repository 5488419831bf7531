import { setTimeout as pause } from 'node:timers/promises';
import { ClusterRequest, Requester } from './ClusterApi';
import { ClusterError, isClusterError } from './ClusterError';

export interface PersistentOptions {
  /** How often a request is sent at most; default 3. */
  tries?: number;
  /** Before the second try, doubled with each one, in milliseconds; default 500. The server's own wish goes first. */
  pauseMs?: number;
}

const LONGEST_PAUSE_MS = 10_000;

/**
 * A client for long reads: a request to look at something is sent again after a pause where that may help. A cluster that has
 * never answered is not asked twice, since nobody may be there.
 */
export function persistent(
  cluster: Requester,
  { tries = 3, pauseMs = 500 }: PersistentOptions = {},
): Requester {
  let hasAnswered = false;
  const mayHelp = ({ details }: ClusterError) =>
    details.kind === 'throttled' ||
    (hasAnswered && ['server', 'unreachable'].includes(details.kind));
  return {
    async request<T = unknown>(request: ClusterRequest): Promise<T> {
      const isRead = (request.method ?? 'GET') === 'GET';
      for (let attempt = 1; ; attempt += 1) {
        try {
          const answer = await cluster.request<T>(request);
          hasAnswered = true;
          return answer;
        } catch (error) {
          const isWorthIt =
            isRead &&
            attempt < tries &&
            !request.signal?.aborted &&
            isClusterError(error) &&
            mayHelp(error);
          if (!isWorthIt) {
            throw error;
          }
          const { retryAfterSeconds } = error.details;
          const wait = retryAfterSeconds
            ? retryAfterSeconds * 1000
            : pauseMs * 2 ** (attempt - 1);
          await pause(Math.min(wait, LONGEST_PAUSE_MS), undefined, {
            signal: request.signal,
          }).catch(() => {});
        }
      }
    },
  };
}
