import { setTimeout as pause } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { isClusterError, METADATA } from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { backoffMs } from '../../shared/backoff';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Servers end a watch after some time. We end it earlier, before a proxy does. */
const MINUTES = 5;

/** The server no longer has the version to continue from, so everything must be listed again. */
export class PositionLostError extends Error {
  constructor(path: string) {
    super(`The place to go on from in ${path} is forgotten`);
    this.name = 'PositionLostError';
  }
}

export interface WatchEvent<T> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: T;
}

interface RawEvent<T> {
  type: WatchEvent<T>['type'] | 'BOOKMARK' | 'ERROR';
  object: T & { code?: number };
}

interface Versioned {
  metadata?: { resourceVersion?: string };
}

export interface WatchOptions<T> {
  cluster: ClusterHandle;
  path: string;
  /** Resource version to continue from. */
  from: string;
  /** Whether only metadata is requested. */
  metadataOnly: boolean;
  onEvent: (event: WatchEvent<T>) => void;
  /** All changes up to this version have been passed on. */
  onPosition: (resourceVersion: string) => void;
  /** Called when the connection is lost or restored. */
  onState?: (state: 'lost' | 'back') => void;
  signal: AbortSignal;
  logger: LoggerService;
  /** Default: half a second, doubled up to half a minute, with jitter. */
  pauseMs?: (failures: number) => number;
}

/**
 * Follows one resource from a version on until `signal` is aborted; ended connections are reopened where they were.
 * Throws PositionLostError on 410, and ClusterError when the right to watch is missing or the sign-in fails twice.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export async function watchResource<T extends Versioned>(
  options: WatchOptions<T>,
): Promise<void> {
  const { cluster, path, metadataOnly, signal, logger } = options;
  let position = options.from;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const { type, object } of cluster.watch<RawEvent<T>>({
        path,
        query: {
          watch: true,
          allowWatchBookmarks: true,
          resourceVersion: position,
          timeoutSeconds: MINUTES * 60,
        },
        headers: metadataOnly ? { Accept: METADATA } : undefined,
        signal,
      })) {
        if (type === 'ERROR') {
          if (object.code === 410) {
            throw new PositionLostError(path);
          }
          throw new Error(`the server sent an error (${object.code})`);
        }
        if (failures > 0) {
          options.onState?.('back');
        }
        failures = 0;
        if (type !== 'BOOKMARK') {
          options.onEvent({ type, object });
        }
        position = object.metadata?.resourceVersion ?? position;
        options.onPosition(position);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (
        error instanceof PositionLostError ||
        isClusterError(error, 'forbidden', 'notFound')
      ) {
        throw error;
      }
      if (isClusterError(error, 'gone')) {
        throw new PositionLostError(path);
      }
      // Once may be a token that has just expired; the next try has a new one.
      if (isClusterError(error, 'credentials') && failures > 0) {
        throw error;
      }
      failures += 1;
      options.onState?.('lost');
      logger.debug(
        `Watch of ${path} on cluster ${cluster.name} ended (${failures}): ${
          isClusterError(error) ? error.message : (error as Error).name
        }`,
      );
    }
    // A pause is also needed for a server that ends watches at once.
    const wait = (options.pauseMs ?? backoff)(failures);
    await pause(wait, undefined, { signal }).catch(() => {});
  }
}

/** Half a second, doubled with each failure up to half a minute. */
export function backoff(failures: number): number {
  return failures === 0
    ? 50
    : backoffMs(failures, {
        firstMs: FIRST_PAUSE_MS,
        longestMs: LONGEST_PAUSE_MS,
      });
}
