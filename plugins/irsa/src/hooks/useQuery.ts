import { DependencyList, useCallback, useEffect, useState } from 'react';
import { IrsaError } from '../api';

export interface Query<T> {
  data?: T;
  error?: IrsaError;
  /** Nothing to show yet. */
  isPending: boolean;
  /** What is shown belongs to an earlier question. */
  isStale: boolean;
  reload: () => void;
  /** Reads again without a sign of it; what is shown stays when that fails. */
  refresh: () => void;
}

/** Reads from the backend; keeps the last answer on screen while the next one loads. */
export function useQuery<T>(
  load: (signal: AbortSignal) => Promise<T>,
  dependencies: DependencyList,
): Query<T> {
  const [state, setState] = useState<{ data?: T; error?: IrsaError }>({});
  const [isLoading, setIsLoading] = useState(true);
  const [round, setRound] = useState(0);
  const [isQuiet, setIsQuiet] = useState(false);

  useEffect(() => {
    const controller = new AbortController();
    setIsLoading(true);
    load(controller.signal).then(
      data => {
        if (!controller.signal.aborted) {
          setState({ data });
          setIsLoading(false);
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setState(old =>
            isQuiet && old.data
              ? old
              : { data: old.data, error: IrsaError.from(error) },
          );
          setIsLoading(false);
        }
      },
    );
    return () => controller.abort();
    // The caller names what the question depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [...dependencies, round]);

  const reload = useCallback(() => {
    setIsQuiet(false);
    setRound(old => old + 1);
  }, []);
  const refresh = useCallback(() => {
    setIsQuiet(true);
    setRound(old => old + 1);
  }, []);
  return {
    ...state,
    isPending: isLoading && !state.data && !state.error,
    isStale: isLoading && !isQuiet && Boolean(state.data),
    reload,
    refresh,
  };
}
