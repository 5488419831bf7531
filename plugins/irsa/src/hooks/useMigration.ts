import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  irsaSignals,
  Migration,
  MigrationEvent,
  MigrationStatus,
} from 'backstage-plugin-irsa-common';
import { IrsaError, irsaApiRef, unwrap } from '../api';

const activeStatuses: MigrationStatus[] = [
  'queued',
  'running',
  'stopping',
  'rollingBack',
];

export function isActive(status: MigrationStatus): boolean {
  return activeStatuses.includes(status);
}

/** Whether an act of the retirement is under way. */
export function isActOpen({ act }: Migration): boolean {
  return act?.state === 'asked' || act?.state === 'running';
}

const pollIntervals = { active: 1000, quiet: 10_000, retry: 3000 };

/** Events a page of the API holds at most; a full page means there may be more. */
const EVENT_PAGE_SIZE = 500;

export interface LiveMigration {
  migration?: Migration;
  events: MigrationEvent[];
  /** Set when the first read failed; later failures show as `isReconnecting`. */
  error?: IrsaError;
  isReconnecting: boolean;
  refresh: () => void;
  /** Takes over the answer of an act, without waiting for the next poll. */
  accept: (migration: Migration) => void;
}

/**
 * Follows a migration by polling, in a visible tab only. A signal on `irsa:migrations` makes it poll at once;
 * what it says is not used, since signals may be lost, doubled or late.
 */
export function useMigration(id: string): LiveMigration {
  const api = useApi(irsaApiRef);
  const [migration, setMigration] = useState<Migration>();
  const [events, setEvents] = useState<MigrationEvent[]>([]);
  const [error, setError] = useState<IrsaError>();
  const [isReconnecting, setIsReconnecting] = useState(false);
  const [round, setRound] = useState(0);
  const seen = useRef(0);
  const refresh = useCallback(() => setRound(old => old + 1), []);

  useEffect(() => {
    seen.current = 0;
    setMigration(undefined);
    setEvents([]);
    setError(undefined);
  }, [id]);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function readEvents() {
      for (;;) {
        const { items } = await unwrap(
          api.GET('/migrations/{migrationId}/events', {
            params: {
              path: { migrationId: id },
              query: { after: seen.current },
            },
            signal,
          }),
        );
        const fresh = items.filter(item => item.seq > seen.current);
        if (signal.aborted || fresh.length === 0) {
          return;
        }
        seen.current = fresh[fresh.length - 1].seq;
        setEvents(old => [...old, ...fresh]);
        if (items.length < EVENT_PAGE_SIZE) {
          return;
        }
      }
    }

    async function poll() {
      if (document.visibilityState === 'hidden') {
        return;
      }
      let wait = pollIntervals.retry;
      try {
        const next = await unwrap(
          api.GET('/migrations/{migrationId}', {
            params: { path: { migrationId: id } },
            signal,
          }),
        );
        if (signal.aborted) {
          return;
        }
        setMigration(next);
        if (next.lastSeq > seen.current) {
          await readEvents();
        }
        setError(undefined);
        setIsReconnecting(false);
        wait =
          isActive(next.status) || isActOpen(next)
            ? pollIntervals.active
            : pollIntervals.quiet;
      } catch (cause) {
        if (signal.aborted) {
          return;
        }
        const problem = IrsaError.from(cause);
        setError(problem);
        setIsReconnecting(true);
        if (problem.status === 403 || problem.status === 404) {
          return;
        }
      }
      if (!signal.aborted) {
        timer = setTimeout(poll, wait);
      }
    }

    function onVisible() {
      if (document.visibilityState === 'visible') {
        clearTimeout(timer);
        poll();
      }
    }

    document.addEventListener('visibilitychange', onVisible);
    poll();
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [api, id, round]);

  const { lastSignal } = useSignal(irsaSignals.migrations);
  /** The answer of an act may mean that more is to come soon. */
  const accept = useCallback(
    (next: Migration) => {
      setMigration(next);
      if (isActive(next.status) || isActOpen(next)) {
        refresh();
      }
    },
    [refresh],
  );
  useEffect(() => {
    if (lastSignal) {
      refresh();
    }
  }, [lastSignal, refresh]);

  return {
    migration,
    events,
    error: migration ? undefined : error,
    isReconnecting: isReconnecting && Boolean(migration),
    refresh,
    accept,
  };
}
